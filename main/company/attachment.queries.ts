import { sql } from 'kysely';
import type { attachmentKinds } from '../../shared/company/attachment.contract.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

export interface AttachmentItem {
  kind: (typeof attachmentKinds)[number];
  itemId: number;
}

const attachments = read((db, p: AttachmentItem) =>
  db
    .selectFrom('attachment as a')
    .innerJoin('command as c', 'c.id', 'a.commandId')
    .leftJoin('user as u', 'u.id', 'c.userId')
    .select(['a.id as attachmentId', 'a.name', 'a.type', 'a.bytes', 'a.hash', 'a.attachedAt', sql<string>`coalesce(u.name, '')`.as('userName')])
    .where('a.kind', '=', p.kind)
    .where('a.itemId', '=', p.itemId)
    .where('a.removedById', 'is', null)
    .orderBy('a.id'),
);

/** The papers beside something, as they were laid there. */
export const listAttachments = (reader: Reader, { kind, itemId }: AttachmentItem) => ({ rows: attachments.all(reader, { kind, itemId }) });

const allFiles = read((db) => db.selectFrom('attachment').select(['hash', 'type as kind']).distinct().orderBy('hash'));

/** Every file the shop speaks of, for whoever proves that it is there; also of papers that were taken away. */
export const attachedFiles = (reader: Reader) => allFiles.all(reader, {});
