import { shippedOf } from '../../../main/channels/practice/answering.ts';
import * as deeds from '../../../main/channels/practice/deeds.ts';
import { hear } from '../../../main/channels/practice/hearing.ts';
import { type Market, newMarket, nextId, orderOf, plan, productOf } from '../../../main/channels/practice/market.ts';
import type { WebFetch } from '../../../main/platform/web.ts';
import type { KeptShop, Topic } from '../outside-shop.ts';

const requestsOf: Record<Topic, RegExp> = { anything: /./, orders: /^GET orders$/, refunds: /^GET orders$/, levels: /^POST levels$/, parcels: /parcels$/, paybacks: /refunds$/ };

const buyer = { name: 'Ada Field', email: 'ada@example.com', phone: '+1 555 0100', street: '1 Main Street', city: 'Springfield', postcode: '01101', country: 'US' };

/** Several may stand beside one shop. */
let started = 0;

/** A calm practice marketplace, as the suite over all connectors speaks with it. It has no network: `fetch` is its door. */
export async function startPractice(now: number): Promise<KeptShop & { market: Market; fetch: WebFetch }> {
  const market = newMarket({ id: 'lantern', temper: 'calm', name: 'Lantern', currency: 'USD', taxPpm: 0, key: 'practice' });
  const clock = { now, ahead: 0 };
  const at = (): number => clock.now + clock.ahead;
  return {
    market,
    fetch: async (request) => {
      market.ahead = clock.ahead;
      return hear(market, request, clock.now);
    },
    kind: 'practice',
    url: `https://lantern-${(started += 1)}.practice.test`,
    credentials: { key: 'practice' },
    clock,
    plan: (trouble, on, times = 1) => plan(market, trouble, requestsOf[on], times),
    calm: () => void (market.plans = []),
    willBeSilent: () => false,
    asked: () => market.asked,
    writes: () => market.written,
    addProduct: ({ name, sku, cents, stock }) => {
      const id = nextId(market);
      market.products[id] = { name, description: '', sku, price: cents, level: stock, offered: true };
      return id;
    },
    level: (listingId) => productOf(market, listingId).level,
    stopCounting: (listingId, stops = true) => void (productOf(market, listingId).level = stops ? null : 0),
    buy: ({ lines, paid, shippingCents, currency }) =>
      deeds.buy(market, { lines, paid, buyer, ...(shippingCents !== undefined && { shipping: shippingCents }), ...(currency !== undefined && { currency }) }, at()),
    pay: (id) => deeds.pay(market, id, at()),
    cancel: (id) => deeds.cancel(market, id, at()),
    refundPieces: (id, pieces) => deeds.refundPieces(market, id, pieces, at()),
    refundCents: (id, cents) => deeds.refundAmount(market, id, cents, at()),
    paidBack: (id) => orderOf(market, id).refunds.map(({ amount }) => amount),
    touch: (id) => deeds.touch(market, id, at()),
    spoil: (id) => void (orderOf(market, id).spoilt = true),
    mend: (id) => {
      orderOf(market, id).spoilt = false;
      deeds.touch(market, id, at());
    },
    parcels: (id) => {
      const order = orderOf(market, id);
      return { shipped: shippedOf(order), tracking: order.parcels.map(({ tracking }) => tracking), mails: order.mails };
    },
    edit: (id, pieces) => {
      const order = orderOf(market, id);
      const [line] = order.lines;
      if (line) line.pieces = pieces;
      deeds.touch(market, id, at());
    },
    setLevel: (listingId, pieces) => void (productOf(market, listingId).level = pieces),
    finish: (id) => {
      for (const line of orderOf(market, id).lines) line.shipped = line.pieces;
      deeds.touch(market, id, at());
    },
    price: (listingId) => productOf(market, listingId).price,
    reword: (listingId, { cents, ...words }) => void Object.assign(productOf(market, listingId), words, cents !== undefined && { price: cents }),
    page: (listingId) => {
      const { name, description, offered, price } = productOf(market, listingId);
      return { name, description, offered, cents: price };
    },
    readdress: (id, street) => deeds.readdress(market, id, street, at()),
    keep: () => {
      const [kept, when] = [structuredClone({ ...market, plans: [] }), { ...clock }];
      return () => {
        Object.assign(market, structuredClone(kept));
        Object.assign(clock, when);
      };
    },
    revokeKey: () => void (market.key = 'another'),
    close: async () => undefined,
  };
}
