import { z } from 'zod';
import { zId, zInstant } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

export const attachmentKinds = ['journalEntry', 'supplierBill', 'bankLine', 'supplierDocument', 'slip'] as const;
export const attachmentTypes = ['pdf', 'jpeg', 'png', 'webp', 'gif'] as const;
export type AttachmentType = (typeof attachmentTypes)[number];

const item = z.object({ kind: z.enum(attachmentKinds), itemId: zId });
const which = z.object({ attachmentId: zId });
const zAttachment = z.object({ attachmentId: zId, name: z.string(), type: z.enum(attachmentTypes), bytes: z.int(), hash: z.string(), attachedAt: zInstant, userName: z.string() });

export const attachmentCommands = {
  add: command({ summary: 'Lay a PDF or a picture beside an entry, a bill, a bank line or a supplier’s paper; its file is kept under its hash.', undo: { by: 'attachment.remove' }, keepInput: false })
    .input(item.extend({ name: z.string().trim().min(1).max(200), data: z.base64() }))
    .output(which.extend({ hash: z.string() })),
  remove: command({ summary: 'Take a paper away; its file stays, since it may lie elsewhere too.', undo: { by: 'attachment.restore' } }).input(which).output(which),
  restore: command({ summary: 'Lay a paper back that was taken away.', undo: { by: 'attachment.remove' } }).input(which).output(which),
};

export const attachmentQueries = {
  list: query({ summary: 'The papers beside an entry, a bill, a bank line or a supplier’s paper.' }).input(item).output(z.object({ rows: z.array(zAttachment) })),
  read: query({ summary: 'A paper’s file.' }).input(item.extend({ attachmentId: zId })).output(z.object({ name: z.string(), type: z.string(), data: z.base64() })),
};
