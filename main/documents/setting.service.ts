import type { DocumentKind } from '../../shared/documents/document.rules.ts';
import { columnsOf, type DocumentLook, type Letterhead } from '../../shared/documents/document-look.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { letterheadOf, lookOf } from './setting.queries.ts';

const putSetting = write((db, p: { name: string; value: string; commandId: number }) =>
  db
    .insertInto('documentSetting')
    .values({ name: p.name, value: p.value, commandId: p.commandId })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: p.value, commandId: p.commandId })),
);

const imageByHash = read((db, p: { hash: string }) => db.selectFrom('image').select('hash').where('hash', '=', p.hash));

/** @throws Refusal document.noColumn for a column this kind of paper cannot have */
export function setLook(tx: Tx, { kind, look }: { kind: DocumentKind; look: DocumentLook }): { kind: DocumentKind; before: DocumentLook } {
  const before = lookOf(tx, kind);
  const strange = look.columns.find((column) => !columnsOf(kind).includes(column));
  if (strange) throw new Refusal('document.noColumn', { kind, column: strange });
  putSetting.run(tx, { name: kind, value: JSON.stringify(look), commandId: tx.commandId });
  return { kind, before };
}

/** @throws Refusal record.missing for a logo that is no picture of this shop */
export function setLetterhead(tx: Tx, { letterhead }: { letterhead: Letterhead }): { before: Letterhead } {
  const before = letterheadOf(tx);
  if (letterhead.logo !== null && !imageByHash.get(tx, { hash: letterhead.logo })) throw new Refusal('record.missing', { kind: 'image', id: letterhead.logo });
  putSetting.run(tx, { name: 'letterhead', value: JSON.stringify(letterhead), commandId: tx.commandId });
  return { before };
}
