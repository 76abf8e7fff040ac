import { addDays, dayOf } from '../../../shared/units/calendar.ts';
import { instant } from '../../../shared/units/instant.ts';
import { minor } from '../../../shared/units/minor.ts';
import { pieces, quantity } from '../../../shared/units/quantity.ts';
import { unitPrice } from '../../../shared/units/unit-price.ts';
import type { Good } from './catalogue.ts';
import { type Clerk, timeZone } from './clerk.ts';
import type { DemoShop } from './founding.ts';

/** Whom the demo shop buys from, by the first letters of what they make. */
const suppliers = [
  { name: '威海渔具 Weihai Tackle', contactName: '刘芳 Liu Fang', phone: '0631-5201234', paymentDays: 30, leadTimeDays: 6 },
  { name: '杭州茶业 Hangzhou Tea', contactName: '沈岚 Shen Lan', phone: '0571-8702211', paymentDays: 15, leadTimeDays: 3 },
  { name: '宁波户外 Ningbo Outdoor', contactName: 'Marco Li', phone: '0574-2788900', paymentDays: 45, leadTimeDays: 9 },
];
const makers: Record<string, number> = { '渔具 Tackle': 0, '茶 Tea': 1, '茶具 Teaware': 1 };

interface Wanted {
  good: Good;
  count: number;
}

/** The bill of every fourth delivery has not come: something always waits for its bill. */
const waitsForItsBill = 4;

/** Orders what ran low from those who make it, takes it in, records their bills and pays what is due. */
export class Buying {
  private readonly clerk: Clerk;
  private readonly shop: DemoShop;
  private supplierIds: number[] | undefined;
  private deliveries = 0;

  constructor(clerk: Clerk, shop: DemoShop) {
    this.clerk = clerk;
    this.shop = shop;
  }

  deliver(wanted: readonly Wanted[], costFactor: number): void {
    this.supplierIds ??= suppliers.map((supplier) => this.clerk.call('supplier.create', supplier).supplierId);
    const bySupplier = Map.groupBy(wanted, ({ good }) => makers[good.kind.category[0]] ?? 2);
    for (const [maker, goods] of [...bySupplier].sort(([a], [b]) => a - b)) this.order(this.supplierIds[maker]!, goods, costFactor);
    this.payWhatIsDue();
  }

  /** What is on its way on the last morning. */
  orderAhead(wanted: readonly Wanted[]): void {
    const [first] = this.supplierIds ?? [];
    if (first !== undefined) this.place(first, wanted, 1);
  }

  private order(supplierId: number, wanted: readonly Wanted[], costFactor: number): void {
    const { purchaseOrderId, lines } = this.place(supplierId, wanted, costFactor);
    this.clerk.call('purchaseReceipt.receive', { purchaseOrderId, lines: lines.map(({ variantId, quantity: count }) => ({ variantId, quantity: count })) });
    this.deliveries += 1;
    if (this.deliveries % waitsForItsBill !== 0) this.bill(supplierId, purchaseOrderId);
  }

  private place(supplierId: number, wanted: readonly Wanted[], costFactor: number) {
    const lines = wanted.map(({ good, count }) => ({
      variantId: this.shop.variantIds.get(good.sku)!,
      quantity: pieces(count),
      price: unitPrice(Math.round(good.costFen * costFactor) * 100),
    }));
    const { purchaseOrderId } = this.clerk.call('purchaseOrder.create', { supplierId, locationId: this.shop.warehouseId, lines });
    this.clerk.call('purchaseOrder.place', { purchaseOrderId });
    return { purchaseOrderId, lines };
  }

  private bill(supplierId: number, purchaseOrderId: number): void {
    const { lines } = this.clerk.call('purchaseOrder.get', { purchaseOrderId });
    const billed = lines.map(({ id, ordered, net, tax }) => ({ kind: 'goods' as const, purchaseOrderLineId: id, quantity: ordered ?? quantity(0), net: net ?? minor(0), tax: tax ?? minor(0) }));
    this.clerk.call('supplierBill.record', { supplierId, supplierNumber: `FP-${10_000 + this.deliveries}`, billedOn: this.today(), lines: billed });
  }

  private payWhatIsDue(): void {
    const { rows } = this.clerk.call('supplierBill.list', { view: 'open', limit: 50 });
    for (const { id, supplierId, dueOn, open } of rows) {
      if (dueOn > addDays(this.today(), 2) || open === undefined) continue;
      this.clerk.call('supplierPayment.pay', { supplierId, account: 'bank', bills: [{ supplierBillId: id, amount: open }] });
    }
  }

  private today = () => dayOf(instant(this.clerk.now()), timeZone);
}
