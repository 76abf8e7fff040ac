import type { NewPaper } from '../../shared/purchasing/supplier-document.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { requireSupplier } from '../parties/supplier.queries.ts';

const insertPaper = write((db, p: Omit<NewPaper, 'required'> & { required: 0 | 1; commandId: number }) =>
  db.insertInto('supplierDocument').values({
    supplierId: p.supplierId,
    kind: p.kind,
    name: p.name,
    number: p.number,
    validThroughOn: p.validThroughOn,
    required: p.required,
    commandId: p.commandId,
  }),
);
const paperById = read((db, p: { id: number }) => db.selectFrom('supplierDocument').select('id').where('id', '=', p.id));
const setRemoved = write((db, p: { id: number; removedById: number | null }) => db.updateTable('supplierDocument').set({ removedById: p.removedById }).where('id', '=', p.id));

/** @throws Refusal `record.missing` */
export function addPaper(tx: Tx, paper: NewPaper): { documentId: number } {
  requireSupplier(tx, paper.supplierId);
  const { lastId: documentId } = insertPaper.run(tx, { ...paper, required: paper.required ? 1 : 0, commandId: tx.commandId });
  tx.changed('supplierDocument', documentId);
  return { documentId };
}

/** Takes a paper away: it stops no order and warns no more. @throws Refusal `record.missing` */
export const removePaper = (tx: Tx, { documentId }: { documentId: number }) => turn(tx, documentId, tx.commandId);

/** Lays a paper back that was taken away. @throws Refusal `record.missing` */
export const restorePaper = (tx: Tx, { documentId }: { documentId: number }) => turn(tx, documentId, null);

function turn(tx: Tx, documentId: number, removedById: number | null): { documentId: number } {
  if (!paperById.get(tx, { id: documentId })) throw new Refusal('record.missing', { kind: 'supplierDocument', id: documentId });
  setRemoved.run(tx, { id: documentId, removedById });
  tx.changed('supplierDocument', documentId);
  return { documentId };
}
