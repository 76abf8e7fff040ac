import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { refundKinds } from '../../shared/sales/refund.rules.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { openingTime } from '../support/shop.ts';
import { runs } from '../support/soak.ts';
import { channelId, channelLine, channelOrder, newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
beforeAll(() => void (shop = newSellingShop()));
afterAll(() => shop.close());

const skus = ['ROD', 'LINE', 'HOOK'] as const;
const verbs = ['import', 'import', 'import', 'import', 'pay', 'ship', 'ship', 'ship', 'unship', 'unpay', 'cancel', 'refund', 'refund', 'hold', 'unhold', 'allocate', 'receive', 'approve', 'unapprove', 'reinstate', 'reinstate', 'reinstate'] as const;

const step = fc.record({ verb: fc.constantFrom(...verbs), pick: fc.nat(1_000), size: fc.integer({ min: 1, max: 5_000 }), share: fc.integer({ min: 1, max: 100 }), kind: fc.constantFrom(...refundKinds) });
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** One of the rows there are, or nothing. */
const some = (sql: string, pick: number): number | undefined => {
  const ids = shop.raw.prepare(sql).pluck().all() as number[];
  return ids[pick % ids.length];
};
/** Mostly the first orders of a history, so that several documents meet on one. */
const anyOrder = (pick: number): number => some('select id from salesOrder order by id', pick % 3) ?? 1;

function anImport({ pick, size, share, kind }: Step) {
  const externalId = `W${pick % 4}`;
  const [net, tax] = [share * 37, share * 5];
  const lines = [channelLine('1', skus[pick % 3]!, 3, net, tax), channelLine('2', share > 80 ? 'UNKNOWN' : skus[share % 3]!, 1 + (size % 3), size, size % 13)];
  const total = net + tax + size + (size % 13) + (share % 4) - 1;
  const refundOf = kind === 'amountOnly' ? { kind, lineExternalId: null } : { kind: 'line' as const, lineExternalId: String(1 + (share % 2)) };
  const refund = { externalId: `R${size % 3}`, occurredAt: instant(openingTime), reason: '', parts: [{ ...refundOf, quantity: quantity((size % 3) * 500), net: minor(size % 900 + 1), tax: minor(share % 7) }] };
  return channelOrder({
    externalId,
    lines,
    total: minor(Math.max(0, total)),
    contentHash: `${pick} ${size} ${share}`,
    versionAt: instant(openingTime + size),
    status: (['open', 'open', 'open', 'onHold', 'cancelled', 'completed', 'unpaid'] as const)[share % 7]!,
    taxBy: pick % 4 === 3 ? 'channel' : 'shop',
    orderedAt: instant(openingTime + (pick % 4 === 2 ? -1 : 1)),
    payments: share % 3 === 0 ? [] : [{ externalId: 'P', amount: minor(size), fee: minor(size % 5), method: 'card', occurredAt: instant(openingTime + (pick % 4 === 2 ? -1 : 1)) }],
    refunds: share % 5 === 0 ? [refund] : [],
  });
}

function act(drawn: Step): void {
  const { verb, pick, size, share, kind } = drawn;
  const orderId = anyOrder(pick);
  const lineOf = (id = orderId): number => some(`select id from orderLine where orderId = ${id} order by id`, size) ?? 1;
  switch (verb) {
    case 'import':
      for (const result of shop.call('order.importBatch', { channelId, items: [anImport(drawn)] }).results) if (!result.ok) throw new Error(JSON.stringify(result.refusal));
      break;
    case 'pay':
      shop.call('payment.capture', { orderId, amount: minor(size * 2), account: share % 2 ? 'bank' : 'channelClearing' });
      break;
    case 'ship':
      shop.call('shipment.ship', share > 60 ? { orderId } : { orderId, lines: [{ orderLineId: lineOf(), quantity: quantity(size % 2_500) }] });
      break;
    case 'unship':
      shop.call('shipment.cancel', { shipmentId: some('select id from shipment', pick) ?? 1, reason: 'test' });
      break;
    case 'unpay':
      shop.call('payment.void', { paymentId: some('select id from payment', pick) ?? 1, reason: 'test' });
      break;
    case 'cancel':
      shop.call('order.cancel', share > 60 ? { orderId, reason: 'test' } : { orderId, reason: 'test', lines: [{ orderLineId: lineOf(), quantity: quantity(size % 1_500) }] });
      break;
    case 'refund':
      shop.call('refund.record', { orderId, parts: [{ kind, orderLineId: kind === 'amountOnly' || kind === 'shipping' ? null : lineOf(), amount: minor(1 + (size % 400)) }] });
      break;
    case 'approve':
      shop.call('order.approve', { items: [{ orderId }], reason: share % 2 ? 'test' : '' });
      break;
    case 'unapprove':
      shop.call('order.unapprove', { items: [{ orderId }] });
      break;
    case 'reinstate':
      shop.call('order.reinstate', { cancellationId: some('select id from cancellation', pick) ?? 1 });
      break;
    case 'hold':
      shop.call('order.hold', { orderId, reason: 'test' });
      break;
    case 'unhold':
      shop.call('order.unhold', { orderId });
      break;
    case 'allocate':
      shop.call('order.allocate', { items: [{ orderId }] });
      break;
    case 'receive':
      shop.call('stock.receive', { locationId: shop.locationId, lines: [{ variantId: shop.variant[skus[pick % 3]!], quantity: quantity(size), value: minor(share * 11) }] });
  }
}

/** Each history begins from the same shop: it runs inside one transaction that is thrown away. */
function live(steps: readonly Step[]): Record<string, number> {
  const done: Record<string, number> = {};
  shop.raw.exec('begin');
  try {
    for (const drawn of steps) {
      shop.clock.advance(1_000);
      try {
        act(drawn);
        done[drawn.verb] = (done[drawn.verb] ?? 0) + 1;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
    shop.check();
    return done;
  } finally {
    shop.raw.exec('rollback');
  }
}

test('whatever channels tell of their orders, before and after what is done to them here, every promise holds', () => {
  const total: Record<string, number> = {};
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), (steps) => {
      for (const [verb, count] of Object.entries(live(steps))) total[verb] = (total[verb] ?? 0) + count;
    }),
    { numRuns: runs(100, 2_000, 'random histories of orders that their channels go on changing'), seed: 20_260_302 },
  );
  // A history in which nothing was allowed would prove nothing.
  for (const verb of verbs) expect(total[verb], verb).toBeGreaterThan(5);
}, 3_600_000);
