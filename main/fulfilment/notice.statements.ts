import { sql } from 'kysely';
import type { NoticeKind } from '../../shared/fulfilment/notice.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Language } from '../../shared/units/language.ts';
import { read, write } from '../database/statement.ts';

export type SendsFor = 'nobody' | 'own' | 'all';
export type NoticeProblem = 'unreachable' | 'refused' | 'unauthorised' | 'perhapsSent';

export const allRules = read((db) => db.selectFrom('noticeRule').selectAll().orderBy('kind'));
export const setRuleRow = write((db, p: { kind: NoticeKind; sendsFor: SendsFor }) => db.updateTable('noticeRule').set({ sendsFor: p.sendsFor }).where('kind', '=', p.kind));

export const allTemplates = read((db) => db.selectFrom('noticeTemplate').selectAll());
export const templateOf = read((db, p: { kind: NoticeKind; language: Language }) =>
  db.selectFrom('noticeTemplate').select(['subject', 'body']).where('kind', '=', p.kind).where('language', '=', p.language),
);
export const putTemplate = write((db, p: { kind: NoticeKind; language: Language; subject: string; body: string }) =>
  db
    .insertInto('noticeTemplate')
    .values({ kind: p.kind, language: p.language, subject: p.subject, body: p.body })
    .onConflict((conflict) => conflict.columns(['kind', 'language']).doUpdateSet({ subject: p.subject, body: p.body })),
);
export const dropTemplate = write((db, p: { kind: NoticeKind; language: Language }) => db.deleteFrom('noticeTemplate').where('kind', '=', p.kind).where('language', '=', p.language));

export interface MailSetting {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  userName: string;
  senderName: string;
  senderAddress: string;
}
export const mailSetting = read((db) => db.selectFrom('mailSetting').select(['host', 'port', 'security', 'userName', 'senderName', 'senderAddress']));
export const clearMail = write((db) => db.deleteFrom('mailSetting'));
export const putMail = write((db, p: MailSetting) =>
  db.insertInto('mailSetting').values({ id: 1, host: p.host, port: p.port, security: p.security, userName: p.userName, senderName: p.senderName, senderAddress: p.senderAddress }),
);

export const newsToWrite = read((db) => db.selectFrom('noticeNews').selectAll().orderBy('key').limit(100));
export const forgetNews = write((db, p: { key: string }) => db.deleteFrom('noticeNews').where('key', '=', p.key));

/** Whom to write about an order, in which language, and what the words need. */
export const facts = read((db, p: { orderId: number; shipmentId: number | null }) =>
  db
    .selectFrom('salesOrder as o')
    .leftJoin('orderRecipient as to', 'to.orderId', 'o.id')
    .leftJoin('customer', 'customer.id', 'o.customerId')
    .leftJoin('shipment as s', (join) =>
      join.on(sql<boolean>`s.id = coalesce(${p.shipmentId}, (select max(id) from shipment where shipment.orderId = o.id and shipment.voidedAt is null))`),
    )
    .select(['o.shownNumber', 'o.total', 'o.currency', 's.id as shipmentId', 's.carrier', 's.trackingNumber', 's.occurredAt as shippedAt', 'o.orderedAt'])
    .select([
      sql<string>`coalesce(nullif("to".recipient, ''), customer.name, '')`.as('customer'),
      sql<string>`coalesce(nullif("to".email, ''), (select value from customerContact where customerId = o.customerId and kind = 'email' order by id limit 1), '')`.as('email'),
      sql<Language>`coalesce(customer.language, (select language from shop))`.as('language'),
    ])
    .where('o.id', '=', p.orderId),
);
export const goodsOfOrder = read((db, p: { orderId: number }) =>
  db.selectFrom('orderLine').select(['name', 'quantity']).where('orderId', '=', p.orderId).where('quantity', '>', sql<never>`cancelled`).orderBy('lineNo'),
);
export const goodsOfShipment = read((db, p: { shipmentId: number }) =>
  db.selectFrom('shipmentLine as sent').innerJoin('orderLine as line', 'line.id', 'sent.orderLineId').select(['line.name', 'sent.quantity']).where('sent.shipmentId', '=', p.shipmentId).orderBy('line.lineNo'),
);

