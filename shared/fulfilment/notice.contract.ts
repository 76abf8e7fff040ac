import { z } from 'zod';
import { zId, zInstant } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zLimit } from '../inventory/fields.ts';
import { languages } from '../units/language.ts';
import { noticeKinds, unknownVariables } from './notice.rules.ts';

const zKind = z.enum(noticeKinds);
const zLanguage = z.enum(languages);
const zText = (most: number) => z.string().max(most).refine((text) => unknownVariables(text).length === 0, { message: 'only the known names between {{ }}' });
const zWords = z.object({ subject: zText(300), body: zText(5_000) });
const zSendsFor = z.enum(['nobody', 'own', 'all']);
const which = z.object({ noticeId: zId });
const states = ['waiting', 'sending', 'sent', 'parked', 'handled'] as const;
export const noticeProblems = ['unreachable', 'refused', 'unauthorised', 'perhapsSent'] as const;
export const mailSecurities = ['tls', 'starttls', 'none'] as const;

const zMail = z.object({
  host: z.string().trim().min(1).max(200),
  port: z.int().min(1).max(65_535),
  security: z.enum(mailSecurities),
  userName: z.string().trim().max(200),
  senderName: z.string().trim().max(120),
  senderAddress: z.email().max(200),
});

const zAbout = z.object({ kind: zKind, orderId: zId, shipmentId: zId.exactOptional() });

export const noticeCommands = {
  setRule: command({ summary: 'Say whose orders are written about by itself.', undo: { by: 'notice.setRule' } })
    .input(z.object({ kind: zKind, sendsFor: zSendsFor }))
    .output(z.object({ before: z.object({ kind: zKind, sendsFor: zSendsFor }) })),
  setTemplate: command({ summary: 'Write a notice in the shop’s own words; without words the program’s hold again.', undo: { by: 'notice.setTemplate' } })
    .input(z.object({ kind: zKind, language: zLanguage, words: zWords.nullable() }))
    .output(z.object({ before: z.object({ kind: zKind, language: zLanguage, words: zWords.nullable() }) })),
  setMail: command({ summary: 'Say how mail leaves. The password goes to the platform’s own store.', undo: { document: 'notice.dropMail' }, keepInput: false })
    .input(zMail.extend({ password: z.string().max(500).exactOptional() }))
    .output(z.object({ protection: z.enum(['system', 'file']) })),
  dropMail: command({ summary: 'Send no mail any more; notices wait to be copied.', undo: { document: 'notice.setMail' } }).input(z.object({})).output(z.object({})),
  queue: command({ summary: 'Write a customer a notice; the same thing is never told twice.', undo: { by: 'notice.handled' } })
    .input(zAbout)
    .output(which.extend({ state: z.enum(states) })),
  handled: command({ summary: 'Somebody wrote it by hand, or nobody shall.', undo: { by: 'notice.sendAgain' } }).input(which).output(which),
  sendAgain: command({ summary: 'Send a notice that waits for a person, or was put away.', undo: { by: 'notice.handled' } }).input(which).output(which),
};

const zNotice = which.extend({
  kind: zKind,
  orderId: zId,
  orderNumber: z.string(),
  recipient: z.string(),
  subject: z.string(),
  body: z.string(),
  state: z.enum(states),
  problem: z.enum(noticeProblems).nullable(),
  says: z.string().nullable(),
  createdAt: zInstant,
  finishedAt: zInstant.nullable(),
  mailto: z.string(),
});

export const noticeQueries = {
  list: query({ summary: 'One page of notices, the latest first, or those that wait.' })
    .input(z.object({ view: z.enum(['open', 'all']).default('all'), orderId: zId.exactOptional(), beforeId: zId.exactOptional(), limit: zLimit }))
    .output(z.object({ rows: z.array(zNotice), next: zId.nullable() })),
  preview: query({ summary: 'A notice as it would be written, of an order or of an example, with words still being typed.' })
    .input(z.object({ kind: zKind, language: zLanguage.exactOptional(), orderId: zId.exactOptional(), shipmentId: zId.exactOptional(), words: z.object({ subject: z.string().max(300), body: z.string().max(5_000) }).exactOptional() }))
    .output(z.object({ recipient: z.string(), language: zLanguage, subject: z.string(), body: z.string(), mailto: z.string(), unknown: z.array(z.string()) })),
  settings: query({ summary: 'Rules, words and how mail leaves.' }).output(
    z.object({
      rules: z.array(z.object({ kind: zKind, sendsFor: zSendsFor })),
      templates: z.array(z.object({ kind: zKind, language: zLanguage, own: z.boolean(), subject: z.string(), body: z.string() })),
      mail: zMail.nullable(),
      waiting: z.int(),
      parked: z.int(),
    }),
  ),
};
