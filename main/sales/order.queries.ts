import { sql } from 'kysely';
import { exceptionFixes, type ExceptionKind } from '../../shared/sales/exception.rules.ts';
import type { CheckFix } from '../../shared/sales/order-check.rules.ts';
import { openQuantity } from '../../shared/sales/order-part.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { bundlesOf } from './bundle.statements.ts';
import { foreignOfOrder } from './foreign-order.ts';
import { linesOf } from './order-line.statements.ts';
import { surplusHeld } from './order-record.ts';
import { chargesOf } from './order.statements.ts';

const orderCard = read((db, p: { orderId: number }) =>
  db
    .selectFrom('salesOrder as o')
    .leftJoin('customer', 'customer.id', 'o.customerId')
    .leftJoin('orderRecipient as to', 'to.orderId', 'o.id')
    .selectAll('o')
    .select(['customer.name as customerName', 'to.recipient', 'to.company', 'to.line1', 'to.line2', 'to.city', 'to.region', 'to.postcode'])
    .select(['to.country', 'to.phone', 'to.email'])
    .select(
      sql<string>`(
        select json_group_array(json_object('kind', kind, 'name', name, 'net', net, 'tax', tax, 'gross', gross) order by chargeNo)
        from orderCharge where orderCharge.orderId = o.id)`.as('charges'),
    )
    .select(sql<number>`exists (select 1 from foreignItem where itemKind = 'salesOrder' and itemId = o.id)`.as('isForeign'))
    .select(sql<number>`exists (select 1 from orderLine join orderLineBundle on orderLineBundle.orderLineId = orderLine.id where orderLine.orderId = o.id)`.as('hasBundles'))
    .where('o.id', '=', p.orderId),
);

const openExceptions = read((db, p: { orderId: number }) =>
  db
    .selectFrom('orderException')
    .select(['id', 'kind', 'orderLineId', 'details', 'raisedAt'])
    .where('orderId', '=', p.orderId)
    .where('resolvedAt', 'is', null)
    .orderBy('id'),
);

type DocumentKind =
  | 'order' | 'payment' | 'paymentVoid' | 'shipment' | 'shipmentCancel' | 'cancellation' | 'refund' | 'hold' | 'holdEnd' | 'exception' | 'exceptionEnd' | 'approval' | 'approvalEnd' | 'reinstatement' | 'revision' | 'expiry' | 'reminder';

interface TimelineRow {
  kind: DocumentKind;
  id: number;
  at: Instant;
  amount: Minor | null;
  says: string | null;
  commandId: number;
}

/** What happened to an order, from its documents: nothing is written for the timeline's sake. */
const timelineOf = read((db, p: { orderId: number }) =>
  db
    .selectFrom(
      sql<TimelineRow>`(
        select 'order' as kind, id, orderedAt as at, total as amount, coalesce(number, shownNumber) as says, commandId from salesOrder where id = ${p.orderId}
        union all select 'payment', id, occurredAt, amount, method, commandId from payment where orderId = ${p.orderId}
        union all select 'paymentVoid', id, voidedAt, amount, method, voidCommandId from payment where orderId = ${p.orderId} and voidedAt is not null
        union all select 'shipment', id, occurredAt, due, coalesce(trackingNumber, number), commandId from shipment where orderId = ${p.orderId}
        union all select 'shipmentCancel', id, voidedAt, due, number, voidCommandId from shipment where orderId = ${p.orderId} and voidedAt is not null
        union all select iif(reinstatesId is null, 'cancellation', 'reinstatement'), id, occurredAt, abs(claim), nullif(reason, ''), commandId from cancellation where orderId = ${p.orderId}
        union all select 'refund', id, occurredAt, amount, nullif(reason, ''), commandId from refund where orderId = ${p.orderId}
        union all select 'approval', id, approvedAt, null, nullif(reason, ''), commandId from orderApproval
          where orderId = ${p.orderId} and commandId <> (select commandId from salesOrder where id = ${p.orderId})
        union all select 'approvalEnd', id, withdrawnAt, null, null, withdrawCommandId from orderApproval where orderId = ${p.orderId} and withdrawnAt is not null
        union all select 'revision', id, revisedAt, null, nullif(reason, ''), commandId from orderRevision where orderId = ${p.orderId}
        union all select 'revision', id, revisedAt, null, nullif(reason, ''), commandId from orderRevision where otherOrderId = ${p.orderId}
        union all select 'expiry', id, expiredAt, null, cast(minutes as text), commandId from orderExpiry where orderId = ${p.orderId}
        union all select 'reminder', id, queuedAt, null, null, commandId from orderReminder where orderId = ${p.orderId}
        union all select 'hold', id, heldAt, null, nullif(reason, ''), commandId from orderHold where orderId = ${p.orderId}
        union all select 'holdEnd', id, endedAt, null, nullif(reason, ''), endCommandId from orderHold where orderId = ${p.orderId} and endedAt is not null
        union all select 'exception', id, raisedAt, null, iif(kind = 'check', coalesce(details ->> 'code', details ->> 'name'), kind), commandId from orderException where orderId = ${p.orderId}
        union all select 'exceptionEnd', id, resolvedAt, null, resolution, resolveCommandId from orderException
          where orderId = ${p.orderId} and resolvedAt is not null
      )`.as('document'),
    )
    .innerJoin('command', 'command.id', 'document.commandId')
    .leftJoin('user', 'user.id', 'command.userId')
    .select(['document.kind', 'document.id', 'document.at', 'document.amount', 'document.says', 'command.userId', 'user.name as userName', 'command.via'])
    .orderBy('document.at')
    .orderBy('document.commandId'),
);

