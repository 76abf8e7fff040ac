import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { dispositions } from '../../shared/returns/rma-state.rules.ts';
import { payouts } from '../../shared/returns/settlement.contract.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { channelId, channelLine, channelOrder, newSellingShop, type SellingShop } from '../sales/support.ts';
import { openingTime } from '../support/shop.ts';
import { runs } from '../support/soak.ts';

let shop: SellingShop;
beforeAll(() => {
  shop = newSellingShop();
  shop.call('customer.create', { name: '王伟', kind: 'person' });
  shop.call('storeCredit.grant', { customerId: 1, amount: minor(5_000), reason: 'to begin with' });
  shop.call('returnPolicy.promise', { windowDays: 30, faultDays: 365, restockingFee: ratePpm(50_000), shipping: 'always' });
});
afterAll(() => shop.close());

const verbs = ['create', 'import', 'import', 'pay', 'ship', 'ship', 'ship', 'unship', 'unpay', 'cancel', 'refund', 'request', 'request', 'receive', 'receive', 'receive', 'inspect', 'inspect', 'inspect', 'reinspect', 'settle', 'settle', 'settle', 'counter', 'end', 'reopen', 'spend'] as const;
const skus = ['ROD', 'LINE', 'HOOK'] as const;
const step = fc.record({ verb: fc.constantFrom(...verbs), pick: fc.nat(1_000), size: fc.integer({ min: 1, max: 3_000 }), share: fc.integer({ min: 1, max: 100 }) });
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const some = (sql: string, pick: number): number => {
  const ids = shop.raw.prepare(sql).pluck().all() as number[];
  return ids[pick % ids.length] ?? 1;
};

function anImport({ pick, size, share }: Step) {
  const [net, tax] = [share * 37, share * 5];
  const refund = { externalId: `R${size % 3}`, occurredAt: instant(openingTime + size), reason: '', parts: [{ kind: 'line' as const, lineExternalId: String(1 + (share % 2)), quantity: quantity(0), net: minor((size % 900) + 1), tax: minor(share % 7) }] };
  return channelOrder({
    externalId: `W${pick % 3}`,
    lines: [channelLine('1', skus[pick % 3]!, 3, net, tax), channelLine('2', skus[share % 3]!, 1 + (size % 3), size, size % 13)],
    total: minor(net + tax + size + (size % 13)),
    contentHash: `${pick} ${size} ${share}`,
    versionAt: instant(openingTime + size),
    taxBy: pick % 4 === 3 ? 'channel' : 'shop',
    payments: [{ externalId: 'P', amount: minor(net + tax + size), fee: minor(0), method: 'card', occurredAt: instant(openingTime + 1) }],
    refunds: share % 3 === 0 ? [refund] : [],
  });
}

