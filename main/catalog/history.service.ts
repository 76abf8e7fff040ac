import { differing } from '../company/before.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';

const insertChange = write((db, p: { kind: string; subjectId: number; field: string; oldValue: string; newValue: string; commandId: number }) =>
  db.insertInto('fieldHistory').values({
    kind: p.kind,
    subjectId: p.subjectId,
    field: p.field,
    oldValue: p.oldValue,
    newValue: p.newValue,
    commandId: p.commandId,
  }),
);

/** Whose fields are remembered: master data, never people. */
export type HistoryKind = 'product' | 'variant' | 'category' | 'taxClass' | 'attribute' | 'collection' | 'supplier' | 'priceList';

/**
 * Writes down what changes: one row per field whose value differs. Answers the fields that do, with their new values, so
 * that saying again what already holds writes nothing.
 */
export function recordChanges<Fields extends object>(tx: Tx, kind: HistoryKind, subjectId: number, record: object, changes: Fields): Partial<Fields> {
  const old = new Map(Object.entries(record));
  const changed = differing(record, changes);
  const entries = Object.entries(changed);
  for (const [field, value] of entries) recordChange(tx, { kind, subjectId, field, oldValue: old.get(field), newValue: value });
  if (entries.length > 0) tx.changed(kind, subjectId);
  return changed;
}

interface FieldChange {
  kind: HistoryKind;
  subjectId: number;
  field: string;
  oldValue: unknown;
  newValue: unknown;
}

export function recordChange(tx: Tx, { kind, subjectId, field, oldValue, newValue }: FieldChange): void {
  const [old, next] = [JSON.stringify(oldValue ?? null), JSON.stringify(newValue ?? null)];
  insertChange.run(tx, { kind, subjectId, field, oldValue: old, newValue: next, commandId: tx.commandId });
}
