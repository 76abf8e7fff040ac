import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { read, write } from '../database/statement.ts';

interface NewRevision {
  orderId: number;
  kind: 'edit' | 'split' | 'join' | 'takenBack';
  otherOrderId: number | null;
  reason: string;
  before: string;
  after: string;
  revisedAt: Instant;
  takesBackId: number | null;
  commandId: number;
}

export const insertRevision = write((db, p: NewRevision) =>
  db.insertInto('orderRevision').values({
    orderId: p.orderId,
    kind: p.kind,
    otherOrderId: p.otherOrderId,
    reason: p.reason,
    before: p.before,
    after: p.after,
    revisedAt: p.revisedAt,
    takesBackId: p.takesBackId,
    commandId: p.commandId,
  }),
);

export const revisionById = read((db, p: { id: number }) => db.selectFrom('orderRevision').selectAll().where('id', '=', p.id));
export const takenBackBy = read((db, p: { takesBackId: number }) => db.selectFrom('orderRevision').select('id').where('takesBackId', '=', p.takesBackId));

export const setTotals = write((db, p: { orderId: number; total: Minor; claim: Minor }) => db.updateTable('salesOrder').set({ total: p.total, claim: p.claim }).where('id', '=', p.orderId));

export const recipientOf = read((db, p: { orderId: number }) => db.selectFrom('orderRecipient').selectAll().where('orderId', '=', p.orderId));

export const insertTransfer = write((db, p: { fromOrderId: number; toOrderId: number; amount: Minor; occurredAt: Instant; postedOn: Day; commandId: number }) =>
  db.insertInto('depositTransfer').values({
    fromOrderId: p.fromOrderId,
    toOrderId: p.toOrderId,
    amount: p.amount,
    occurredAt: p.occurredAt,
    postedOn: p.postedOn,
    commandId: p.commandId,
  }),
);

/** The transfers a change of an order made: they are of its command. */
export const transfersOf = read((db, p: { orderId: number; commandId: number }) =>
  db
    .selectFrom('depositTransfer')
    .select(['fromOrderId', 'toOrderId', 'amount'])
    .where('commandId', '=', p.commandId)
    .where((eb) => eb.or([eb('fromOrderId', '=', p.orderId), eb('toOrderId', '=', p.orderId)])),
);
