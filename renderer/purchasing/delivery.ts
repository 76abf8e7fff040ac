import type { Expected } from '../../shared/purchasing/receiving-scan.rules.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { PurchaseOrder } from './purchase-order-screen.tsx';

/** What is being received: the goods of an order, or whatever a supplier brought without one. */
export interface Delivery {
  /** Under which its scans are kept on this machine. */
  readonly key: string;
  /** What the command is told of it. */
  readonly from: { readonly purchaseOrderId: number } | { readonly supplierId: number };
  /** The order's number, or the supplier's name where there is no order. */
  readonly title: string;
  readonly supplierName: string;
  readonly expected: Expected;
  /** What all of it comes to; null where nobody said. */
  readonly expectedInAll: Quantity | null;
}

export function deliveryOfOrder(order: PurchaseOrder): Delivery {
  const openOf = (variantId: number): Quantity => quantity(order.lines.reduce((sum, line) => sum + (line.variantId === variantId ? line.open : 0), 0));
  return {
    key: String(order.id),
    from: { purchaseOrderId: order.id },
    title: order.number,
    supplierName: order.supplierName,
    expected: (variantId) => (order.lines.some((line) => line.variantId === variantId) ? openOf(variantId) : undefined),
    expectedInAll: quantity(order.lines.reduce((sum, line) => sum + line.open, 0)),
  };
}

export const deliveryOfSupplier = ({ id, name }: { id: number; name: string }): Delivery => ({
  key: `supplier ${id}`,
  from: { supplierId: id },
  title: name,
  supplierName: name,
  expected: () => null,
  expectedInAll: null,
});
