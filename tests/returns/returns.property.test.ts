import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';
import { runs } from '../support/soak.ts';
import { comeBack, type End, leaveAgain, type OracleLine, type OracleShop, settle, ship } from './oracle.ts';

let shop: SellingShop;
const skus = ['ROD', 'LINE', 'HOOK'] as const;
const opening = { ROD: 43_211, LINE: 12_349, HOOK: 1_001 };

beforeAll(() => {
  shop = newSellingShop();
  // A second receipt at another cost, in uneven numbers: no share of anything is round.
  shop.call('stock.receive', { locationId: shop.locationId, lines: skus.map((sku) => ({ variantId: shop.variant[sku], quantity: quantity(17_300), value: minor(opening[sku]) })) });
  shop.call('returnPolicy.promise', { windowDays: 30, faultDays: 365, restockingFee: ratePpm(73_333) });
});
afterAll(() => shop.close());

const ends = ['restock', 'restock', 'quarantine', 'scrap', 'back'] as const;
const aStep = fc.record({
  line: fc.nat(2),
  share: fc.integer({ min: 1, max: 100 }),
  end: fc.constantFrom<End>(...ends),
  kept: fc.integer({ min: 0, max: 4 }).map((one) => one === 0),
  fault: fc.boolean(),
  waive: fc.boolean(),
  shipping: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
  to: fc.constantFrom<'bank' | 'till' | 'storeCredit'>('bank', 'till', 'storeCredit'),
  shipFirst: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
});
const anOrder = fc.record({
  lines: fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 5_500 }), price: fc.integer({ min: 1, max: 2_000_000 }), tax: fc.constantFrom(0, 60_000, 88_750, 130_000) }), { minLength: 3, maxLength: 3 }),
  shipping: fc.nat(1_500),
  discount: fc.nat(60),
  paid: fc.constantFrom(0, 40, 100, 100, 100),
  firstParcel: fc.integer({ min: 10, max: 100 }),
  steps: fc.array(aStep, { minLength: 6, maxLength: 14 }),
});
type Drawn = typeof anOrder extends fc.Arbitrary<infer T> ? T : never;

const accounts = ['inventory', 'cogs', 'stockLossScrap', 'salesReturns', 'outputTax', 'shippingIncome', 'accountsReceivable', 'bank', 'till', 'storeCredit', 'refundsPayable', 'customerDeposits', 'salesRevenue', 'salesDiscounts'];

function balances(): Record<string, number> {
  const rows = shop.raw.prepare('select role, sum(amount) as amount from posting join accountRole using (ledgerAccountId) group by role').all() as { role: string; amount: number }[];
  return Object.fromEntries(accounts.map((role) => [role, rows.find((row) => row.role === role)?.amount ?? 0]));
}

/** The order as it was sold, and the shop as the oracle sees it from here on. */
function sell({ lines, shipping, discount, paid, firstParcel }: Drawn) {
  const { customerId } = shop.call('customer.create', { name: '王伟', kind: 'person' });
  const typed = lines.map((line, index) => ({ variantId: shop.variant[skus[index]!], quantity: quantity(line.quantity), unitPrice: unitPrice(line.price), taxRate: ratePpm(line.tax) }));
  const worth = typed.reduce((sum, line) => sum + Math.round((line.unitPrice * line.quantity) / 100_000), 0);
  const { orderId, total } = shop.call('order.create', { customerId, lines: typed, charges: [{ kind: 'shipping', name: 'post', amount: minor(shipping) }], discount: minor(Math.min(discount, worth)) });
  const amount = Math.floor((total * paid) / 100);
  if (amount > 0) shop.call('payment.capture', { orderId, amount: minor(amount) });
  const rows = soldRows(orderId);
  const world: OracleShop = {
    layers: Object.fromEntries(skus.map((sku) => [sku, layersOf(sku)])),
    books: {},
    captured: amount,
    refunded: 0,
    receivable: 0,
    shippingLeft: shipping,
    shippingTaxLeft: 0,
  };
  const sold = rows.map((row): OracleLine => ({
    sku: row.sku, quantity: row.quantity, net: row.net, tax: row.tax, shipped: 0, returned: 0, settled: 0, worth: 0, given: 0, givenTax: 0, refundedReturned: 0, refundedKept: 0, draws: [],
    seen: { restock: 0, hold: 0, scrap: 0 },
  }));
  sendParcel(orderId, rows, sold, world, firstParcel);
  return { orderId, rows, sold, world };
}

