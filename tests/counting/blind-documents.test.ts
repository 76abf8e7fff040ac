import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exportOrderSheet } from '../../main/app/order-sheets.ts';
import { reportMethods } from '../../main/app/report-methods.ts';
import type { Store } from '../../main/app/store.ts';
import type { Actor } from '../../main/database/handles.ts';
import { exportFiles } from '../../main/exports/files.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { askEverything, type Known } from './ask-everything.ts';
import { type CountingShop, newCountingShop } from './support.ts';

/** All of it came at once and none was sold since: each paper of its coming says how much is there. At 10.00 each, so does their value. */
const [came, worth, telling] = [pieces(7331), minor(73_310_00), ['7331']];

let c: CountingShop;
let supplierId: number;
let solo: number;
let shopId: number;

beforeEach(() => {
  c = newCountingShop();
  supplierId = c.lin('supplier.create', { name: '茶厂' }).supplierId;
  solo = c.lin('product.create', { name: '独一', state: 'active', variants: [{ sku: 'SOLO' }] }).variants[0]!.id;
  shopId = c.lin('location.create', { name: '门店', kind: 'shop' }).locationId;
});
afterEach(() => {
  c.shop.check();
  c.shop.close();
});

function order(): number {
  const { purchaseOrderId } = c.lin('purchaseOrder.create', { supplierId, locationId: c.locationId, lines: [{ variantId: solo, quantity: came, price: unitPrice(10_0000) }] });
  c.lin('purchaseOrder.place', { purchaseOrderId });
  return purchaseOrderId;
}

const receive = (purchaseOrderId: number, more: object = {}) =>
  c.lin('purchaseReceipt.receive', { purchaseOrderId, lines: [{ variantId: solo, quantity: came, binId: c.bins.a1, ...more }] });

function bill(purchaseOrderId: number) {
  const purchaseOrderLineId = c.lin('purchaseOrder.get', { purchaseOrderId }).lines[0]!.id;
  c.lin('supplierBill.record', { supplierId, supplierNumber: 'F-1', billedOn: day('2026-03-02'), acceptedBecause: '已核对', lines: [{ kind: 'goods', purchaseOrderLineId, quantity: came, net: worth, tax: minor(0) }] });
}

/** Every way 7331 pieces come into the bin. */
const ways: Record<string, () => unknown> = {
  'an order and its receipt': () => receive(order()),
  'an order, its receipt and its bill': () => {
    const id = order();
    receive(id);
    bill(id);
  },
  'a bill before its goods': () => {
    const id = order();
    bill(id);
    receive(id);
  },
  'a receipt that is all damaged': () => receive(order(), { damaged: came }),
  'a receipt with its freight': () => {
    const { goodsReceiptId } = receive(order());
    c.lin('landedCost.record', { basis: 'quantity', goodsReceiptIds: [goodsReceiptId], net: minor(50_00) });
  },
  'a receipt of one lot': () => {
    c.lin('lot.track', { variantId: solo, tracking: 'lot' });
    receive(order(), { lots: [{ code: 'L1', quantity: came }] });
  },
  'a receipt nobody ordered': () => c.lin('stock.receive', { locationId: c.locationId, lines: [{ variantId: solo, binId: c.bins.a1, quantity: came, value: worth }] }),
  'the opening': () => {
    c.lin('stock.openingBatch', { items: [{ sku: 'SOLO', location: '仓库', quantity: came, value: worth }] });
    c.lin('stock.move', { variantId: solo, locationId: c.locationId, toBinId: c.bins.a1, quantity: came });
  },
  'goods that were found': () => c.lin('stock.adjust', { locationId: c.locationId, reason: 'miscounted', lines: [{ variantId: solo, binId: c.bins.a1, quantity: came, value: worth }] }),
  'a transfer': () => {
    c.lin('stock.receive', { locationId: shopId, lines: [{ variantId: solo, quantity: pieces(9000), value: minor(90_000_00) }] });
    const { stockTransferId } = c.lin('transfer.send', { fromLocationId: shopId, toLocationId: c.locationId, lines: [{ variantId: solo, quantity: came }] });
    c.lin('transfer.receive', { stockTransferId, lines: [{ variantId: solo, quantity: came, binId: c.bins.a1 }] });
  },
  'goods of others that became ours': () => {
    const fromLocationId = c.lin('location.create', { name: '代销', kind: 'warehouse', owner: '茶厂' }).locationId;
    c.lin('stock.consign', { locationId: fromLocationId, lines: [{ variantId: solo, quantity: came }] });
    c.lin('consignment.acquire', { fromLocationId, toLocationId: c.locationId, lines: [{ variantId: solo, quantity: came, value: worth }] });
    c.lin('stock.move', { variantId: solo, locationId: c.locationId, toBinId: c.bins.a1, quantity: came });
  },
};

const owner = { userId: 1, role: 'owner' } as const;
/** Between them, who may ask anything at all. */
const everybody = () => [owner, { userId: c.users.wei, role: 'clerk' }] as const;

