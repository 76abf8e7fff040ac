import type { PracticeDeed } from '../../../shared/channels/practice.contract.ts';
import * as deeds from './deeds.ts';
import { type Buyer, type Market, type Order, orderOf, refundedOf, totalOf } from './market.ts';

const people: readonly Omit<Buyer, 'email' | 'country'>[] = [
  { name: '林小满', phone: '13800000101', street: '人民路 8 号 2 幢 301', city: '杭州', postcode: '310000' },
  { name: 'Ada Field', phone: '13800000102', street: '1 Garden Lane', city: 'Shanghai', postcode: '200000' },
  { name: '陳思齊', phone: '13800000103', street: '中正路 21 號 5 樓', city: '臺北', postcode: '100' },
  { name: '周一鸣', phone: '13800000104', street: '滨江大道 120 号', city: '宁波', postcode: '315000' },
  { name: 'Tom Rivers', phone: '13800000105', street: '22 Harbour Road', city: 'Hong Kong', postcode: '999077' },
  { name: '苏婉', phone: '13800000106', street: '鼓楼街 3 号', city: '南京', postcode: '210000' },
];

/** The same marketplace has the same customers whenever it is played. */
function nextBuyer(market: Market, country: string): Buyer {
  const index = market.lastId % people.length;
  const person = people[index] ?? people[0]!;
  return { ...person, email: `practice${index + 1}@example.com`, country };
}

/** What is on sale there and can be sold; a few of it, by turns. */
function nextLines(market: Market): { listingId: string; pieces: number }[] {
  const onSale = Object.entries(market.products).filter(([, product]) => product.offered && (product.level ?? 1) > 0);
  const at = (offset: number) => onSale[(market.lastId * 7 + offset) % onSale.length]?.[0];
  const chosen = new Set([at(0), ...(market.lastId % 3 === 0 ? [at(5)] : [])]);
  return [...chosen].flatMap((listingId) => (listingId === undefined ? [] : [{ listingId, pieces: 1 + (market.lastId % 2) }]));
}

const newest = (market: Market, wanted: (order: Order) => boolean): string | undefined =>
  Object.values(market.orders).filter((order) => order.cancelledAt === null && wanted(order)).toSorted((a, b) => Number(b.id) - Number(a.id))[0]?.id;

const isUnshipped = ({ lines }: Order): boolean => lines.every((line) => line.shipped === 0);

/** Which order something happens to; undefined where there is none it could happen to. */
const subjects: Record<Exclude<PracticeDeed, 'buy' | 'buyUnpaid'>, (order: Order) => boolean> = {
  pay: (order) => order.paidAt === null,
  cancel: isUnshipped,
  refund: (order) => order.paidAt !== null && refundedOf(order) < totalOf(order),
  readdress: isUnshipped,
};

/** Lets one thing happen there. Answers the order's number, or undefined where nothing could happen. */
export function happen(market: Market, deed: PracticeDeed, at: number, country: string): string | undefined {
  if (deed === 'buy' || deed === 'buyUnpaid') {
    const lines = nextLines(market);
    if (lines.length === 0) return undefined;
    return orderOf(market, deeds.buy(market, { lines, paid: deed === 'buy', buyer: nextBuyer(market, country) }, at)).number;
  }
  const id = newest(market, subjects[deed]);
  if (id === undefined) return undefined;
  const order = orderOf(market, id);
  if (deed === 'pay') deeds.pay(market, id, at);
  else if (deed === 'cancel') deeds.cancel(market, id, at);
  // A tenth for a scratch; never nothing.
  else if (deed === 'refund') deeds.refundAmount(market, id, Math.max(1, Math.round(totalOf(order) / 10)), at);
  else deeds.readdress(market, id, `${order.buyer.street} B`, at);
  return order.number;
}
