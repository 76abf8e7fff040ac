import { afterAll, describe, expect, test } from 'vitest';
import type { MarketplaceKind } from '../../shared/channels/channel-kinds.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { report } from '../support/report.ts';
import { figure, runs } from '../support/soak.ts';
import { businessOf, drain, type Ground, groundOf, type Life } from './stopped-shop.ts';
import { buy, kinds, type Market, markets, trade } from './stopped-trade.ts';
import { startWooCommerce } from './woocommerce/outside.ts';

const minute = 60_000;
const hour = 60 * minute;

/** What there is to read: a page of orders that were merely touched, an edited order, refunds, new orders; the catalogue is a day old. */
async function toPull(life: Life, market: Market): Promise<void> {
  await trade(life, market.history);
  const { outside, orders } = life;
  life.advance(25 * hour);
  for (let index = 0; index < market.history; index += 1) outside.touch(historyOrder(life, index));
  life.advance(10 * minute);
  outside.edit(orders[0] ?? '', 4);
  outside.refundPieces(orders[1] ?? '', 1);
  outside.refundCents(orders[2] ?? '', 150);
  buy(life, [[0, 1], [1, 2]], true);
  buy(life, [[2, 1]], false);
  buy(life, [[3, 2]], true);
  life.advance(minute);
}

/** Orders there have running numbers; the first known of ours was bought after the history. */
const historyOrder = (life: Life, index: number): string => life.rows(`select externalId from salesOrder where intake = 'history' order by id limit 1 offset ${index}`)[0]?.['externalId'] as string;

/** What there is to tell: a parcel with a number, one of two parcels, one without a number, two refunds of one amount, levels, a price. */
async function toPush(life: Life): Promise<void> {
  await trade(life, 0);
  const { call, outside, orders } = life;
  outside.pay(orders[0] ?? '');
  life.advance(minute);
  await drain(life);
  const idOf = (index: number) => Number(life.rows(`select id from salesOrder where externalId = '${orders[index]}'`)[0]?.['id']);
  const lineOf = (index: number) => Number(life.rows(`select id from orderLine where orderId = ${idOf(index)}`)[0]?.['id']);
  call('shipment.ship', { orderId: idOf(0), carrier: 'SF', trackingNumber: 'SF100' });
  call('shipment.ship', { orderId: idOf(1), carrier: 'SF', trackingNumber: 'SF201', lines: [{ orderLineId: lineOf(1), quantity: pieces(1) }] });
  call('shipment.ship', { orderId: idOf(1), carrier: 'SF', trackingNumber: 'SF202' });
  call('shipment.ship', { orderId: idOf(2), carrier: null, trackingNumber: null });
  const payBack = () => call('refund.record', { orderId: idOf(1), account: 'channelClearing', reason: 'late', parts: [{ kind: 'amountOnly', orderLineId: null, amount: minor(250) }] });
  payBack();
  payBack();
  const lose = (variantId: number, count: number) => call('stock.adjust', { locationId: 1, reason: 'damage', lines: [{ variantId, quantity: pieces(-count) }] });
  lose(1, 4);
  lose(2, 1);
  lose(4, 30);
  call('listing.pushPrices', { items: [{ listingId: 1 }] });
  buy(life, [[3, 1]], true);
  life.advance(minute);
  life.effects = [];
}

interface Outcome {
  business: Record<string, unknown>;
  effects: string[];
}

async function outcomeOf(life: Life): Promise<Outcome> {
  await life.round();
  await drain(life);
  life.check();
  return { business: businessOf(life), effects: life.effects.toSorted() };
}

/** Stops the program at its n-th step, opens the folder anew and lets the engine go on. */
async function stoppedAt(ground: Ground, n: number): Promise<Outcome & { at: string }> {
  const life = ground.begin();
  try {
    life.stops = (made) => made === n;
    const round = await life.round();
    expect([n, round]).toEqual([n, undefined]);
    const at = life.steps.at(-1) ?? '';
    life.stops = () => false;
    life.restart();
    return { at, ...(await outcomeOf(life)) };
  } finally {
    life.close();
  }
}

/** What differs, by its name, so that a failure can be read. */
function difference(one: Outcome, other: Outcome): unknown[] {
  const parts = Object.keys(one.business).filter((part) => JSON.stringify(one.business[part]) !== JSON.stringify(other.business[part]));
  const found: unknown[] = parts.map((part) => ({ part, is: other.business[part], was: one.business[part] }));
  if (JSON.stringify(one.effects) !== JSON.stringify(other.effects)) found.push({ part: 'effects', is: other.effects, was: one.effects });
  return found;
}

/** How many steps there are to stop at; a pull compares both sides once a day. Fewer steps are fewer points: whoever changes one of these says why. */
const counted: Record<MarketplaceKind, { pull: number; push: number }> = {
  woocommerce: { pull: 79, push: 118 },
  shopify: { pull: 135, push: 89 },
  practice: { pull: 82, push: 68 },
};

const rounds = { pull: (life: Life, market: Market) => toPull(life, market), push: (life: Life) => toPush(life) };

interface Stops {
  name: string;
  kind: MarketplaceKind;
  market: Market;
  what: 'pull' | 'push';
  steps: number;
}

const woo = markets.woocommerce;
const stops: Stops[] = [
  ...kinds.flatMap((kind) => (['pull', 'push'] as const).map((what) => ({ name: kind, kind, market: markets[kind], what, steps: counted[kind][what] }))),
  // Two parcels have a number: each is looked for with the plugin and added to it, and only the part is noted.
  { name: 'woocommerce with Shipment Tracking', kind: 'woocommerce', market: { ...woo, start: (now) => startWooCommerce(now, 'shipmentTracking') }, what: 'push', steps: 124 },
  { name: 'woocommerce with Advanced Shipment Tracking', kind: 'woocommerce', market: { ...woo, start: (now) => startWooCommerce(now, 'advanced') }, what: 'push', steps: 122 },
];

describe('the program stopped at any step', () => {
  const grounds: Ground[] = [];
  afterAll(async () => {
    for (const ground of grounds) await ground.close();
  });

  test.each(stops)('$name: of a $what, the next round ends where an undisturbed one does, and nothing happened twice', async ({ name, kind, market, what, steps: many }) => {
    const ground = await groundOf(kind, market.start, (life) => rounds[what](life, market));
    grounds.push(ground);
    const whole = ground.begin();
    await whole.round();
    const steps = [...whole.steps];
    const clean = await outcomeOf(whole);
    whole.close();
    expect(clean.business).toMatchObject({ troubles: [], twice: [] });
    const wrong: unknown[] = [];
    const stride = runs(4, 1);
    for (let n = 1; n <= steps.length; n += stride) {
      const { at, ...outcome } = await stoppedAt(ground, n);
      expect(at).toBe(steps[n - 1]);
      const differs = difference(clean, outcome);
      if (differs.length > 0) wrong.push([n, at, JSON.stringify(differs)]);
    }
    report(`${name}, one ${what}: ${Math.ceil(steps.length / stride)} of ${steps.length} steps the program can stop at`, [...new Set(steps)]);
    figure(`${name}, one ${what}: steps the program can stop at, each tried`, Math.ceil(steps.length / stride));
    expect(wrong).toEqual([]);
    expect(steps).toHaveLength(many);
  }, 600_000);
});
