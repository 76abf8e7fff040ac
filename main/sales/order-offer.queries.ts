import { sql } from 'kysely';
import { matchText } from '../../shared/catalog/search-text.rules.ts';
import type { Offer } from '../../shared/sales/order-offer.contract.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { findByCode } from '../catalog/variant.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { availableToSell } from '../inventory/stock.queries.ts';
import { getSoldVariants } from './sold-variants.queries.ts';

interface Asked {
  text: string;
  variantIds: number[];
  limit: number;
}

/** Goods for the lines of a typed order, priced and taxed by the question the order itself will ask. @throws Refusal variant.unknown */
export function listOffers(reader: Reader, { text, variantIds, limit }: Asked, actor: Actor, now: Instant): { scanned: Quantity | null; rows: Offer[] } {
  const { found } = text === '' ? { found: null } : findByCode(reader, { code: text }, actor, now);
  if (found) return { scanned: found.packQuantity, rows: offersOf(reader, [found.id], now) };
  const question = matchText(text);
  const meant = question === undefined ? [] : soldUnder.all(reader, { question, text, limit }).map((row) => row.id);
  return { scanned: null, rows: offersOf(reader, [...variantIds, ...meant], now) };
}

/** Variants of products with these words; where the words begin a SKU, that variant stands before its sisters. */
const soldUnder = read((db, p: { question: string; text: string; limit: number }) =>
  db
    .selectFrom('product')
    .innerJoin('variant', 'variant.productId', 'product.id')
    .select('variant.id')
    .where(sql<boolean>`product.id in (select rowid from productSearch where productSearch match ${p.question})`)
    .where('product.state', '=', 'active')
    .where('variant.state', '=', 'active')
    .orderBy(sql`instr(lower(variant.sku), lower(${p.text})) = 1`, 'desc')
    .orderBy('product.sortName')
    .orderBy('variant.position')
    .orderBy('variant.id')
    .limit(p.limit),
);

function offersOf(reader: Reader, variantIds: readonly number[], now: Instant): Offer[] {
  if (variantIds.length === 0) return [];
  const shop = getShop(reader);
  const sold = getSoldVariants(reader, variantIds, { currency: shop.baseCurrency, at: now, country: shop.country, on: dayOf(now, shop.timeZone) });
  const available = availableToSell(reader, variantIds);
  return variantIds.flatMap((id) => {
    const variant = sold.get(id);
    return variant ? [{ variantId: id, sku: variant.sku, name: variant.name, unitPrice: variant.unitPrice, taxRate: variant.taxRate, available: available.get(id) ?? quantity(0) }] : [];
  });
}
