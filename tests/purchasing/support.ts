import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';

export interface BuyingShop extends SellingShop {
  supplierId: number;
  /** What an account holds by role, debit positive. */
  balance(role: string): number;
}

/** The selling shop (ROD 60.00, LINE 8.00, HOOK 1.00 each, twenty of each) with a supplier: rods at 60.00, lines at 8.00. Tax 13 %. */
export function newBuyingShop(): BuyingShop {
  const shop = newSellingShop();
  const { supplierId } = shop.call('supplier.create', { name: '威海钓具厂', paymentDays: 30, leadTimeDays: 5 });
  for (const [sku, price] of [['ROD', 600_000], ['LINE', 80_000]] as const) {
    shop.call('agreement.add', { supplierId, variantId: shop.variant[sku], fromQuantity: pieces(0), price: unitPrice(price), validFromOn: day('2026-01-01'), validThroughOn: null });
  }
  return Object.assign(shop, { supplierId, balance: (role: string) => balanceOf(shop, role) });
}

function balanceOf(shop: SellingShop, role: string): number {
  const sum = shop.raw.prepare('select coalesce(sum(amount), 0) from posting join accountRole using (ledgerAccountId) where role = ?').pluck().get(role);
  return Number(sum);
}

/** An order placed with the supplier: so many rods and lines. Answers the order and the ids of its lines. */
export function placeOrder(shop: BuyingShop, rods: number, lines = 0) {
  const wanted = [['ROD', rods], ['LINE', lines]] as const;
  const asked = wanted.filter(([, count]) => count > 0).map(([sku, count]) => ({ variantId: shop.variant[sku], quantity: pieces(count) }));
  const { purchaseOrderId } = shop.call('purchaseOrder.create', { supplierId: shop.supplierId, lines: asked });
  shop.call('purchaseOrder.place', { purchaseOrderId });
  const lineIds = shop.call('purchaseOrder.get', { purchaseOrderId }).lines.map((line) => line.id);
  return { purchaseOrderId, lineIds };
}

export const receive = (shop: BuyingShop, purchaseOrderId: number, sku: 'ROD' | 'LINE', count: number) =>
  shop.call('purchaseReceipt.receive', { purchaseOrderId, lines: [{ variantId: shop.variant[sku], quantity: pieces(count) }] });

/** A bill for one ordered line: so many pieces for a net amount, with 13 % tax. */
export const bill = (shop: BuyingShop, supplierNumber: string, purchaseOrderLineId: number, count: number, net: number, acceptedBecause?: string) =>
  shop.call('supplierBill.record', {
    supplierId: shop.supplierId,
    supplierNumber,
    billedOn: day('2026-03-02'),
    lines: [{ kind: 'goods', purchaseOrderLineId, quantity: pieces(count), net: minor(net), tax: minor(Math.round(net * 0.13)) }],
    ...(acceptedBecause !== undefined && { acceptedBecause }),
  });
