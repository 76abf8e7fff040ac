import type { AttachmentType } from '../../shared/company/attachment.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import type { AttachmentItem } from './attachment.queries.ts';

interface NewAttachment extends AttachmentItem {
  hash: string;
  type: AttachmentType;
  name: string;
  bytes: number;
}

const insertAttachment = write((builder, p: NewAttachment & { attachedAt: Instant; commandId: number }) =>
  builder.insertInto('attachment').values({ kind: p.kind, itemId: p.itemId, hash: p.hash, type: p.type, name: p.name, bytes: p.bytes, attachedAt: p.attachedAt, commandId: p.commandId }),
);
const sameAttachment = read((builder, p: { kind: string; itemId: number; hash: string }) =>
  builder.selectFrom('attachment').select('id').where('kind', '=', p.kind).where('itemId', '=', p.itemId).where('hash', '=', p.hash).where('removedById', 'is', null),
);
const attachmentById = read((builder, p: { id: number }) => builder.selectFrom('attachment').selectAll().where('id', '=', p.id));
const setRemoved = write((builder, p: { id: number; removedById: number | null }) => builder.updateTable('attachment').set({ removedById: p.removedById }).where('id', '=', p.id));

/** Lays a file that is kept already beside something; the same file twice is one paper. @throws Refusal record.missing */
export function attach(tx: Tx, attachment: NewAttachment): { attachmentId: number; hash: string } {
  const { kind, itemId, hash } = attachment;
  if (!tx.get(db.selectFrom(kind).select('id').where('id', '=', itemId))) throw new Refusal('record.missing', { kind, id: itemId });
  const same = sameAttachment.get(tx, { kind, itemId, hash });
  if (same) return { attachmentId: same.id, hash };
  const { lastId } = insertAttachment.run(tx, { ...attachment, attachedAt: tx.now, commandId: tx.commandId });
  tx.changed('attachment', lastId);
  return { attachmentId: lastId, hash };
}

/** Takes a paper away. @throws Refusal record.missing */
export const removeAttachment = (tx: Tx, { attachmentId }: { attachmentId: number }) => turn(tx, attachmentId, tx.commandId);

/** Lays a paper back that was taken away. @throws Refusal record.missing */
export const restoreAttachment = (tx: Tx, { attachmentId }: { attachmentId: number }) => turn(tx, attachmentId, null);

function turn(tx: Tx, id: number, removedById: number | null): { attachmentId: number } {
  const found = attachmentById.get(tx, { id });
  if (!found) throw new Refusal('record.missing', { kind: 'attachment', id });
  const twin = removedById === null && sameAttachment.get(tx, found);
  if (!twin) setRemoved.run(tx, { id, removedById });
  tx.changed('attachment', id);
  return { attachmentId: id };
}
