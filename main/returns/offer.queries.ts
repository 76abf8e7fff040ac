import { lastDay, type PolicyVersion } from '../../shared/returns/policy.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { requireCustomer } from '../parties/customer.queries.ts';
import { getLiveOrder } from '../sales/order-record.ts';
import { returnSides, roomOf } from '../sales/returned.service.ts';
import { policiesOf } from './policy.queries.ts';
import { announced, leftOn, settledOf } from './rma.statements.ts';

/** What of each line of an order may come back, under the promise it was sold with. @throws Refusal order.missing, order.history */
export function offersOf(reader: Reader, orderId: number, today: Day) {
  const { order, lines, rooms } = returnSides(reader, orderId);
  const policyOf = policiesOf(reader, order, lines.map((line) => line.variantId));
  const onTheWay = new Map(announced.all(reader, { orderId }).map((row) => [row.orderLineId, row.quantity]));
  const gone = new Map(leftOn.all(reader, { orderId }).map((row) => [row.orderLineId, row]));
  const offers = lines
    .filter((line) => line.shipped > 0)
    .map((line) => {
      const left = quantity(Math.max(0, line.shipped - line.returned - (onTheWay.get(line.id) ?? 0)));
      const policy = policyOf(line.variantId);
      const on = gone.get(line.id)?.on ?? null;
      const sold = roomOf(rooms, 'returned', line.id)?.sold.gross ?? minor(0);
      return { line, left, policy, sold, leftOn: on, worth: minor(mulDiv(sold, left, line.shipped)), ...daysOf(policy, on, today) };
    });
  return { order, lines, offers };
}

function daysOf(policy: PolicyVersion, on: Day | null, today: Day) {
  if (on === null) return { untilOn: null, faultUntilOn: null, allowed: false, allowedForFault: false };
  const [untilOn, faultUntilOn] = [lastDay(policy, 'customer', on), lastDay(policy, 'shop', on)];
  return { untilOn, faultUntilOn, allowed: policy.windowDays > 0 && today <= untilOn, allowedForFault: today <= faultUntilOn };
}

/** The same as people see it, with what earlier returns settled of each line. @throws Refusal order.missing, order.history */
export function offeredLines(reader: Reader, orderId: number, today: Day) {
  const settled = new Map(settledOf.all(reader, { orderId }).map((row) => [row.orderLineId, row]));
  return offersOf(reader, orderId, today).offers.map(({ line, policy, ...offer }) => ({
    orderLineId: line.id,
    variantId: line.variantId,
    sku: line.sku,
    name: line.name,
    shipped: line.shipped,
    returned: line.returned,
    ...offer,
    settled: { quantity: quantity(settled.get(line.id)?.quantity ?? 0), worth: minor(settled.get(line.id)?.worth ?? 0) },
    policy: { versionId: policy.id, fromOn: policy.fromOn, wording: policy.wording, windowDays: policy.windowDays, faultDays: policy.faultDays, restockingFee: policy.restockingFee },
  }));
}

/** What a person sees before a return begins. @throws Refusal order.missing, order.history */
export function getOffer(reader: Reader, { orderId }: { orderId: number }, _actor: Actor, now: Instant) {
  const order = getLiveOrder(reader, orderId);
  return {
    orderId,
    number: order.shownNumber,
    currency: order.currency,
    customerName: order.customerId === null ? null : requireCustomer(reader, order.customerId).name,
    paid: order.captured,
    refunded: order.refunded,
    lines: offeredLines(reader, orderId, dayOf(now, getShop(reader).timeZone)),
  };
}