function act(drawn: Step): void {
  const { verb, pick, size, share } = drawn;
  const orderId = some('select id from salesOrder order by id', pick % 3);
  const lineOf = (): number => some(`select id from orderLine where orderId = ${orderId} order by id`, size);
  const rmaId = some('select id from rma order by id desc', pick % 3);
  const to = payouts[share % 4]!;
  switch (verb) {
    case 'create':
      shop.call('order.create', { customerId: 1, lines: [{ variantId: shop.variant[skus[pick % 3]!], quantity: quantity(size) }, { variantId: shop.variant.HOOK, quantity: quantity(share * 30) }], charges: [{ kind: 'shipping', name: '', amount: minor(size % 700) }] });
      break;
    case 'import':
      for (const result of shop.call('order.importBatch', { channelId, items: [anImport(drawn)] }).results) if (!result.ok) throw new Error(JSON.stringify(result.refusal));
      break;
    case 'pay':
      shop.call('payment.capture', { orderId, amount: minor(size * 2) });
      break;
    case 'spend':
      shop.call('payment.capture', { orderId, amount: minor(1 + (size % 300)), account: 'storeCredit' });
      break;
    case 'ship':
      shop.call('shipment.ship', share > 50 ? { orderId } : { orderId, lines: [{ orderLineId: lineOf(), quantity: quantity(size % 2_500) }] });
      break;
    case 'unship':
      shop.call('shipment.cancel', { shipmentId: some('select id from shipment', pick), reason: 'test' });
      break;
    case 'unpay':
      shop.call('payment.void', { paymentId: some('select id from payment', pick), reason: 'test' });
      break;
    case 'cancel':
      shop.call('order.cancel', share > 60 ? { orderId } : { orderId, lines: [{ orderLineId: lineOf(), quantity: quantity(size % 1_500) }] });
      break;
    case 'refund':
      shop.call('refund.record', { orderId, account: share % 2 ? 'bank' : 'channelClearing', parts: [share % 3 ? { kind: 'amountOnly', amount: minor(1 + (size % 400)) } : { kind: share % 2 ? 'returned' : 'goodsKept', orderLineId: lineOf(), amount: minor(1 + (size % 400)) }] });
      break;
    case 'request':
      shop.call('rma.request', { orderId, authorise: share > 20, lines: [{ orderLineId: lineOf(), quantity: quantity(size), reason: share % 2 ? 'changedMind' : 'defective', keepsGoods: share % 7 === 0 }] });
      break;
    case 'receive': {
      const lines = [{ orderLineId: lineOf(), quantity: quantity(1 + (size % 1_500)) }];
      shop.call('goodsReturn.receive', share > 50 ? { orderId, lines } : { rmaId, lines: [{ orderLineId: some(`select orderLineId from rmaLine where rmaId = ${rmaId}`, 0), quantity: quantity(1 + (size % 900)) }] });
      break;
    }
    case 'inspect': {
      const goodsReturnLineId = some('select id from goodsReturnLine where inspected < quantity', pick);
      const row = shop.raw.prepare('select goodsReturnId, quantity - inspected as left from goodsReturnLine where id = ?').get(goodsReturnLineId) as { goodsReturnId: number; left: number } | undefined;
      if (!row) break;
      shop.call('inspection.record', { goodsReturnId: row.goodsReturnId, lines: [{ goodsReturnLineId, disposition: dispositions[share % 6]!, quantity: quantity(share > 50 ? row.left : 1 + (size % Math.max(1, row.left))) }] });
      break;
    }
    case 'reinspect':
      shop.call('inspection.takeBack', { inspectionId: some('select id from inspection order by id desc', pick % 2) });
      break;
    case 'settle':
      shop.call('rma.settle', { rmaId, to, waiveFee: share % 2 === 0, ...(share % 3 === 0 && { refundShipping: share % 2 === 0 }), ...(share % 5 === 0 && { exchange: [{ variantId: shop.variant[skus[size % 3]!], quantity: quantity(1_000) }] }) });
      break;
    case 'counter':
      shop.call('rma.takeBack', { orderId, to, lines: [{ orderLineId: lineOf(), quantity: quantity(1 + (size % 1_000)), disposition: share % 2 ? 'restock' : 'scrap' }] });
      break;
    case 'end':
      shop.call('rma.cancel', { rmaId });
      break;
    case 'reopen':
      shop.call('rma.reopen', { rmaId });
  }
}

/** Each history begins from the same shop: it runs inside one transaction that is thrown away. */
function live(steps: readonly Step[], done: Map<string, number>): void {
  shop.raw.exec('begin');
  try {
    for (const drawn of steps) {
      shop.clock.advance(1_000);
      try {
        act(drawn);
        done.set(drawn.verb, (done.get(drawn.verb) ?? 0) + 1);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
    shop.check();
  } finally {
    shop.raw.exec('rollback');
  }
}

test('whatever comes back, in whatever order with all else that happens to orders, every promise holds', () => {
  const done = new Map<string, number>();
  fc.assert(fc.property(fc.array(step, { minLength: 30, maxLength: 80, size: 'max' }), (steps) => live(steps, done)), { numRuns: runs(100, 600, 'random histories with returns'), seed: 20_261_130 });
  for (const verb of new Set(verbs)) expect(done.get(verb) ?? 0, verb).toBeGreaterThan(2);
}, 3_600_000);
