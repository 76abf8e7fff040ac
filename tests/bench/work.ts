import { createHash } from 'node:crypto';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, type Quantity, quantity } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import type { ImportedOrder } from '../../shared/sales/order-import.contract.ts';
import { type BenchGood, type BenchShop, buyerOf, taxRatePercent } from './founding.ts';
import type { HandSale } from './hand/counter-sale.ts';

const linesPerOrder = 3;

/** Three neighbours of the catalogue, one of which the channel lists; far from those of the turn before. */
function goodsOf({ goods }: BenchShop, turn: number): BenchGood[] {
  const groups = Math.floor(goods.length / linesPerOrder);
  const first = ((turn * 7919) % groups) * linesPerOrder;
  return goods.slice(first, first + linesPerOrder);
}

export interface Sale extends HandSale {
  lines: { variantId: number; quantity: Quantity }[];
}

/** A sale over the counter, the same for the same turn. */
export function saleOf(shop: BenchShop, turn: number): Sale {
  const lines = goodsOf(shop, turn).map(({ variantId }, index) => ({ variantId, quantity: pieces(1 + (index % 2)) }));
  return { lines, locationId: shop.locationId, account: 'bank', method: 'card' };
}

/** An order of a channel, paid; three of four buyers have bought before. */
export function channelOrder(shop: BenchShop, turn: number, at: number): ImportedOrder {
  const number = `B-${1_000_000 + turn}`;
  const buyer = turn % 4 === 0 ? buyerOf(shop.customers.length + turn) : shop.customers[(turn * 31) % shop.customers.length]!;
  const lines = goodsOf(shop, turn).map((good, index) => {
    const gross = good.priceFen * (1 + (index % 2));
    return {
      externalId: `${number}-${index + 1}`, variantId: null, sku: good.sku, name: good.productName, quantity: pieces(1 + (index % 2)), shippedBefore: quantity(0),
      unitPrice: unitPrice(good.priceFen * 100), taxRate: percent(taxRatePercent), discount: minor(0), ...split(gross),
    };
  });
  const total = lines.reduce((sum, { net, tax }) => sum + net + tax, 1_000);
  const place = { line1: '文三路 18 号', city: '杭州', region: '浙江', postcode: buyer.postcode, country: 'CN' };
  return {
    externalId: number, number, contentHash: createHash('sha256').update(`${number}:${total}`).digest('hex'), versionAt: instant(at),
    status: 'open', channelStatus: 'processing', currency: 'CNY', pricesIncludeTax: true, taxBy: 'shop',
    orderedAt: instant(at), finishedAt: null, shipByAt: instant(at + 48 * 3_600_000),
    customer: { name: buyer.name, email: buyer.email, phone: buyer.phone },
    recipient: { recipient: buyer.name, company: '', line2: '', ...place, phone: buyer.phone, email: buyer.email },
    note: '', lines, charges: [{ kind: 'shipping', name: '运费 Shipping', ...split(1_000) }], total: minor(total),
    payments: [{ externalId: `pay-${number}`, amount: minor(total), fee: minor(Math.round((total * 6) / 1000)), method: '支付宝 Alipay', occurredAt: instant(at + 60_000) }],
    refunds: [],
  };
}

/** What of a price with tax is tax. */
export function split(gross: number) {
  const tax = Math.round((gross * taxRatePercent) / (100 + taxRatePercent));
  return { net: minor(gross - tax), tax: minor(tax) };
}
