import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { endLiesIn, type EndPart, endsOfGoods, type GoodsEnd, goodsEnds } from '../../shared/returns/disposition.rules.ts';
import { dispositions } from '../../shared/returns/rma-state.rules.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { callAs } from '../counting/support.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';
import { cameBack, soldOrder } from './support.ts';

describe('goods by what became of them', () => {
  /** A piece that came back at a cost, and what was said of it at which cost; nothing said is still to be decided. */
  const piece = fc.record({ cost: fc.integer({ min: 0, max: 50_000 }), end: fc.option(fc.constantFrom(...dispositions)), out: fc.integer({ min: 0, max: 50_000 }) });

  test('are what adding up piece by piece finds, and sum to what came', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.integer({ min: -5, max: 5 }), (goods, wrong) => {
        const [units, value, left] = [new Map<GoodsEnd, number>(), new Map<GoodsEnd, number>(), new Map<GoodsEnd, number>()];
        const add = (to: Map<GoodsEnd, number>, end: GoodsEnd, amount: number) => to.set(end, (to.get(end) ?? 0) + amount);
        let [came, worth, out] = [0, 0, 0];
        const decided: EndPart[] = [];
        for (const one of goods) {
          const end = one.end ?? 'undecided';
          const stays = ['restock', 'refurbish', 'quarantine', 'undecided'].includes(end);
          came += 1_000;
          worth += one.cost;
          out += stays ? 0 : one.out;
          add(units, end, 1_000);
          add(value, end, one.cost);
          add(left, end, stays ? 0 : one.out);
          if (one.end) decided.push({ end: one.end, units: quantity(1_000), value: minor(one.cost), left: minor(stays ? 0 : one.out) });
        }
        const found = endsOfGoods({ units: quantity(came), value: minor(worth) }, decided, { came: minor(worth + wrong), left: minor(out - wrong) });
        expect(found.rows.map((row) => [row.end, row.units, row.value, row.left])).toEqual(goodsEnds.filter((end) => units.has(end)).map((end) => [end, units.get(end), value.get(end), left.get(end)]));
        expect(found.rows.reduce((sum, row) => sum + row.value, 0)).toBe(worth);
        expect(found.total).toMatchObject({ units: came, value: worth, left: out });
        expect(found.apart).toEqual({ came: wrong, left: -wrong === 0 ? 0 : -wrong });
        expect(found.rows.every((row) => row.costing === (endLiesIn[row.end] === 'inventory' ? 0 : row.left - row.value))).toBe(true);
      }),
    );
  });
});

