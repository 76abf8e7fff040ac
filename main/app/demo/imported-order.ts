import { createHash } from 'node:crypto';
import { instant } from '../../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../../shared/units/minor.ts';
import { mulDiv } from '../../../shared/units/mul-div.ts';
import { pieces, quantity } from '../../../shared/units/quantity.ts';
import { percent } from '../../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../../shared/units/unit-price.ts';
import type { ImportedOrder } from '../../../shared/sales/order-import.contract.ts';
import type { PlannedOrder } from './demand.ts';
import type { DemoShop } from './founding.ts';

const shippingFen = 1_000;
/** From this amount on the shop pays the postage. */
const freeFrom = 9_900;

/** A planned order as its channel would send it: prices include tax, the figures are the channel's. */
export function importedOrder(shop: DemoShop, planned: PlannedOrder, number: string, orderedAt: number): ImportedOrder {
  const lines = planned.lines.map(({ good, pieces: count }, index) => {
    const list = good.priceFen * count;
    const gross = minor(list - mulDiv(list, planned.discountPercent, 100));
    const figures = splitTax(gross, shop.taxRatePercent);
    return {
      externalId: `${number}-${index + 1}`,
      variantId: shop.variantIds.get(good.sku) ?? null,
      sku: good.sku,
      name: `${good.productName} · ${good.option}`,
      quantity: pieces(count),
      shippedBefore: quantity(0),
      unitPrice: unitPrice(good.priceFen * 100),
      taxRate: percent(shop.taxRatePercent),
      discount: minor(splitTax(minor(list), shop.taxRatePercent).net - figures.net),
      ...figures,
    };
  });
  const goods = sumMinor(lines.map((line) => minor(line.net + line.tax)));
  const shipping = goods < freeFrom ? splitTax(minor(shippingFen), shop.taxRatePercent) : undefined;
  const total = minor(goods + (shipping ? shippingFen : 0));
  return {
    externalId: number,
    number,
    contentHash: createHash('sha256').update(`${number}:${total}`).digest('hex'),
    versionAt: instant(orderedAt),
    status: planned.fate === 'unpaid' ? 'unpaid' : 'open',
    channelStatus: planned.fate === 'unpaid' ? 'pending' : 'processing',
    currency: 'CNY',
    pricesIncludeTax: true,
    taxBy: 'shop',
    orderedAt: instant(orderedAt),
    finishedAt: null,
    shipByAt: instant(orderedAt + 48 * 3_600_000),
    customer: planned.person && { name: planned.person.name, email: planned.person.email, phone: planned.person.phone },
    recipient: planned.person && { company: '', line2: '', ...planned.person.address },
    note: '',
    lines,
    charges: shipping ? [{ kind: 'shipping', name: '运费 Shipping', ...shipping }] : [],
    total,
    payments: planned.fate === 'unpaid' ? [] : [payment(number, total, orderedAt)],
    refunds: [],
  };
}

const payment = (number: string, amount: Minor, orderedAt: number) => ({
  externalId: `pay-${number}`,
  amount,
  fee: minor(mulDiv(amount, 6, 1000)),
  method: '支付宝 Alipay',
  occurredAt: instant(orderedAt + 60_000),
});

/** What of a price with tax is tax: gross · r ÷ (1 + r). */
function splitTax(gross: Minor, ratePercent: number): { net: Minor; tax: Minor } {
  const tax = minor(mulDiv(gross, ratePercent, 100 + ratePercent));
  return { net: minor(gross - tax), tax };
}