const known = (): Known => ({ variantId: solo, locationId: c.locationId, supplierId, text: 'SOLO', code: 'SOLO', search: 'SOLO' });

function startCount(): number {
  const { stocktakeId } = c.lin('stocktake.plan', { name: 'A1', locationId: c.locationId, scope: { kind: 'bins', binIds: [c.bins.a1] }, blind: true });
  c.wei('stocktake.start', { stocktakeId });
  return stocktakeId;
}

describe('while a blind count is open, its counters are not told how much there is by the papers of', () => {
  test.each(Object.entries(ways))('%s', (_way, come) => {
    come();
    const stocktakeId = startCount();
    for (const call of [c.lin, c.wei]) call('stocktake.join', { stocktakeId });
    expect(everybody().map((who) => [who.role, askEverything(c, who, telling, known()).leaks])).toEqual(everybody().map(({ role }) => [role, []]));
  });
});

test('the papers do tell as long as nobody counts, and there is a way to ask for each', () => {
  ways['an order, its receipt and its bill']!();
  const { leaks, unasked } = askEverything(c, owner, telling, known());
  expect(leaks).toEqual(expect.arrayContaining(['purchaseOrder.list', 'purchaseOrder.get', 'purchaseReceipt.list', 'purchaseReceipt.get', 'supplierBill.list', 'supplierBill.get', 'journal.list', 'journal.get', 'payable.statement', 'trialBalance.get', 'report.get']));
  expect(unasked).toEqual([]);
});

describe('who counts blind still', () => {
  test('sees the papers of other goods, and of these what is no figure of the shelf', () => {
    const counted = order();
    receive(counted);
    const { purchaseOrderId: other } = c.lin('purchaseOrder.create', { supplierId, locationId: c.locationId, lines: [{ variantId: c.whisk, quantity: pieces(5), price: unitPrice(3_0000) }] });
    const stocktakeId = startCount();
    c.wei('stocktake.join', { stocktakeId });
    const line = (purchaseOrderId: number) => c.wei('purchaseOrder.get', { purchaseOrderId }).lines[0];
    expect(line(other)).toMatchObject({ ordered: 5000, received: 0, open: 5000 });
    expect(line(counted)).toMatchObject({ sku: 'SOLO', open: 0 });
    expect(line(counted)).not.toHaveProperty('ordered');
  });

  test('receives what is still to come of an order', () => {
    const id = order();
    const stocktakeId = startCount();
    c.wei('stocktake.join', { stocktakeId });
    expect(c.wei('purchaseOrder.get', { purchaseOrderId: id }).lines[0]?.open).toBe(came);
    c.wei('purchaseReceipt.receive', { purchaseOrderId: id, lines: [{ variantId: solo, quantity: pieces(1), binId: c.bins.a2 }] });
  });
});

test('the books are closed to who counts blind, and open again when their part is over', () => {
  receive(order());
  const stocktakeId = startCount();
  c.lin('stocktake.join', { stocktakeId });
  expect(() => c.lin('journal.list', {})).toThrow('stocktake.booksHidden');
  expect(() => c.lin('trialBalance.get', { to: day('2026-03-02') })).toThrow('stocktake.booksHidden');
  c.lin('stocktake.abandon', { stocktakeId });
  expect(c.lin('journal.list', {}).rows[0]?.total).toBe(worth);
});

test('no file tells it either: not of the books, of a report, nor an order’s own sheet', async () => {
  const purchaseOrderId = order();
  receive(purchaseOrderId);
  const asking = { query: async (actor: Actor, name: string, input: unknown) => c.shop.core.query(actor, name, input) } as unknown as Store;
  const actor: Actor = { ...owner, deviceId: null, via: 'app' };
  const days = { from: day('2026-01-01'), to: day('2026-12-31') };
  const listener = { total: () => undefined, seen: () => undefined, leftOut: () => undefined };
  const files: Record<string, () => unknown> = {
    csv: () => [...exportFiles(c.shop.read, { format: 'csv', userId: owner.userId, madeOn: day('2026-03-02'), ...days }, listener)],
    datev: () => [...exportFiles(c.shop.read, { format: 'datev', userId: owner.userId, madeOn: day('2026-03-02'), ...days }, listener)],
    sheet: () => exportOrderSheet(asking, actor, { purchaseOrderId }),
    report: () => reportMethods(asking)['report.file']!(actor, { name: 'balanceSheet', to: day('2026-03-02'), language: 'en', format: 'csv' } as never, {}),
  };
  const said = async (name: string): Promise<string> => Promise.resolve().then(files[name]!).then(() => 'answered', (error: Error) => error.message);
  const stocktakeId = startCount();
  c.lin('stocktake.join', { stocktakeId });
  expect(await Promise.all(Object.keys(files).map(said))).toEqual(['export.blind', 'export.blind', 'stocktake.booksHidden', 'stocktake.booksHidden']);
  c.lin('stocktake.abandon', { stocktakeId });
  expect([await said('csv'), await said('sheet')]).toEqual(['answered', 'answered']);
});
