import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { runs, untilDone } from '../support/soak.ts';
import { type ConnectedShop, figuresOf, newConnectedShop } from './connected-shop.ts';
import type { Mishap } from './woocommerce/emulator/faults.ts';
import type { Json } from './woocommerce/recorded.ts';

const minute = 60_000;
const hour = 60 * minute;

/** What happens in the shop outside; `pick` chooses among what is there. */
type Happening = { kind: 'buys' | 'pays' | 'calledOff' | 'opened'; pick: number } | { kind: 'refunded'; pick: number; cents: number };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('buys' as const), pick: fc.nat(50) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('pays' as const, 'calledOff' as const, 'opened' as const), pick: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refunded' as const), pick: fc.nat(50), cents: fc.integer({ min: 1, max: 900 }) }) },
);

interface Trouble {
  mishap: Mishap;
  on: RegExp;
  times: number;
}

/** A row that shows up late is looked for a few minutes, so no round ends on it. */
const late: Mishap = { kind: 'list', change: (rows) => rows.slice(1) };
const lists: Mishap[] = [{ kind: 'list', change: (rows) => [...rows, ...rows] }, { kind: 'list', change: (rows) => rows.toReversed() }, late];
const others: Mishap[] = [
  { kind: 'timeout', effect: 'after' }, { kind: 'timeout', effect: 'before' }, { kind: 'cut', effect: 'after' }, { kind: 'cut', effect: 'before' },
  { kind: 'tooMany', retryAfter: '30' }, { kind: 'tooMany' }, { kind: 'brokenPage' }, { kind: 'phpFatal' }, { kind: 'maintenance' }, { kind: 'halfJson' },
];
const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  fc.record({ mishap: fc.constantFrom(...lists), on: fc.constant(/^GET orders$/), times: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ mishap: fc.constantFrom(...others), on: fc.constantFrom(/./, /orders/, /refunds/, /products/), times: fc.integer({ min: 1, max: 3 }) }),
);

const round = fc.record({ happens: fc.array(happening, { maxLength: 5 }), troubles: fc.array(trouble, { maxLength: 3 }) });

function happen({ outside }: ConnectedShop, products: readonly number[], orders: Json[], what: Happening): void {
  const order = orders[what.pick % Math.max(1, orders.length)];
  if (what.kind === 'buys') orders.push(outside.addOrder({ status: ['processing', 'pending', 'on-hold'][what.pick % 3]!, lines: [{ productId: products[what.pick % products.length]!, quantity: 1 + (what.pick % 2) }], shippingCents: 500 }));
  else if (!order || order['status'] === 'cancelled') return;
  else if (what.kind === 'pays') outside.setStatus(order, 'processing');
  else if (what.kind === 'calledOff') outside.setStatus(order, 'cancelled');
  else if (what.kind === 'opened') outside.view(order);
  else if (what.kind === 'refunded' && order['status'] === 'processing') outside.refund(order, { amount: (what.cents / 100).toFixed(2), rows: [] });
}

/** A day of trade in a shop of its own. Answers what the shop then is, and what the channel was told to have. */
async function aDay(rounds: readonly { happens: readonly Happening[]; troubles: readonly Trouble[] }[], isTroubled: boolean): Promise<unknown> {
  const at = await newConnectedShop();
  try {
    const { shop, outside } = at;
    const skus = ['A', 'B', 'C'];
    const products = skus.map((sku) => Number(outside.addProduct({ name: `Lure ${sku}`, sku, cents: 1000, stock: 7 })['id']));
    shop.call('product.importBatch', { items: skus.map((sku) => ({ name: `Lure ${sku}`, variants: [{ sku, prices: [{ currency: 'USD', amount: unitPrice(100_000) }] }] })) });
    shop.call('stock.openingBatch', { items: skus.map((sku) => ({ sku, quantity: pieces(200), value: minor(80_000) })) });
    const channelId = await at.connect(outside, { goLiveAt: instant(shop.clock.now - 24 * hour) });
    const { digest } = shop.call('channel.preview', { channelId, capability: 'stock', afterId: 0, limit: 1 });
    shop.call('channel.switchOn', { channelId, capability: 'stock', digest });
    const orders: Json[] = [];
    for (const { happens, troubles } of rounds) {
      for (const what of happens) {
        at.advance(minute / 2);
        happen(at, products, orders, what);
      }
      at.advance(minute);
      if (isTroubled) for (const { mishap, on, times } of troubles) outside.plan(mishap, on, times);
      await at.sync();
      if (troubles.some(({ mishap }) => mishap === late)) {
        outside.calm();
        // A round that was cut short ends, and the next one reads the list anew.
        for (let again = 0; again < 2; again += 1) {
          at.advance(minute);
          await at.sync();
        }
      }
      at.advance(2 * hour);
    }
    // Then nothing more goes wrong, and the next rounds find all that was missed.
    outside.calm();
    for (let tries = 0; tries < 4; tries += 1) {
      await at.sync();
      at.advance(25 * hour);
    }
    shop.check();
    return { ...(figuresOf(shop) as object), told: [...outside.store.products.values()].map((row) => row['stock_quantity']) };
  } finally {
    await at.close();
  }
}

test('whatever goes wrong, and in whatever mixture, orders, stock, books and what the channel was told are those of a calm day', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 4 }), async (rounds) => {
      expect(await aDay(rounds, true)).toEqual(await aDay(rounds, false));
    }),
    { numRuns: runs(6, 500, 'random days of a channel with random mixtures of trouble'), seed: 20, endOnFailure: true },
  );
}, untilDone);
