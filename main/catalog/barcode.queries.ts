import { type Reading, readScan, scannedQuantity, usualScalePatterns } from '../../shared/catalog/scan.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { priceAt } from './price.queries.ts';
import { asVariant, barcodesOfVariant, findVariant, meantBy, productOfVariant } from './variant.queries.ts';

/**
 * What a scan means here. The code as it stands comes first, so that a shop may give a whole label's code to a product; then
 * what a scale's label leaves when its weight or price is taken out.
 * @throws Refusal `gs1.unreadable`
 */
export function resolveScan(reader: Reader, { text }: { text: string }, _actor: Actor, now: Instant) {
  const shop = getShop(reader);
  const yearNow = Number(dayOf(now, shop.timeZone).slice(0, 4));
  const reading = readScan(text, { scalePatterns: usualScalePatterns, yearNow });
  const { alternatives: _alternatives, ...said } = reading;
  return { reading: said, found: findRead(reader, reading, shop.baseCurrency, now) };
}

function findRead(reader: Reader, reading: Reading, currency: string, now: Instant) {
  const meant = firstMeant(reader, [reading.code, ...reading.alternatives]);
  const product = meant && productOfVariant.get(reader, { productId: meant.variant.productId });
  if (!meant || !product) return null;
  const { variant, packQuantity } = meant;
  // Only what a scale priced is measured by it.
  const pricePerUnit = reading.price === undefined ? null : priceAt(reader, variant.id, currency, now);
  const quantity = scannedQuantity(reading, { packQuantity, unitOfMeasure: variant.unitOfMeasure, pricePerUnit });
  return { ...asVariant(variant), productName: product.productName, productState: product.productState, quantity };
}

function firstMeant(reader: Reader, codes: readonly string[]): ReturnType<typeof meantBy> {
  for (const code of codes) {
    const meant = meantBy(reader, code);
    if (meant) return meant;
  }
  return undefined;
}

/** Every code of these goods, with what is needed to read one without the shop; goods that are gone are left out. */
export function codesOfGoods(reader: Reader, variantIds: readonly number[], now: Instant) {
  const { baseCurrency } = getShop(reader);
  return variantIds.flatMap((variantId) => {
    const variant = findVariant(reader, variantId);
    const product = variant && productOfVariant.get(reader, { productId: variant.productId });
    if (!variant || !product) return [];
    const codes = barcodesOfVariant(reader, variantId).map(({ code, packQuantity }) => ({ code, packQuantity }));
    const { productName, productState } = product;
    return [{ ...asVariant(variant), productName, productState, pricePerUnit: priceAt(reader, variantId, baseCurrency, now), codes }];
  });
}
