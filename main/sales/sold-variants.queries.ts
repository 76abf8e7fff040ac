import { sql } from 'kysely';
import { variantName } from '../../shared/catalog/variant-name.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type RatePpm, ratePpm } from '../../shared/units/rate-ppm.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { taxRateOn } from '../catalog/tax-class.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

export interface SoldVariant {
  id: number;
  sku: string;
  name: string;
  /** Null when nobody set one in this currency. */
  unitPrice: UnitPrice | null;
  taxRate: RatePpm;
  taxClassId: number;
  isBundle: boolean;
}

interface Asked {
  variantIds: string;
  currency: string;
  at: Instant;
  country: string;
  /** Empty, and left out, for the whole country. */
  region?: string;
  on: Day;
}

/** One question for a whole order: what each variant is called, costs and is taxed at, at an instant. */
const soldVariants = read((db, p: Asked) =>
  db
    .selectFrom('variant')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select((eb) => [
      'variant.id',
      'variant.sku',
      'variant.optionValues',
      'product.name',
      'product.taxClassId',
      eb
        .selectFrom('price')
        .select('amount')
        .whereRef('price.variantId', '=', 'variant.id')
        .where('currency', '=', p.currency)
        .where('validFromAt', '<=', p.at)
        .orderBy('validFromAt', 'desc')
        .orderBy('price.id', 'desc')
        .limit(1)
        .as('unitPrice'),
      // Who is not registered may charge no tax, and goods of an exempt or zero-rated class have none.
      sql<number>`coalesce((select status = 'unregistered' from taxStatus where validFromOn <= ${p.on} order by validFromOn desc limit 1), 0)
        or (select treatment <> 'taxed' from taxClass where taxClass.id = product.taxClassId)`.as('untaxed'),
      sql<number>`exists (select 1 from bundleComponent where bundleVariantId = variant.id)`.as('isBundle'),
    ])
    .where('variant.id', 'in', sql<number>`(select value from json_each(${p.variantIds}))`),
);

/** The rate of each class by the one rule there is: the region's own, else the country's. A class nobody gave a rate has none. */
function ratesOf(reader: Reader, taxClassIds: readonly number[], { country, region = '', on }: Pick<Asked, 'country' | 'region' | 'on'>): Map<number, RatePpm> {
  return new Map([...new Set(taxClassIds)].flatMap((taxClassId) => {
    const rate = taxRateOn(reader, { taxClassId, country, region, on });
    return rate === undefined ? [] : [[taxClassId, rate] as const];
  }));
}

/** What is sold, by variant. @throws Refusal variant.unknown */
export function getSoldVariants(reader: Reader, variantIds: readonly number[], at: Omit<Asked, 'variantIds'>): Map<number, SoldVariant> {
  const rows = soldVariants.all(reader, { ...at, variantIds: JSON.stringify(variantIds) });
  const rates = ratesOf(reader, rows.map(({ taxClassId }) => taxClassId), at);
  const found = new Map(
    rows.map((row) => [
      row.id,
      { id: row.id, sku: row.sku, name: variantName(row.name, row.optionValues), unitPrice: row.unitPrice, taxRate: row.untaxed ? ratePpm(0) : (rates.get(row.taxClassId) ?? ratePpm(0)), taxClassId: row.taxClassId, isBundle: row.isBundle === 1 },
    ]),
  );
  const missing = variantIds.find((id) => !found.has(id));
  if (missing !== undefined) throw new Refusal('variant.unknown', { variantId: missing });
  return found;
}

const bySkus = read((db, p: { skus: string }) =>
  db
    .selectFrom(sql<{ value: string }>`json_each(${p.skus})`.as('asked'))
    .crossJoin('variant')
    .whereRef('variant.sku', '=', 'asked.value')
    .select(['variant.id', 'variant.sku']),
);

/** The variants of SKUs as written; an unknown SKU is not in the answer. */
export function variantsBySku(reader: Reader, skus: readonly string[]): Map<string, number> {
  return skus.length === 0 ? new Map() : new Map(bySkus.all(reader, { skus: JSON.stringify(skus) }).map((row) => [row.sku, row.id]));
}