const entriesOf = read((db, p: { orderId: number }) =>
  db
    .selectFrom(
      sql<{ kind: string; documentId: number }>`(
        select 'payment' as kind, id as documentId from payment where orderId = ${p.orderId}
        union all select 'shipment', id from shipment where orderId = ${p.orderId}
        union all select 'cancellation', id from cancellation where orderId = ${p.orderId}
        union all select 'refund', id from refund where orderId = ${p.orderId}
        union all select 'depositTransfer', id from depositTransfer where fromOrderId = ${p.orderId}
        union all select 'depositTransfer', id from depositTransfer where toOrderId = ${p.orderId}
        union all select 'goodsReturn', goodsReturn.id from goodsReturn join rma on rma.id = goodsReturn.rmaId where rma.orderId = ${p.orderId}
        union all select 'inspection', inspection.id from inspection join goodsReturn on goodsReturn.id = inspection.goodsReturnId join rma on rma.id = goodsReturn.rmaId where rma.orderId = ${p.orderId}
      )`.as('document'),
    )
    // From the order's few documents to their entries; SQLite would read every entry of a kind.
    .crossJoin('journalEntry as entry')
    .whereRef('entry.sourceKind', '=', 'document.kind')
    .whereRef('entry.sourceId', '=', 'document.documentId')
    .select(['entry.id', 'entry.number', 'entry.postedOn', 'entry.sourceKind', 'entry.sourceId'])
    .orderBy('entry.id'),
);

/** One order with everything its page shows, in four statements, and one more each where a bundle is in it, something is wrong with it or it is in another currency. @throws Refusal order.missing */
export function getOrder(reader: Reader, { orderId }: { orderId: number }) {
  const card = orderCard.get(reader, { orderId });
  if (!card) throw new Refusal('order.missing', { orderId });
  const lines = linesOf.all(reader, { orderId });
  const bundles = new Map((card.hasBundles === 1 ? bundlesOf.all(reader, { orderId }) : []).map(({ orderLineId, ...bundle }) => [orderLineId, bundle]));
  return {
    ...headOf(card),
    recipient: recipientOf(card),
    foreign: card.isForeign === 1 ? foreignOfOrder(reader, orderId) : null,
    money: {
      due: minor(card.claim - card.cancelledClaim),
      captured: card.captured,
      refunded: card.refunded,
      deposits: card.deposits,
      receivable: card.receivable,
      owed: card.owed,
      surplus: surplusHeld(reader, card, lines),
    },
    lines: lines.map((line) => ({ ...line, bundle: bundles.get(line.id) ?? null, backordered: quantity(Math.max(0, openQuantity(line) - line.allocated)) })),
    // Written by the statement above as an array of charges.
    charges: JSON.parse(card.charges) as ReturnType<typeof chargesOf.all>,
    openExceptions: card.exceptions > 0 ? openExceptions.all(reader, { orderId }).map(withFix) : [],
    timeline: timelineOf.all(reader, { orderId }),
    entries: entriesOf.all(reader, { orderId }) as { id: number; number: string; postedOn: Day; sourceKind: string; sourceId: number }[],
  };
}

type Card = NonNullable<ReturnType<typeof orderCard.get>>;

function headOf(card: Card) {
  const { id, channelId, customerId, customerName, currency, orderedAt, orderedOn, shipByAt, total, payment, fulfilment, holds, exceptions, approved } = card;
  const same = { id, channelId, customerId, customerName, currency, orderedAt, orderedOn, shipByAt, total, payment, fulfilment, holds, exceptions };
  return {
    ...same,
    number: card.shownNumber,
    ownNumber: card.number,
    externalId: card.externalId,
    channelStatus: card.channelStatus,
    note: card.note,
    approved: approved === 1,
    isHistory: card.intake === 'history',
    pricesIncludeTax: card.pricesIncludeTax === 1,
  };
}

function recipientOf(card: Card) {
  const { recipient, company, line1, line2, city, region, postcode, country, phone, email } = card;
  if (recipient === null) return null;
  const text = (value: string | null): string => value ?? '';
  return {
    recipient,
    company: text(company),
    line1: text(line1),
    line2: text(line2),
    city: text(city),
    region: text(region),
    postcode: text(postcode),
    country: text(country),
    phone: text(phone),
    email: text(email),
  };
}

/** An exception with what the program proposes, its details read. */
export function withFix<Row extends { kind: ExceptionKind; details: string }>(row: Row) {
  // Written by this room as an object; a rule that fired says its own fix there.
  const details = JSON.parse(row.details) as Record<string, unknown> & { fix?: CheckFix };
  return { ...row, fix: details.fix ?? exceptionFixes[row.kind], details };
}
