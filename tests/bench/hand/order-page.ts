import type Database from 'better-sqlite3';
import { prepare } from './book.ts';

/** One order with its lines, charges, what happened to it and what it posted, as somebody would write it who needs just this order. */
export function handOrder(raw: Database.Database): (orderId: number) => unknown {
  const card = prepare(
    raw,
    `select o.*, c.name as customerName, r.recipient, r.company, r.line1, r.line2, r.city, r.region, r.postcode, r.country, r.phone, r.email
     from salesOrder o left join customer c on c.id = o.customerId left join orderRecipient r on r.orderId = o.id where o.id = ?`,
  );
  const lines = prepare(
    raw,
    `select l.*, coalesce((select sum(a.quantity) from allocation a where a.orderLineId = l.id), 0) as allocated from orderLine l where l.orderId = ? order by l.lineNo`,
  );
  const charges = prepare(raw, 'select kind, name, net, tax, gross from orderCharge where orderId = ? order by chargeNo');
  const documents = prepare(
    raw,
    `select d.*, command.userId, user.name as userName, command.via from (
       select 'payment' as kind, id, occurredAt as at, amount, method as says, commandId from payment where orderId = @id
       union all select 'shipment', id, occurredAt, due, coalesce(trackingNumber, number), commandId from shipment where orderId = @id
       union all select 'cancellation', id, occurredAt, claim, reason, commandId from cancellation where orderId = @id
       union all select 'refund', id, occurredAt, amount, reason, commandId from refund where orderId = @id
       union all select 'approval', id, approvedAt, null, reason, commandId from orderApproval where orderId = @id
       union all select 'hold', id, heldAt, null, reason, commandId from orderHold where orderId = @id
       union all select 'exception', id, raisedAt, null, kind, commandId from orderException where orderId = @id
     ) d join command on command.id = d.commandId left join user on user.id = command.userId order by d.at, d.commandId`,
  );
  const entries = prepare(
    raw,
    `select e.id, e.number, e.postedOn, e.sourceKind, e.sourceId from (
       select 'payment' as kind, id from payment where orderId = @id union all select 'shipment', id from shipment where orderId = @id
       union all select 'cancellation', id from cancellation where orderId = @id union all select 'refund', id from refund where orderId = @id
     ) d cross join journalEntry e where e.sourceKind = d.kind and e.sourceId = d.id order by e.id`,
  );
  return (id) => ({ ...(card.get(id) as object), lines: lines.all(id), charges: charges.all(id), documents: documents.all({ id }), entries: entries.all({ id }) });
}