/** Read where it is written: each history is a transaction that is thrown away. */
const soldRows = (orderId: number) =>
  shop.raw.prepare('select id, sku, quantity, net, tax from orderLine where orderId = ? order by lineNo').all(orderId) as { id: number; sku: string; quantity: number; net: number; tax: number }[];

const layersOf = (sku: string) =>
  shop.raw.prepare('select c.quantity, c.value from costLayer c join variant v on v.id = c.variantId where v.sku = ? and c.quantity > 0 order by c.movementId').all(sku) as { quantity: number; value: number }[];

/** Ships a share of what is open of each line; what that asks is paid from the deposits, the rest is owed. */
function sendParcel(orderId: number, rows: readonly { id: number }[], sold: readonly OracleLine[], world: OracleShop, share: number): void {
  const parts = sold.map((line, index) => ({ index, count: Math.floor(((line.quantity - line.shipped) * share) / 100) })).filter(({ count }) => count > 0);
  if (parts.length === 0) return;
  shop.call('shipment.ship', { orderId, lines: parts.map(({ index, count }) => ({ orderLineId: rows[index]!.id, quantity: quantity(count) })) });
  for (const { index, count } of parts) ship(world, sold[index]!, count);
  // Sales and their money are sales' own to prove; here they are where returns begin.
  world.receivable = shop.raw.prepare('select receivable from salesOrder where id = ?').pluck().get(orderId) as number;
}

/** One partial return in both worlds. Answers what was done, for the count. */
function step(world: ReturnType<typeof sell>, drawn: Drawn['steps'][number]): string | undefined {
  const { orderId, rows, sold, world: oracle } = world;
  if (drawn.shipFirst) {
    const before = balances();
    sendParcel(orderId, rows, sold, oracle, drawn.share);
    const after = balances();
    for (const account of accounts) if (account !== 'inventory' && account !== 'cogs') oracle.books[account] = (oracle.books[account] ?? 0) + after[account]! - before[account]!;
  }
  const [line, row] = [sold[drawn.line]!, rows[drawn.line]!];
  const open = line.shipped - line.returned - (line.settled - settledOfReturned(line));
  const count = Math.floor((open * drawn.share) / 100);
  if (count <= 0) return undefined;
  const reason = drawn.fault ? 'defective' : 'changedMind';
  const kept = drawn.kept;
  const { rmaId } = shop.call('rma.request', { orderId, lines: [{ orderLineId: row.id, quantity: quantity(count), reason, keepsGoods: kept }] });
  if (!kept) {
    const arrived = shop.call('goodsReturn.receive', { rmaId, lines: [{ orderLineId: row.id, quantity: quantity(count) }] });
    shop.call('inspection.record', { goodsReturnId: arrived.goodsReturnId, lines: arrived.lines.map((part) => ({ goodsReturnLineId: part.id, disposition: drawn.end, quantity: part.quantity })) });
    comeBack(oracle, line, count, drawn.end);
    leaveAgain(oracle, line, arrived.lines.map((part) => part.quantity), drawn.end);
    if (drawn.end === 'back') return 'back';
    returnedSettled.set(line, settledOfReturned(line) + count);
  }
  const feeRate = drawn.waive || drawn.fault || kept ? 0 : 73_333;
  const got = shop.call('rma.settle', { rmaId, to: drawn.to, waiveFee: drawn.waive, refundShipping: drawn.shipping });
  expect(got.credited).toBe(settle(oracle, line, { quantity: count, kept, feeRate, shipping: drawn.shipping, account: drawn.to }));
  return kept ? 'kept' : drawn.end;
}

