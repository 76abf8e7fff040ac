import type Database from 'better-sqlite3';
import type { Core } from '../../main/app/core.ts';
import type { Screen } from './screens.ts';

const owner = { userId: 1, role: 'owner', deviceId: null, via: 'cli' } as const;

/** A supplier with an order that came in part and its bill: enough for every question of purchasing to have an answer. */
export function benchPurchase(core: Core): void {
  const command = (method: string, input: object) => core.command(owner, method, input) as Record<string, number>;
  const variantId = Number(core.writer.raw.prepare('select min(id) from variant').pluck().get());
  const locationId = Number(core.writer.raw.prepare("select min(id) from location where kind <> 'inTransit'").pluck().get());
  const { supplierId } = command('supplier.create', { name: '威海钓具厂' });
  const { purchaseOrderId } = command('purchaseOrder.create', { supplierId, locationId, lines: [{ variantId, quantity: 10_000, price: 100_000 }] });
  command('purchaseOrder.place', { purchaseOrderId });
  command('purchaseReceipt.receive', { purchaseOrderId, lines: [{ variantId, quantity: 6_000, damaged: 1_000 }] });
  const purchaseOrderLineId = Number(core.writer.raw.prepare('select max(id) from purchaseOrderLine').pluck().get());
  const lines = [{ kind: 'goods', purchaseOrderLineId, quantity: 2_000, net: 2_000, tax: 260 }];
  command('supplierBill.record', { supplierId, supplierNumber: 'R-1', billedOn: '2020-01-01', lines });
}

/** Every question of purchasing, of a file that has an order. */
export function purchaseScreens(raw: Database.Database): Screen[] {
  const purchaseOrderId = raw.prepare('select max(id) from purchaseOrder').pluck().get() as number | null;
  if (purchaseOrderId === null) return [];
  const id = (table: string, column = 'id'): number => Number(raw.prepare(`select max(${column}) from ${table}`).pluck().get());
  const [supplierId, purchaseOrderLineId, variantId] = [id('supplier'), id('purchaseOrderLine'), id('purchaseOrderLine', 'variantId')];
  const lines = [{ kind: 'goods', purchaseOrderLineId, quantity: 1_000, net: 1_000, tax: 130 }];
  return [
    ...['all', 'open', 'late', 'unbilled'].map((view) => ({ name: `purchase orders: ${view}`, method: 'purchaseOrder.list', input: { view } })),
    { name: 'purchase orders: one order', method: 'purchaseOrder.get', input: { purchaseOrderId } },
    { name: 'receipts', method: 'purchaseReceipt.list', input: {} },
    { name: 'receipts: without a bill', method: 'purchaseReceipt.list', input: { unbilled: true } },
    { name: 'receipts: one receipt', method: 'purchaseReceipt.get', input: { goodsReceiptId: id('purchaseReceipt', 'goodsReceiptId') } },
    { name: 'receipts: labels of one', method: 'purchaseReceipt.labels', input: { goodsReceiptIds: [id('purchaseReceipt', 'goodsReceiptId')] } },
    { name: 'supplier bills: open', method: 'supplierBill.list', input: {} },
    { name: 'supplier bills: all', method: 'supplierBill.list', input: { view: 'all' } },
    { name: 'supplier bills: one bill', method: 'supplierBill.get', input: { supplierBillId: id('supplierBill') } },
    { name: 'supplier bills: what waits for one', method: 'supplierBill.billable', input: { supplierId } },
    { name: 'supplier bills: how one differs', method: 'supplierBill.match', input: { supplierId, supplierNumber: 'R-2', billedOn: '2020-01-02', lines } },
    { name: 'supplier bills: tolerance', method: 'supplierBill.tolerance', input: { supplierId } },
    { name: 'what to buy', method: 'replenishment.propose', input: {}, whole: true },
    { name: 'cash to release', method: 'cashRelease.list', input: {}, whole: true },
    { name: 'what to buy: why so much of one', method: 'replenishment.explain', input: { variantId }, whole: true },
    { name: 'suppliers: how well one did', method: 'supplierScore.get', input: { supplierId } },
    { name: 'suppliers: how long one takes', method: 'supplierScore.leadTime', input: { supplierId } },
    { name: 'claims', method: 'supplierClaim.list', input: {} },
    { name: 'landed costs', method: 'landedCost.list', input: {} },
    { name: 'stock alerts', method: 'stockAlert.list', input: {} },
    { name: 'stock alerts: all', method: 'stockAlert.list', input: { view: 'all' } },
    { name: 'stock alerts: levels', method: 'stockAlert.levels', input: { variantId } },
    { name: 'suppliers: agreed prices', method: 'agreement.list', input: { supplierId } },
    { name: 'suppliers: all prices changed', method: 'agreement.repriced', input: { supplierId, change: 60_000, validFromOn: '2026-11-21' } },
    { name: 'suppliers: the price of a variant', method: 'agreement.choose', input: { supplierId, variantId, on: '2020-01-02', quantity: 1_000 } },
    { name: 'suppliers: who sells a variant', method: 'agreement.suppliersOf', input: { variantId } },
    { name: 'suppliers: papers', method: 'supplierDocument.list', input: { supplierId } },
    { name: 'suppliers: papers that expire', method: 'supplierDocument.expiring', input: {} },
  ];
}
