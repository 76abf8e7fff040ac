import { sql } from 'kysely';
import { matchText } from '../../shared/catalog/search-text.rules.ts';
import { variantName } from '../../shared/catalog/variant-name.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { type Day, day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { ledgerAccountOf } from '../accounting/ledger-accounts.ts';
import { accountBalanceBefore } from '../accounting/trial-balance.queries.ts';
import { amongMany, amongThese, fewWithWords } from '../catalog/search.queries.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { availableOf } from './available.sql.ts';
import { buildableFigures } from './buildable.queries.ts';
import { jsonList } from './json-list.ts';
import { stockFigures } from './stock-figures.queries.ts';

export interface StockFilter {
  text?: string;
  locationId?: number;
  only?: 'stocked' | 'negative';
  asOf?: Instant;
  after?: { sortName: string; productId: number; variantId: number };
  limit: number;
}

const valuesOf = read((db, p: { variantIds: string }) =>
  db
    .selectFrom('costLayer')
    .select(({ fn }) => ['variantId', fn.sum<Minor>('value').as('value')])
    .where('variantId', 'in', jsonList(p.variantIds))
    // The words of the partial index.
    .where(sql<boolean>`(quantity <> 0 or kind = 'pool')`)
    .groupBy('variantId'),
);

/** One page of variants by product name with their states and, as of now, their value: layers belong to the variant over all places. */
export function listStock(reader: Reader, filter: StockFilter) {
  const found = reader.all(variantPage(reader, filter).limit(filter.limit + 1));
  const page = found.slice(0, filter.limit);
  const variantIds = page.map((row) => row.variantId);
  const asked = { variantIds, locationId: filter.locationId, asOf: filter.asOf };
  const figures = stockFigures(reader, asked);
  const bundles = buildableFigures(reader, asked);
  const values = new Map(valuesOf.all(reader, { variantIds: JSON.stringify(variantIds) }).map((row) => [row.variantId, row.value]));
  const rows = page.map(({ variantId, productId, sku, name: productName, optionValues }) => {
    const name = variantName(productName, optionValues);
    const value = filter.asOf === undefined ? { value: values.get(variantId) ?? minor(0) } : {};
    const buildable = bundles.get(variantId);
    return { variantId, productId, sku, name, ...noFigures, ...figures.get(variantId), ...(buildable !== undefined && { available: buildable }), ...value };
  });
  const last = page.at(-1);
  const next = found.length > filter.limit && last ? { sortName: last.sortName, productId: last.productId, variantId: last.variantId } : null;
  return { rows, next };
}

const zero = quantity(0);
const noFigures = { onHand: zero, onHold: zero, allocated: zero, available: zero, incoming: zero, inTransit: zero, elsewhere: zero, ofOthers: zero };

function variantPage(reader: Reader, { text, locationId, only, after }: StockFilter) {
  let page = db
    .selectFrom('product')
    // From products in the order of their names to their variants: the other way every variant would be read and sorted.
    .crossJoin('variant')
    .whereRef('variant.productId', '=', 'product.id')
    .select(['variant.id as variantId', 'product.id as productId', 'product.sortName', 'variant.sku', 'variant.optionValues', 'product.name'])
    .where('product.state', '<>', 'archived')
    .orderBy('product.sortName')
    .orderBy('product.id')
    .orderBy('variant.id');
  const question = text === undefined ? undefined : matchText(text);
  if (question !== undefined) {
    const few = fewWithWords(reader, question);
    page = page.where(few === undefined ? amongMany(question) : amongThese(few));
  }
  if (only !== undefined) page = page.where(atSomePlace(only, locationId));
  if (only === 'negative') page = page.where(somewhereShort);
  if (after) {
    // The first comparison lets the index begin at the right place; the second cuts inside it.
    page = page
      .where((eb) => eb(eb.refTuple('product.sortName', 'product.id'), '>=', eb.tuple(after.sortName, after.productId)))
      .where((eb) => eb.or([eb('product.id', '<>', after.productId), eb('variant.id', '>', after.variantId)]));
  }
  return page;
}

const atSomePlace = (only: 'stocked' | 'negative', locationId: number | undefined) => sql<boolean>`exists (
  select 1 from stockLevel where stockLevel.variantId = variant.id and (${locationId ?? null} is null or locationId = ${locationId ?? null})
    and ${only === 'stocked' ? sql`onHand <> 0` : sql`onHand - onHold - allocated < 0`})`;

/** What is promised and not there is little, and has an index of its own: nobody looks for it through all the goods. */
const somewhereShort = sql<boolean>`product.id in (
  select variant.productId from stockLevel cross join variant on variant.id = stockLevel.variantId where onHand - onHold - allocated < 0)`;

const availableRows = read((db, p: { variantIds: string; locationIds: string | null }) =>
  db.selectFrom(sql<{ value: number }>`json_each(${p.variantIds})`.as('asked')).select(['asked.value as variantId', availableOf('asked.value', p.locationIds).as('available')]),
);

/** What may be promised of each variant at these locations, or at all that sell (INV-S5); below zero where more is promised than there is, but never of a bundle. */
export function availableToSell(reader: Reader, variantIds: readonly number[], locationIds?: readonly number[]): Map<number, Quantity> {
  const asked = { variantIds: JSON.stringify(variantIds), locationIds: locationIds ? JSON.stringify(locationIds) : null };
  const found = new Map(availableRows.all(reader, asked).map((row) => [row.variantId, row.available]));
  return new Map(variantIds.map((id) => [id, found.get(id) ?? quantity(0)]));
}

/** What the stock is worth at the end of a day, or now: the kept balance of the inventory account, which is the layers' (INV-S3). */
export function getValuation(reader: Reader, { on }: { on?: Day }) {
  const account = ledgerAccountOf(reader, 'inventory');
  return { value: accountBalanceBefore(reader, account, on === undefined ? endOfCalendar : addDays(on, 1)) };
}

const endOfCalendar = day('9999-12-31');
