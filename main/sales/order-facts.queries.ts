import { dayOf } from '../../shared/units/calendar.ts';
import { nameKey, emailKey, phoneKey } from '../../shared/parties/contact-key.rules.ts';
import { addressGaps } from '../../shared/sales/address-gap.rules.ts';
import { type ComparedOrder, duplicateScore } from '../../shared/sales/duplicate-order.rules.ts';
import type { OrderFact, OrderFactValues } from '../../shared/sales/order-check.rules.ts';
import { openQuantity } from '../../shared/sales/order-part.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { sumMinor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { floorsSet, lowestPriceOf } from '../catalog/margin.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { anyBlocked, availableOfVariants, type DoubleRow, isBlocked, orderSums, ordersJustBefore, pastOf, sinceFor, usualOrder } from './order-check.statements.ts';
import { priceAfterDiscounts } from './order-floor.service.ts';
import { linesOf } from './order-line.statements.ts';
import type { LineRow } from './order-record.ts';

type OrderSums = NonNullable<ReturnType<typeof orderSums.get>>;

/** The order this one may be over again. */
export interface Double {
  id: number;
  number: string;
}

export interface GatheredFacts {
  facts: OrderFactValues;
  double: Double | null;
  /** Shipped or called off: nothing of it can be stopped any more. */
  isOver: boolean;
}

/** What a whole batch of orders shares, found out once. */
export interface ShopFacts {
  /** What an order usually comes to; null in a shop that has none. */
  usual: number | null;
  country: string;
  currency: string;
  blocksAnybody: boolean;
  setsFloors: boolean;
}

/** What whoever just took an order knows of it without asking: its lines as they stand, and that its customer never bought before. */
export interface KnownOfNew {
  lines: readonly LineRow[];
  isNewCustomer: boolean;
}

const day = 24 * 3_600_000;
const million = 1_000_000;

export function shopFacts(reader: Reader, now: Instant): ShopFacts {
  const { country, timeZone, baseCurrency: currency } = getShop(reader);
  const { usual = null } = usualOrder.get(reader, { from: addDays(dayOf(now, timeZone), -90) }) ?? {};
  return { usual, country, currency, blocksAnybody: anyBlocked.get(reader, {}) !== undefined, setsFloors: floorsSet(reader) };
}

/** What is known of an order, as far as somebody asks: a fact nobody needs costs no question. Undefined for history. */
export function gatherFacts(reader: Reader, orderId: number, needed: ReadonlySet<OrderFact>, shop: ShopFacts, now: Instant, known?: KnownOfNew): GatheredFacts | undefined {
  const order = orderSums.get(reader, { orderId });
  if (!order || order.intake === 'history') return undefined;
  const asks = (...facts: OrderFact[]): boolean => facts.some((fact) => needed.has(fact));
  const lines = known?.lines ?? linesOf.all(reader, { orderId });
  const past = asks('isFirstOrder', 'earlierOrders', 'ordersInDay', 'refundedShare') ? pastFacts(reader, order, known) : strangersPast;
  const double = asks('duplicateScore') && !known?.isNewCustomer ? likeliestDouble(reader, order, lines) : noDouble;
  return {
    facts: {
      ...goodsFacts(lines, asks('missing') ? availableFor(reader, lines) : new Map()),
      ...moneyFacts(order, lines, shop),
      ...placeFacts(order),
      ...past,
      linesUnderFloor: asks('linesUnderFloor') ? linesUnderFloor(reader, order, lines, shop, now) : 0,
      isBlocked: shop.blocksAnybody && asks('isBlocked') ? blocked(reader, order, shop) : 0,
      duplicateScore: double.score,
    },
    double: double.of,
    isOver: order.fulfilment === 'shipped' || order.fulfilment === 'cancelled',
  };
}

const strangersPast = { isFirstOrder: 1, earlierOrders: 0, ordersInDay: 0, refundedShare: 0 };
const newcomersPast = { ...strangersPast, ordersInDay: 1 };
const noDouble: { score: number; of: Double | null } = { score: 0, of: null };

/** What the shop could still set aside of goods that lines wait for. */
function availableFor(reader: Reader, lines: readonly LineRow[]): Map<number, number> {
  const waiting = lines.flatMap((line) => (line.variantId !== null && openQuantity(line) > line.allocated ? [line.variantId] : []));
  if (waiting.length === 0) return new Map();
  return new Map(availableOfVariants.all(reader, { variantIds: JSON.stringify([...new Set(waiting)]) }).map((row) => [row.variantId, row.available]));
}

/** What is open, not set aside and not there either; what is there is shared by the lines that ask for it. */
function missingOf(lines: readonly LineRow[], available: Map<number, number>): number {
  let missing = 0;
  for (const line of lines) {
    if (line.variantId === null) continue;
    const open = Math.max(0, openQuantity(line) - line.allocated);
    const there = Math.min(open, Math.max(0, available.get(line.variantId) ?? 0));
    available.set(line.variantId, (available.get(line.variantId) ?? 0) - there);
    missing += open - there;
  }
  return missing;
}

function goodsFacts(lines: readonly LineRow[], available: Map<number, number>) {
  const standing = lines.filter((line) => line.quantity > 0);
  const sum = (of: (line: LineRow) => number): number => standing.reduce((total, line) => total + of(line), 0);
  return {
    lines: standing.length,
    units: sum((line) => line.quantity),
    missing: missingOf(standing, available),
    unknownLines: standing.filter((line) => line.variantId === null).length,
  };
}

