import { Refusal } from '../../shared/refusal/refusal.ts';
import { shippingGoesBack } from '../../shared/returns/policy.rules.ts';
import { settleable } from '../../shared/returns/rma-state.rules.ts';
import type { Settle } from '../../shared/returns/settlement.contract.ts';
import { type CreditPart, creditWays, type SettledGoods, settleGoods } from '../../shared/returns/settlement.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { type RatePpm, ratePpm } from '../../shared/units/rate-ppm.ts';
import type { Reader } from '../database/handles.ts';
import type { LineRow } from '../sales/order-record.ts';
import type { RefundRoom } from '../sales/refund-bases.ts';
import { returnSides, roomOf } from '../sales/returned.service.ts';
import { priceExchange } from './exchange-price.queries.ts';
import { countsOf, getRma, type RmaLineRow, rmaLineOf } from './rma-record.ts';
import { linesOfRma, settledOf } from './rma.statements.ts';

export interface PlannedLine extends SettledGoods {
  line: RmaLineRow;
  quantity: Quantity;
  feeRate: RatePpm;
}

/**
 * What a settlement would do, with every amount: asked for the preview, and carried out by the command, so that what was
 * confirmed is what is posted. @throws Refusal record.missing, return.nothingToSettle, return.tooManySettled, and as priceExchange
 */
export function planSettlement(reader: Reader, input: Omit<Settle, 'to'>, now: Instant) {
  const rma = getRma(reader, input.rmaId);
  const sides = returnSides(reader, rma.orderId);
  const rmaLines = linesOfRma.all(reader, { rmaId: rma.id });
  const chosen = chosenLines(rmaLines, input, rma.number);
  const planned = planLines(reader, rma.orderId, sides, chosen, input.waiveFee ?? false);
  const goods = boundParts(planned, sides.rooms);
  const shippingRoom = roomLeft(roomOf(sides.rooms, 'shipping', null));
  const shippingByPolicy = goesBack(reader, rma.orderId, sides.lines, planned);
  const shipping = (input.refundShipping ?? shippingByPolicy) && sides.order.chargesSettled === 1 ? shippingRoom : minor(0);
  const parts: CreditPart[] = shipping > 0 ? [...goods.parts, { kind: 'shipping', orderLineId: null, amount: shipping }] : goods.parts;
  const exchange = priceExchange(reader, sides.order, sides.lines, input.exchange ?? [], now);
  const ways = creditWays(parts, { receivable: sides.receivable, payable: sides.payable, newTotal: exchange.total });
  const sum = (list: readonly CreditPart[]): Minor => sumMinor(list.map((part) => part.amount));
  const [toReceivable, toOrder, toCustomer] = [sum(ways.toReceivable), sum(ways.toOrder), sum(ways.toCustomer)];
  const total = (of: (line: PlannedLine) => Minor): Minor => sumMinor(planned.map(of));
  return {
    rma,
    order: sides.order,
    planned,
    ways,
    exchange,
    shippingByPolicy,
    shippingRoom,
    money: {
      worth: total((line) => line.worth),
      fee: total((line) => line.fee),
      paidBefore: total((line) => line.paidBefore),
      shipping,
      held: minor(ways.held + goods.held),
      credited: minor(toReceivable + toOrder + toCustomer),
      toReceivable,
      toOrder,
      toCustomer,
      newTotal: exchange.total,
      stillToPay: minor(exchange.total - toOrder),
    },
  };
}

function chosenLines(lines: readonly RmaLineRow[], input: Pick<Settle, 'lines'>, number: string): { line: RmaLineRow; quantity: Quantity }[] {
  const chosen = input.lines
    ? input.lines.map(({ rmaLineId, quantity: count }) => ({ line: rmaLineOf(lines, rmaLineId), quantity: count }))
    : lines.map((line) => ({ line, quantity: quantity(settleable(countsOf(line))) })).filter((one) => one.quantity > 0);
  if (chosen.length === 0) throw new Refusal('return.nothingToSettle', { number });
  for (const { line, quantity: count } of chosen) {
    const left = settleable(countsOf(line));
    if (count > left) throw new Refusal('return.tooManySettled', { sku: line.sku, left, asked: count });
  }
  if (new Set(chosen.map(({ line }) => line.id)).size < chosen.length) throw new Refusal('return.nothingToSettle', { number });
  return chosen;
}

