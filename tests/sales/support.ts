import type { ImportedOrder } from '../../shared/sales/order-import.contract.ts';
import { zImportedOrder } from '../../shared/sales/order-import.contract.ts';
import { day } from '../../shared/units/day.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { newShop, openingTime, type TestShop } from '../support/shop.ts';

export interface SellingShop extends TestShop {
  locationId: number;
  /** Variants by SKU: ROD at 100.00, LINE at 20.00, HOOK at 3.33; 13 % tax comes on top. */
  variant: Record<'ROD' | 'LINE' | 'HOOK', number>;
  /** Postings of an order's documents by role, debit positive. */
  posted(orderId: number): Record<string, number>;
}

/** A shop with three goods and twenty of each on the shelf: a rod cost 60.00, a line 8.00, a hook 1.00. */
export function newSellingShop(): SellingShop {
  const shop = newShop();
  const { locationId } = shop.call('location.create', { name: '店面', kind: 'shop', negativePolicy: 'refuse', sellable: true });
  const standard = shop.call('taxClass.list', undefined).taxClasses[0]!.id;
  shop.call('taxClass.setRate', { taxClassId: standard, country: 'CN', region: '', validFromOn: day('2020-01-01'), rate: percent(13) });
  const priced = { ROD: 1_000_000, LINE: 200_000, HOOK: 33_300 };
  const variant = Object.fromEntries(
    Object.entries(priced).map(([sku, amount]) => {
      const made = shop.call('product.create', { name: sku, state: 'active', variants: [{ sku, prices: [{ currency: 'CNY', amount: unitPrice(amount) }] }] });
      return [sku, made.variants[0]!.id];
    }),
  ) as SellingShop['variant'];
  const opening = [['ROD', 120_000], ['LINE', 16_000], ['HOOK', 2_000]] as const;
  shop.call('stock.openingBatch', { items: opening.map(([sku, value]) => ({ sku, quantity: pieces(20), value: minor(value) })) });
  return Object.assign(shop, { locationId, variant, posted: (orderId: number) => postedOf(shop, orderId) });
}

function postedOf(shop: TestShop, orderId: number): Record<string, number> {
  const ids = new Set(shop.call('order.get', { orderId }).entries.map((entry) => entry.id));
  const legs = shop.raw.prepare('select entryId, role, amount from posting join accountRole using (ledgerAccountId)').all() as { entryId: number; role: string; amount: number }[];
  const sums: Record<string, number> = {};
  for (const leg of legs) if (ids.has(leg.entryId)) sums[leg.role] = (sums[leg.role] ?? 0) + leg.amount;
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0));
}

export const channelId = 1;

/** An order a channel sends: two rods and a line, 220.00 and 28.60 tax, paid. */
export function channelOrder(changes: Partial<ImportedOrder> & { externalId: string }): ImportedOrder {
  const at = instant(openingTime + 60_000);
  return zImportedOrder.parse({
    number: changes.externalId,
    contentHash: `hash of ${changes.externalId}`,
    versionAt: at,
    status: 'open',
    channelStatus: 'processing',
    currency: 'CNY',
    pricesIncludeTax: false,
    orderedAt: at,
    finishedAt: null,
    customer: { name: '王伟', email: 'wang@example.cn', phone: null },
    lines: [channelLine('1', 'ROD', 2, 20_000, 2_600), channelLine('2', 'LINE', 1, 2_000, 260)],
    total: 24_860,
    payments: [{ externalId: `pay ${changes.externalId}`, amount: 24_860, method: 'alipay', occurredAt: at }],
    ...changes,
  });
}

export function channelLine(externalId: string, sku: string, count: number, net: number, tax: number): ImportedOrder['lines'][number] {
  return {
    externalId,
    sku,
    name: sku,
    variantId: null,
    quantity: pieces(count),
    shippedBefore: pieces(0),
    unitPrice: unitPrice(Math.round((net * 100) / Math.max(1, count))),
    taxRate: percent(13),
    discount: minor(0),
    net: minor(net),
    tax: minor(tax),
  };
}

export const after = (at: Instant, milliseconds: number): Instant => instant(at + milliseconds);
