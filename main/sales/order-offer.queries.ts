import { sql } from 'kysely';
import { matchText } from '../../shared/catalog/search-text.rules.ts';
import type { Offer } from '../../shared/sales/order-offer.contract.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { pieces, type Quantity, quantity } from '../../shared/units/quantity.ts';
import { findByCode } from '../catalog/variant.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { trackingRow } from '../inventory/lot.statements.ts';
import { availableToSell } from '../inventory/stock.queries.ts';
import { resolvePrices } from '../pricing/resolve.queries.ts';
import { getSoldVariants } from './sold-variants.queries.ts';

interface Asked {
  text: string;
  variantIds: number[];
  quantities: Quantity[];
  customerId: number | null;
  currency?: string;
  limit: number;
}

/** Goods for the lines of a typed order, priced and taxed by the question the order itself will ask. @throws Refusal variant.unknown */
export function listOffers(reader: Reader, { text, variantIds, quantities, customerId, currency, limit }: Asked, actor: Actor, now: Instant): { scanned: Quantity | null; rows: Offer[] } {
  const { found } = text === '' ? { found: null } : findByCode(reader, { code: text }, actor, now);
  const buyer = { customerId, at: now, ...(currency !== undefined && { currency }) };
  if (found) return { scanned: found.packQuantity, rows: offersOf(reader, [{ variantId: found.id, quantity: found.packQuantity }], buyer) };
  const question = matchText(text);
  const meant = question === undefined ? [] : soldUnder.all(reader, { question, text, limit }).map((row) => row.id);
  const asked = [...variantIds, ...meant].map((variantId, index) => ({ variantId, quantity: quantities[index] ?? pieces(1) }));
  return { scanned: null, rows: offersOf(reader, asked, buyer) };
}

/** So many products are looked at: whoever finds more types one more letter. */
const searchLimit = 500;

/** Variants of products with these words; where the words begin a SKU, that variant stands before its sisters. */
const soldUnder = read((db, p: { question: string; text: string; limit: number }) =>
  db
    .selectFrom(sql<{ id: number }>`(select rowid as id from productSearch where productSearch match ${p.question} limit ${sql.lit(searchLimit)})`.as('found'))
    // From the few that were found to their variants: else SQLite walks all that are sold.
    .crossJoin('product')
    .innerJoin('variant', 'variant.productId', 'product.id')
    .select('variant.id')
    .whereRef('product.id', '=', 'found.id')
    .where('product.state', '=', 'active')
    .where('variant.state', '=', 'active')
    .orderBy(sql`instr(lower(variant.sku), lower(${p.text})) = 1`, 'desc')
    .orderBy('product.sortName')
    .orderBy('variant.position')
    .orderBy('variant.id')
    .limit(p.limit),
);

function offersOf(reader: Reader, wanted: readonly { variantId: number; quantity: Quantity }[], { customerId, at, currency: asked }: { customerId: number | null; at: Instant; currency?: string }): Offer[] {
  if (wanted.length === 0) return [];
  const shop = getShop(reader);
  const currency = asked ?? shop.baseCurrency;
  const variantIds = wanted.map(({ variantId }) => variantId);
  const sold = getSoldVariants(reader, variantIds, { currency, at, country: shop.country, on: dayOf(at, shop.timeZone) });
  const available = availableToSell(reader, variantIds);
  const known = wanted.map((one) => ({ ...one, base: sold.get(one.variantId)?.unitPrice ?? null }));
  const prices = resolvePrices(reader, known, { customerId, channelId: null, currency, timeZone: shop.timeZone, at });
  return wanted.flatMap(({ variantId }, index) => {
    const variant = sold.get(variantId);
    const { price = null, steps = [] } = prices[index] ?? {};
    const priceList = steps.find(({ outcome }) => outcome === 'won')?.name ?? null;
    return variant ? [{ variantId, sku: variant.sku, name: variant.name, unitPrice: price, priceList, taxRate: variant.taxRate, available: available.get(variantId) ?? quantity(0), tracking: trackingRow.get(reader, { variantId })?.tracking ?? 'none' }] : [];
  });
}
