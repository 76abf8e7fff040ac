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
const paperById = read((db, p: { id: number }) =>
  db.selectFrom('supplierDocument').select(['supplierId', 'kind', 'name', 'number', 'validThroughOn', 'required']).where('id', '=', p.id),
);
const deletePaper = write((db, p: { id: number }) => db.deleteFrom('supplierDocument').where('id', '=', p.id));

/** @throws Refusal `record.missing` */
export function addPaper(tx: Tx, paper: NewPaper): { documentId: number } {
  requireSupplier(tx, paper.supplierId);
  const { lastId: documentId } = insertPaper.run(tx, { ...paper, required: paper.required ? 1 : 0, commandId: tx.commandId });
  tx.changed('supplierDocument', documentId);
  return { documentId };
}

/** @throws Refusal `record.missing` */
export function removePaper(tx: Tx, { documentId }: { documentId: number }): { before: NewPaper } {
  const paper = paperById.get(tx, { id: documentId });
  if (!paper) throw new Refusal('record.missing', { kind: 'supplierDocument', id: documentId });
  deletePaper.run(tx, { id: documentId });
  tx.changed('supplierDocument', documentId);
  return { before: { ...paper, required: paper.required === 1 } };
}