function moneyFacts(order: OrderSums, lines: readonly LineRow[], { usual }: ShopFacts) {
  const due = order.claim - order.cancelledClaim;
  const [net, discount] = [sumMinor(lines.map((line) => line.net)), sumMinor(lines.map((line) => line.discount))];
  return {
    total: order.total,
    timesUsual: usual === null || usual <= 0 ? 0 : Math.round((order.total / usual) * million),
    discountShare: net + discount <= 0 ? 0 : mulDiv(discount, million, net + discount),
    paidShort: order.captured > 0 ? Math.max(0, due - order.captured) : 0,
    paidOver: Math.max(0, order.captured - due),
    isPaid: order.captured >= due ? 1 : 0,
    isOfChannel: order.channelId === null ? 0 : 1,
  };
}

function placeFacts(order: OrderSums) {
  const text = (value: string | null): string => value ?? '';
  const address = order.recipient === null ? null : {
    recipient: order.recipient,
    line1: text(order.line1),
    line2: text(order.line2),
    city: text(order.city),
    region: text(order.region),
    postcode: text(order.postcode),
    country: text(order.country),
    phone: text(order.phone),
  };
  return {
    addressGaps: addressGaps(address).length,
    addressDisputed: order.newerAddress === null ? 0 : 1,
    country: text(order.country),
    postcode: text(order.postcode),
    nameDiffers: order.customerName !== null && order.recipient !== null && areDifferent(order.customerName, order.recipient) ? 1 : 0,
  };
}

/** Two names of different people; one that is masked says nothing. */
function areDifferent(buyer: string, recipient: string): boolean {
  if (buyer === recipient) return false;
  const [one, other] = [nameKey(buyer), nameKey(recipient)];
  return one !== undefined && other !== undefined && one !== other;
}

function pastFacts(reader: Reader, { id, orderedAt, customerId }: OrderSums, known: KnownOfNew | undefined) {
  if (customerId === null) return strangersPast;
  if (known?.isNewCustomer) return newcomersPast;
  const past = pastOf.get(reader, { customerId, orderId: id, orderedAt, dayBefore: orderedAt - day }) ?? { earlier: 0, inDay: 0, captured: 0, refunded: 0 };
  return {
    isFirstOrder: past.earlier === 0 ? 1 : 0,
    earlierOrders: past.earlier,
    ordersInDay: past.inDay + 1,
    refundedShare: past.captured <= 0 ? 0 : mulDiv(past.refunded, million, past.captured),
  };
}

/** The channel decides what its orders cost; what is typed here was held against the floors when it was typed. */
function linesUnderFloor(reader: Reader, order: OrderSums, lines: readonly LineRow[], shop: ShopFacts, now: Instant): number {
  const { channelId } = order;
  if (channelId === null || !shop.setsFloors || order.currency !== shop.currency) return 0;
  const terms = { currency: order.currency, pricesIncludeTax: order.pricesIncludeTax === 1 };
  return lines.filter((line) => {
    if (line.variantId === null || line.quantity === 0) return false;
    const wanted = lowestPriceOf(reader, line.variantId, channelId, now);
    return wanted !== undefined && (wanted.lowest === undefined || priceAfterDiscounts(line, terms) < wanted.lowest);
  }).length;
}

function blocked(reader: Reader, order: OrderSums, { country }: ShopFacts): number {
  const email = order.email ? (emailKey(order.email) ?? null) : null;
  const phone = order.phone ? (phoneKey(order.phone, order.country === null || order.country === '' ? country : order.country) ?? null) : null;
  return isBlocked.get(reader, { customerId: order.customerId, email, phone }) ? 1 : 0;
}

function likeliestDouble(reader: Reader, order: OrderSums, lines: readonly LineRow[]): { score: number; of: Double | null } {
  const { id, orderedAt, total, customerId } = order;
  if (customerId === null) return noDouble;
  const before = ordersJustBefore.all(reader, { orderId: id, customerId, orderedAt, total, since: sinceFor(orderedAt) });
  if (before.length === 0) return noDouble;
  const mine = asCompared(order, lines);
  return before.reduce((best, row) => {
    const score = duplicateScore(mine, compared(row));
    return score > best.score ? { score, of: { id: row.id, number: row.shownNumber } } : best;
  }, noDouble);
}

/** Goods we do not know are told apart by what they were called. */
function asCompared(order: OrderSums, lines: readonly LineRow[]): ComparedOrder {
  const goods = new Map<string, number>();
  for (const { variantId, sku, quantity } of lines) {
    const key = variantId === null ? sku : String(variantId);
    if (quantity > 0) goods.set(key, (goods.get(key) ?? 0) + quantity);
  }
  const address = [order.line1, order.line2, order.postcode, order.city].map((part) => part ?? '');
  return { orderedAt: order.orderedAt, total: order.total, channelId: order.channelId, goods, address, isPaid: order.captured > 0 };
}

// Written by the question as pairs of a code and a quantity, and as the parts of an address.
const compared = (row: DoubleRow): ComparedOrder => ({
  ...row,
  goods: new Map(JSON.parse(row.goods) as [string, number][]),
  address: JSON.parse(row.address) as string[],
  isPaid: row.captured > 0,
});