type Sides = ReturnType<typeof returnSides>;

function planLines(reader: Reader, orderId: number, { lines, rooms }: Sides, chosen: readonly { line: RmaLineRow; quantity: Quantity }[], waiveFee: boolean): PlannedLine[] {
  const settled = new Map(settledOf.all(reader, { orderId }).map((row) => [row.orderLineId, { quantity: row.quantity, worth: row.worth, paidBefore: row.paidBefore }]));
  return chosen.map(({ line, quantity: count }) => {
    const sold = roomOf(rooms, 'returned', line.orderLineId);
    const before = settled.get(line.orderLineId) ?? { quantity: 0, worth: 0, paidBefore: 0 };
    const feeRate = waiveFee || line.fault !== 'customer' || line.keepsGoods === 1 ? ratePpm(0) : line.restockingFee;
    // A parcel may have been called back since: what never left is neither kept nor returned.
    const shipped = lines.find((row) => row.id === line.orderLineId)?.shipped ?? quantity(0);
    if (before.quantity + count > shipped) throw new Refusal('return.tooManySettled', { sku: line.sku, left: Math.max(0, shipped - before.quantity), asked: count });
    const open = line.keepsGoods === 1 ? 0 : Math.max(0, (sold?.paidBefore ?? 0) - before.paidBefore);
    const done = settleGoods({
      sold: sold?.sold.gross ?? minor(0),
      shipped,
      before: { quantity: before.quantity, worth: minor(before.worth) },
      quantity: count,
      paidBefore: minor(open),
      feeRate,
    });
    settled.set(line.orderLineId, { quantity: before.quantity + count, worth: before.worth + done.worth, paidBefore: before.paidBefore + done.paidBefore });
    return { line, quantity: count, feeRate, ...done };
  });
}

/** The credits as parts of a refund, none beyond what its kind leaves room for: what was given back by hand is not given twice. */
function boundParts(planned: readonly PlannedLine[], rooms: readonly RefundRoom[]): { parts: CreditPart[]; held: Minor } {
  const used = new Map<string, number>();
  let held = 0;
  const parts = planned.flatMap(({ line, credit }): CreditPart[] => {
    const kind = line.keepsGoods === 1 ? 'goodsKept' : 'returned';
    const key = `${kind} ${line.orderLineId}`;
    const amount = Math.min(credit, Math.max(0, roomLeft(roomOf(rooms, kind, line.orderLineId)) - (used.get(key) ?? 0)));
    used.set(key, (used.get(key) ?? 0) + amount);
    held += credit - amount;
    return amount > 0 ? [{ kind, orderLineId: line.orderLineId, amount: minor(amount) }] : [];
  });
  return { parts, held: minor(held) };
}

const roomLeft = (room: RefundRoom | undefined): Minor => minor(Math.max(0, room ? room.base - room.refunded : 0));

/** Whether shipping goes back by itself: all that was sent is settled with this, and the policies of its goods say so. */
function goesBack(reader: Reader, orderId: number, lines: readonly LineRow[], planned: readonly PlannedLine[]): boolean {
  const settled = new Map(settledOf.all(reader, { orderId }).map((row) => [row.orderLineId, row.quantity]));
  for (const { line, quantity: count } of planned) settled.set(line.orderLineId, (settled.get(line.orderLineId) ?? 0) + count);
  const isWhole = lines.every((line) => line.quantity - line.cancelled === (settled.get(line.id) ?? 0));
  return planned.length > 0 && planned.every(({ line }) => shippingGoesBack(line.shipping, line.fault, isWhole));
}
