import type { LabelItem } from '../../shared/catalog/label.contract.ts';
import { labelStocks } from '../../shared/catalog/label-stock.rules.ts';
import { symbolOf, type SymbolChoice } from '../../shared/catalog/label-symbol.rules.ts';
import { gramsPerUnit } from '../../shared/catalog/scan.rules.ts';
import { zplOf } from '../../shared/catalog/zpl.rules.ts';
import { formatUnitPrice } from '../../shared/units/format.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { type UnitPrice, unitPrice } from '../../shared/units/unit-price.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { priceAt } from './price.queries.ts';
import { asVariant, barcodesOfVariant, getVariant, productOfVariant, type VariantRow, variantsOfProduct } from './variant.queries.ts';

interface Asked {
  items: readonly LabelItem[];
  symbol: SymbolChoice;
}

/** What stands on each label, in the order asked. @throws Refusal `record.missing` */
export function renderLabels(reader: Reader, { items, symbol }: Asked, _actor: Actor, now: Instant) {
  const { baseCurrency } = getShop(reader);
  return { labels: items.map((item) => labelOf(reader, item, symbol, baseCurrency, now)) };
}

function labelOf(reader: Reader, item: LabelItem, choice: SymbolChoice, currency: string, now: Instant) {
  const { copies, variantId, code: asked, ...marks } = item;
  const variant = getVariant(reader, variantId);
  const codes = barcodesOfVariant(reader, variantId);
  const code = (codes.find((one) => one.code === asked) ?? codes[0])?.code ?? variant.sku;
  const price = priceAt(reader, variantId, currency, now);
  return {
    variantId,
    name: nameOf(reader, variant),
    sku: variant.sku,
    unitOfMeasure: variant.unitOfMeasure,
    price,
    pricePerKilogram: perKilogram(price, variant),
    symbol: symbolOf({ code, ...marks }, choice),
    copies,
    ...(marks.lot !== undefined && { lot: marks.lot }),
    ...(marks.expiresOn !== undefined && { expiresOn: marks.expiresOn }),
  };
}

/** The product's name and what tells this variant from its sisters. */
function nameOf(reader: Reader, variant: VariantRow): string {
  const name = productOfVariant.get(reader, { productId: variant.productId })?.productName ?? variant.sku;
  return [name, ...Object.values(asVariant(variant).optionValues)].join(' ');
}

function perKilogram(price: UnitPrice | null, { unitOfMeasure, weightGrams }: VariantRow): UnitPrice | null {
  const grams = gramsPerUnit(unitOfMeasure) ?? weightGrams;
  return price === null || grams === 0 ? null : unitPrice(mulDiv(price, 100_000_000, Math.round(grams * 100_000)));
}

interface AskedZpl extends Asked {
  stock: string;
  locale: string;
  withPrice: boolean;
}

/** The same labels in ZPL. @throws Refusal `record.missing` */
export function labelsInZpl(reader: Reader, asked: AskedZpl, actor: Actor, now: Instant) {
  const { baseCurrency } = getShop(reader);
  const stock = labelStocks.find(({ id }) => id === asked.stock);
  if (!stock) throw new Error(`the contract names a stock that is not in the list: ${asked.stock}`);
  const labels = renderLabels(reader, asked, actor, now).labels.map(({ name, price, symbol, copies }) => ({
    name,
    price: price === null || !asked.withPrice ? '' : formatUnitPrice(price, baseCurrency, asked.locale),
    symbol,
    copies,
  }));
  return { zpl: zplOf(labels, stock) };
}

export function labelsOfProducts(reader: Reader, { productIds }: { productIds: readonly number[] }) {
  const sold = productIds.flatMap((productId) => variantsOfProduct(reader, productId)).filter(({ state }) => state === 'active');
  return { items: sold.map(({ id }) => ({ variantId: id, copies: 1 })) };
}