/** How much of what was settled of a line had come back, the rest was kept. */
const returnedSettled = new WeakMap<OracleLine, number>();
const settledOfReturned = (line: OracleLine): number => returnedSettled.get(line) ?? 0;

function live(drawn: Drawn, done: Map<string, number>): void {
  shop.raw.exec('begin');
  try {
    const world = sell(drawn);
    const before = balances();
    world.world.books = {};
    for (const one of drawn.steps) {
      shop.clock.advance(60_000);
      const what = step(world, one);
      if (what) done.set(what, (done.get(what) ?? 0) + 1);
    }
    const after = balances();
    expect(Object.fromEntries(accounts.map((account) => [account, after[account]! - before[account]!]))).toEqual(
      Object.fromEntries(accounts.map((account) => [account, shared(world.world.books, account)])),
    );
    for (const [index, line] of world.sold.entries()) {
      const kept = shop.raw.prepare('select returned from orderLine where id = ?').pluck().get(world.rows[index]!.id);
      expect(kept).toBe(line.returned);
      const held = shop.raw.prepare('select onHold from stockLevel where variantId = ? and locationId = ?').pluck().get(shop.variant[skus[index]!], shop.locationId);
      expect(held).toBe(line.seen.hold);
    }
    shop.check();
  } finally {
    shop.raw.exec('rollback');
  }
}

/** Roles that share an account of this chart show the same balance. */
const shared = (books: Record<string, number>, account: string): number => books[account] ?? 0;

test('random partial returns move stock, cost, revenue, tax, what is payable and store credit as worked out by hand, to the cent', () => {
  const done = new Map<string, number>();
  fc.assert(fc.property(anOrder, (drawn) => live(drawn, done)), { numRuns: runs(60, 1_900), seed: 20_260_302 });
  const returns = [...done.values()].reduce((sum, count) => sum + count, 0);
  runs(returns, returns, 'random partial returns against the oracle');
  for (const what of ['kept', 'restock', 'quarantine', 'scrap', 'back']) expect(done.get(what), what).toBeGreaterThan(10);
}, 3_600_000);

test('whatever the parts, an order that comes back whole leaves nothing: stock, cost, revenue, tax, postage and money are as before', () => {
  fc.assert(
    fc.property(anOrder, (drawn) => {
      shop.raw.exec('begin');
      try {
        const before = balances();
        const { orderId, rows, sold, world } = sell({ ...drawn, paid: 100, firstParcel: 100 });
        const settleAll = (count: (open: number) => number, line: OracleLine, orderLineId: number): void => {
          const now = count(line.shipped - line.returned);
          if (now <= 0) return;
          shop.call('rma.takeBack', { orderId, to: 'bank', waiveFee: true, refundShipping: false, lines: [{ orderLineId, quantity: quantity(now), reason: 'wrongItem' }] });
          line.returned += now;
        };
        for (const one of drawn.steps) settleAll((open) => Math.floor((open * one.share) / 100), sold[one.line]!, rows[one.line]!.id);
        sold.forEach((line, index) => settleAll((open) => open, line, rows[index]!.id));
        if (world.shippingLeft > 0) shop.call('refund.record', { orderId, parts: [{ kind: 'shipping', amount: minor(world.shippingLeft) }] });
        const after = balances();
        const moved = (account: string): number => after[account]! - before[account]!;
        for (const account of ['inventory', 'cogs', 'outputTax', 'bank', 'accountsReceivable', 'customerDeposits', 'refundsPayable', 'shippingIncome']) expect(moved(account), account).toBe(0);
        expect(moved('salesRevenue') + moved('salesDiscounts') + moved('salesReturns')).toBe(0);
        shop.check();
      } finally {
        shop.raw.exec('rollback');
      }
    }),
    { numRuns: runs(20, 300, 'orders that came back whole'), seed: 20_260_303 },
  );
}, 3_600_000);
