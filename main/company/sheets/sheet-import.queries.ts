import type { SheetCounts } from '../../../shared/company/sheet.contract.ts';
import { Refusal } from '../../../shared/refusal/refusal.ts';
import type { Reader } from '../../database/handles.ts';
import { read } from '../../database/statement.ts';
import type { MadeRows } from './kind.ts';

const byId = read((db, p: { id: number }) => db.selectFrom('sheetImport').selectAll().where('id', '=', p.id));

const newest = read((db) =>
  db.selectFrom('sheetImport').select(['id', 'kind', 'fileName', 'source', 'counts', 'importedAt', 'takenBackById']).orderBy('id', 'desc').limit(100),
);

/** @throws Refusal `record.missing` */
export function requireImport(reader: Reader, id: number) {
  const row = byId.get(reader, { id });
  if (!row) throw new Refusal('record.missing', { kind: 'sheetImport', id });
  // Written by this room, never by hand.
  return { ...row, made: JSON.parse(row.made) as Record<string, MadeRows> };
}

export const listImports = (reader: Reader) => ({
  rows: newest.all(reader, {}).map(({ counts, takenBackById, ...row }) => ({
    ...row,
    counts: JSON.parse(counts) as SheetCounts,
    takenBack: takenBackById !== null,
  })),
});