interface NewNotice {
  key: string;
  kind: NoticeKind;
  orderId: number;
  shipmentId: number | null;
  recipient: string;
  subject: string;
  body: string;
  now: Instant;
  commandId: number;
}
export const insertNotice = write((db, p: NewNotice) =>
  db.insertInto('notice').values({
    key: p.key,
    kind: p.kind,
    orderId: p.orderId,
    shipmentId: p.shipmentId,
    recipient: p.recipient,
    subject: p.subject,
    body: p.body,
    state: 'waiting',
    nextTryAt: p.now,
    createdAt: p.now,
    commandId: p.commandId,
  }),
);
export const noticeByKey = read((db, p: { key: string }) => db.selectFrom('notice').selectAll().where('key', '=', p.key));
export const noticeById = read((db, p: { id: number }) => db.selectFrom('notice').selectAll().where('id', '=', p.id));

export const dueNotices = read((db, p: { now: Instant; most: number }) =>
  db
    .selectFrom('notice')
    .select(['id', 'key', 'recipient', 'subject', 'body', 'attempts'])
    .where(sql<boolean>`state in ('waiting', 'sending')`)
    .where('state', '=', 'waiting')
    .where('nextTryAt', '<=', p.now)
    .orderBy('nextTryAt')
    .limit(p.most),
);
export const inFlight = read((db) => db.selectFrom('notice').select(['id', 'attempts']).where(sql<boolean>`state in ('waiting', 'sending')`).where('state', '=', 'sending'));
export const firstWaiting = read((db) =>
  db
    .selectNoFrom([
      sql<0 | 1>`exists (select 1 from mailSetting)`.as('hasMail'),
      sql<0 | 1>`exists (select 1 from noticeNews)`.as('news'),
      sql<0 | 1>`exists (select 1 from notice where state in ('waiting', 'sending') and state = 'sending')`.as('inFlight'),
      sql<Instant | null>`(select min(nextTryAt) from notice where state in ('waiting', 'sending') and state = 'waiting')`.as('nextTryAt'),
    ]),
);
/** Whether an order still waits for money its buyer may be reminded of: nothing was paid, and it was not called off. */
export const awaitsMoney = read((db, p: { orderId: number }) =>
  db.selectFrom('salesOrder').select('id').where('id', '=', p.orderId).where('payment', '=', 'unpaid').where('fulfilment', '<>', 'cancelled'),
);
/** Reminders that wait to be sent although their order is paid, called off or over by now; of an overdue invoice, although nothing is owed. */
export const overtakenReminders = read((db) =>
  db
    .selectFrom('notice')
    .innerJoin('salesOrder as o', 'o.id', 'notice.orderId')
    .select(['notice.id', 'notice.attempts'])
    .where(sql<boolean>`notice.state in ('waiting', 'sending')`)
    .where('notice.state', '=', 'waiting')
    .where(sql<boolean>`((notice.kind = 'unpaid' and (o.payment <> 'unpaid' or o.fulfilment = 'cancelled')) or (notice.kind in ('overdue1', 'overdue2', 'overdue3') and o.receivable <= 0))`),
);
export const anyNews = read((db) => db.selectFrom('noticeNews').select('key').limit(1));

interface NoticeTurn {
  id: number;
  state: 'waiting' | 'sending' | 'sent' | 'parked' | 'handled';
  attempts: number;
  nextTryAt: Instant;
  problem: NoticeProblem | null;
  says: string | null;
  finishedAt: Instant | null;
}
export const turnNotice = write((db, p: NoticeTurn) =>
  db
    .updateTable('notice')
    .set({ state: p.state, attempts: p.attempts, nextTryAt: p.nextTryAt, problem: p.problem, says: p.says, finishedAt: p.finishedAt })
    .where('id', '=', p.id),
);
export const noticeCounts = read((db) =>
  db.selectFrom('shop').select([
    sql<number>`(select count(*) from notice where state in ('waiting', 'sending'))`.as('waiting'),
    sql<number>`(select count(*) from notice where state = 'parked')`.as('parked'),
  ]),
);
export const openNotices = read((db) => db.selectFrom('notice').select('id').where(sql<boolean>`state in ('waiting', 'sending')`));
