import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { getMethod, methods, parseInput, requirePermission } from './methods.ts';
import { requireGiven } from './token-limits.ts';
import { type DoneCommand, undoers } from './undoers.ts';

export interface UndoInput {
  commandId: number;
}

interface Undone {
  undone: string;
  by: string;
  input: unknown;
  result: unknown;
}

const commandWithBody = read((db, p: { id: number }) =>
  db
    .selectFrom('command')
    .innerJoin('commandBody', 'commandBody.commandId', 'command.id')
    .select(['command.method', 'commandBody.input', 'commandBody.result'])
    .where('command.id', '=', p.id),
);

/** Whether the record offers a way back for a command of this kind. */
export const canUndo = (method: string): boolean => method === 'activity.undo' || method in undoers;

/**
 * Takes a command back by giving its inverse: a command of its own, with the inverse's own permission, refused where later
 * facts stand on the first one.
 * @throws Refusal `record.missing`, `undo.impossible`, `permission.denied`, and what the inverse command refuses
 */
export function undo(tx: Tx, { commandId }: UndoInput, handlerOf: (method: string) => (tx: Tx, input: unknown) => unknown): Undone {
  const done = recorded(tx, commandId);
  const by = inverseOf(done);
  const method = getMethod(by.method);
  requirePermission(method, tx.actor);
  requireGiven(by.method, tx.actor);
  const input = parseInput(method, by.input);
  return { undone: done.method, by: by.method, input, result: handlerOf(by.method)(tx, input) ?? null };
}

/** A command as its record kept it. @throws Refusal `record.missing`, `undo.impossible` where nothing was kept */
export function recorded(reader: Reader, commandId: number): DoneCommand {
  const row = commandWithBody.get(reader, { id: commandId });
  if (!row) throw new Refusal('record.missing', { kind: 'command', id: commandId });
  if (row.input === null || row.result === null) throw new Refusal('undo.impossible', { command: row.method, reason: 'notKept' });
  return { method: row.method, input: JSON.parse(row.input) as unknown, result: JSON.parse(row.result) as unknown };
}

/** Undoing an undo gives the command back that the first undo had given. */
export function inverseOf(done: DoneCommand): { method: string; input: unknown } {
  if (done.method === 'activity.undo') {
    const given = done.result as Undone;
    return inverseOf({ method: given.by, input: given.input, result: given.result });
  }
  const declared = methods.get(done.method)?.meta.undo;
  const undoer = undoers[done.method];
  if (!declared || !('by' in declared) || !undoer) throw new Refusal('undo.impossible', { command: done.method, reason: declared && 'none' in declared ? 'none' : 'document' });
  return { method: declared.by, input: undoer(done) };
}