describe('in a shop', () => {
  let shop: SellingShop;
  beforeEach(() => void (shop = newSellingShop()));
  afterEach(() => {
    shop.check();
    shop.close();
  });

  const march = { from: day('2026-03-01'), to: day('2026-03-31') };
  const ends = (period = march) => shop.call('returnAnalysis.dispositions', period);
  /** What entries of a source did to inventory, read from the postings. */
  const inventory = (kind: string, where = '1 = 1'): number =>
    Number(
      shop.raw
        .prepare(`select coalesce(sum(p.amount), 0) from journalEntry e join posting p on p.entryId = e.id join accountRole r on r.ledgerAccountId = p.ledgerAccountId and r.role = 'inventory' where e.sourceKind = ? and ${where}`)
        .pluck()
        .get(kind),
    );
  const row = (end: GoodsEnd) => ends().rows.find((one) => one.end === end);

  /** Three rods bought at 55.00, so that something can go back to a supplier. */
  function buyRods(): void {
    const { supplierId } = shop.call('supplier.create', { name: '杭州渔具厂', paymentDays: 30, leadTimeDays: 7 });
    const { purchaseOrderId } = shop.call('purchaseOrder.create', { supplierId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(3), price: 550_000 as never, taxRate: percent(0) }] });
    shop.call('purchaseOrder.place', { purchaseOrderId });
    shop.call('purchaseReceipt.receive', { purchaseOrderId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(3) }] });
  }

  test('every unit has one end, and their value is what the journal brought into inventory, to the cent', () => {
    buyRods();
    for (const disposition of ['restock', 'refurbish', 'quarantine', 'scrap', 'supplier', 'back'] as const) cameBack(shop, soldOrder(shop), 1, disposition, 'defective');
    const sold = soldOrder(shop);
    shop.call('goodsReturn.receive', { orderId: sold.orderId, lines: [{ orderLineId: sold.rod, quantity: pieces(2), reason: 'defective' }] });
    const found = ends();
    expect(found.rows).toEqual([
      { end: 'restock', units: pieces(1), value: 6_000, left: 0, costing: 0 },
      { end: 'refurbish', units: pieces(1), value: 6_000, left: 0, costing: 0 },
      { end: 'quarantine', units: pieces(1), value: 6_000, left: 0, costing: 0 },
      { end: 'scrap', units: pieces(1), value: 6_000, left: 6_000, costing: 0 },
      { end: 'supplier', units: pieces(1), value: 6_000, left: 6_000, costing: 0 },
      { end: 'back', units: pieces(1), value: 6_000, left: 6_000, costing: 0 },
      { end: 'undecided', units: pieces(2), value: 12_000, left: 0, costing: 0 },
    ]);
    expect(found.total).toEqual({ units: pieces(8), value: inventory('goodsReturn'), left: -inventory('inspection') - inventory('purchaseReturn'), costing: 0 });
    expect(found.total.value).toBe(48_000);
    expect(found).toMatchObject({ legs: { came: 48_000, left: 18_000 }, apart: { came: 0, left: 0 }, documents: [] });
    // What stayed is what the two legs leave in inventory, since nothing left at another cost.
    expect(inventory('goodsReturn') + inventory('inspection') + inventory('purchaseReturn')).toBe(30_000);
  });

  test('what is written off leaves at the oldest cost, and the difference has its own column', () => {
    const sold = soldOrder(shop);
    const rest = shop.call('order.create', { customerId: sold.customerId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(18) }] });
    shop.call('shipment.ship', { orderId: rest.orderId });
    shop.call('stock.receive', { locationId: shop.locationId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(1), value: minor(5_000) }] });
    cameBack(shop, sold, 1, 'scrap', 'defective');
    expect(row('scrap')).toEqual({ end: 'scrap', units: pieces(1), value: 6_000, left: 5_000, costing: -1_000 });
    expect(ends()).toMatchObject({ total: { value: inventory('goodsReturn'), left: -inventory('inspection'), costing: -1_000 }, apart: { came: 0, left: 0 } });
  });

  test('a part in one inspection and a part in another are counted with their own cents', () => {
    const { orderId } = shop.call('order.create', { customerId: shop.call('customer.create', { name: '李娜', kind: 'person' }).customerId, lines: [{ variantId: shop.variant.HOOK, quantity: pieces(3) }] });
    shop.call('shipment.ship', { orderId });
    const [line] = shop.call('order.get', { orderId }).lines;
    const arrived = shop.call('goodsReturn.receive', { orderId, lines: [{ orderLineId: line!.id, quantity: pieces(3), reason: 'defective' }] });
    const inspect = (disposition: 'scrap' | 'restock', count: number) =>
      shop.call('inspection.record', { goodsReturnId: arrived.goodsReturnId, lines: [{ goodsReturnLineId: arrived.lines[0]!.id, disposition, quantity: pieces(count) }] });
    inspect('restock', 1);
    const { inspectionId } = inspect('scrap', 1);
    expect(ends().rows.map(({ end, units, value }) => [end, units, value])).toEqual([['restock', 1_000, 100], ['scrap', 1_000, 100], ['undecided', 1_000, 100]]);
    shop.call('inspection.takeBack', { inspectionId });
    expect(ends().rows.map(({ end, units, value }) => [end, units, value])).toEqual([['restock', 1_000, 100], ['undecided', 2_000, 200]]);
    expect(ends()).toMatchObject({ legs: { came: 300, left: 0 }, apart: { came: 0, left: 0 } });
  });

  test('goods whose way to the supplier was called off are to be decided again', () => {
    buyRods();
    cameBack(shop, soldOrder(shop), 1, 'supplier', 'defective');
    expect(ends().rows.map(({ end }) => end)).toEqual(['supplier']);
    const purchaseReturnId = Number(shop.raw.prepare('select max(id) from purchaseReturn').pluck().get());
    shop.call('purchaseReturn.cancel', { purchaseReturnId, reason: '厂家不收' });
    expect(ends()).toMatchObject({ rows: [{ end: 'undecided', units: pieces(1), value: 6_000, left: 0 }], legs: { came: 6_000, left: 0 }, apart: { came: 0, left: 0 } });
    expect(shop.call('rma.list', { view: 'all', ended: { ...march, end: 'undecided' } }).rows).toHaveLength(1);
  });

  test('goods somebody else had owned came back as ours: they were bought before they were sold', () => {
    const tanaka = shop.call('location.create', { name: 'From Tanaka', kind: 'warehouse', owner: 'Tanaka' }).locationId;
    const made = shop.call('product.create', { name: 'LURE', state: 'active', variants: [{ sku: 'LURE', prices: [{ currency: 'CNY', amount: 500_000 as never }] }] });
    const variantId = made.variants[0]!.id;
    shop.call('stock.consign', { locationId: tanaka, lines: [{ variantId, quantity: pieces(2) }] });
    shop.call('consignment.acquire', { fromLocationId: tanaka, toLocationId: shop.locationId, lines: [{ variantId, quantity: pieces(1), value: minor(3_100) }] });
    const { orderId } = shop.call('order.create', { customerId: shop.call('customer.create', { name: '李娜', kind: 'person' }).customerId, lines: [{ variantId, quantity: pieces(1) }] });
    shop.call('shipment.ship', { orderId });
    const [line] = shop.call('order.get', { orderId }).lines;
    cameBack(shop, { orderId, rod: line!.id }, 1, 'quarantine', 'defective');
    expect(ends()).toMatchObject({ rows: [{ end: 'quarantine', units: pieces(1), value: 3_100 }], legs: { came: inventory('goodsReturn') }, apart: { came: 0, left: 0 } });
  });

  test('belong to the period they arrived in, and each row leads to its returns', () => {
    const first = cameBack(shop, soldOrder(shop), 1, 'scrap', 'defective');
    const sold = soldOrder(shop);
    shop.clock.advance(40 * 86_400_000);
    const second = cameBack(shop, sold, 1, 'scrap', 'defective');
    const april = { from: day('2026-04-01'), to: day('2026-04-30') };
    expect([ends().total.units, ends(april).total.units]).toEqual([pieces(1), pieces(1)]);
    const behind = (period: typeof march, end: GoodsEnd) => shop.call('rma.list', { view: 'all', ended: { ...period, end } }).rows.map(({ id }) => id);
    expect([behind(march, 'scrap'), behind(april, 'scrap'), behind(march, 'restock'), behind(march, 'undecided')]).toEqual([[first.rmaId], [second.rmaId], [], []]);
  });

  test('a figure the journal does not say is named with its return', () => {
    const broken = newSellingShop();
    const { rmaId } = cameBack(broken, soldOrder(broken), 1, 'scrap', 'defective');
    const { number } = broken.call('rma.get', { rmaId });
    broken.raw.exec('drop trigger goodsReturnLineKeepsItself; drop trigger inspectionLineKeepsItself; update goodsReturnLine set value = value + 7; update inspectionLine set posted = posted + 2');
    expect(broken.call('returnAnalysis.dispositions', march)).toMatchObject({ total: { value: 6_007, left: 6_002 }, legs: { came: 6_000, left: 6_000 }, apart: { came: -7, left: -2 }, documents: [{ rmaId, number, amount: -9 }] });
    broken.close();
  });

  test('who may not see cost sees units alone', () => {
    cameBack(shop, soldOrder(shop), 1, 'scrap', 'defective');
    const { userId } = shop.call('user.add', { name: 'Wei', role: 'clerk', language: null });
    expect(callAs(shop, userId, 'clerk')('returnAnalysis.dispositions', march)).toEqual({ rows: [{ end: 'scrap', units: pieces(1) }], total: { units: pieces(1) }, legs: {}, apart: {}, documents: [] });
  });
});
