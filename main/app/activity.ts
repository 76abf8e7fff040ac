import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { canUndo } from './undo.ts';

interface Page {
  beforeId?: number | undefined;
  limit: number;
}

/** The record of commands, newest first, a page by key. */
export function listActivity(reader: Reader, { beforeId, limit }: Page) {
  const page = db
    .selectFrom('command')
    .leftJoin('user', 'user.id', 'command.userId')
    .select(['command.id', 'command.method', 'command.recordedAt', 'command.role', 'command.via', 'command.changes', 'command.hash', 'user.name'])
    .orderBy('command.id', 'desc')
    .limit(limit);
  const rows = reader.all(beforeId === undefined ? page : page.where('command.id', '<', beforeId));
  return {
    rows: rows.map(({ name, changes, ...row }) => ({ ...row, userName: name ?? '', canUndo: canUndo(row.method), changes: JSON.parse(changes) as Record<string, number[]> })),
  };
}
