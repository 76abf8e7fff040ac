import { sql } from 'kysely';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const listFields = ['id', 'name', 'currency', 'channelId', 'customerGroupId', 'priority', 'validFromOn', 'validThroughOn', 'blocked'] as const;

const listById = read((db, p: { priceListId: number }) => db.selectFrom('priceList').select(listFields).where('id', '=', p.priceListId));

const listByName = read((db, p: { name: string }) => db.selectFrom('priceList').select('id').where('name', '=', p.name));

const listRows = read((db) =>
  db
    .selectFrom('priceList')
    .select(listFields)
    .select((from) => from.selectFrom('priceListRow').select(({ fn }) => fn.countAll<number>().as('rows')).whereRef('priceListRow.priceListId', '=', 'priceList.id').as('rows'))
    .orderBy('blocked')
    .orderBy('priority', 'desc')
    .orderBy('id'),
);

const asList = <Row extends { blocked: number }>({ blocked, ...row }: Row) => ({ ...row, blocked: blocked === 1 });

export const findPriceListNamed = (reader: Reader, name: string) => listByName.get(reader, { name });

/** @throws Refusal `record.missing` */
export function requirePriceList(reader: Reader, priceListId: number) {
  const row = listById.get(reader, { priceListId });
  if (!row) throw new Refusal('record.missing', { kind: 'priceList', id: priceListId });
  return asList(row);
}

export const listPriceLists = (reader: Reader) => ({ rows: listRows.all(reader, {}).map((row) => ({ ...asList(row), rows: row.rows ?? 0 })) });

/** A list with a page of its rows, in the order they were written. @throws Refusal `record.missing` */
export function getPriceList(reader: Reader, input: { priceListId: number; afterId: number; limit: number }) {
  const list = requirePriceList(reader, input.priceListId);
  const found = reader.all(rowPage(input).limit(input.limit + 1));
  const rows = found.slice(0, input.limit).map(({ variantId, collectionId, categoryId, ...row }) => ({
    ...row,
    // Exactly one of them is set, which the table sees to.
    targetId: variantId ?? collectionId ?? categoryId ?? 0,
    of: variantId !== null ? ('variant' as const) : collectionId !== null ? ('collection' as const) : ('category' as const),
  }));
  return { ...list, rows, nextId: found.length > input.limit ? (rows.at(-1)?.id ?? null) : null };
}

const rowPage = ({ priceListId, afterId }: { priceListId: number; afterId: number }) =>
  db
    .selectFrom('priceListRow as row')
    .leftJoin('variant', 'variant.id', 'row.variantId')
    .leftJoin('category', 'category.id', 'row.categoryId')
    .leftJoin('collection', 'collection.id', 'row.collectionId')
    .select(['row.id', 'row.variantId', 'row.categoryId', 'row.collectionId', 'row.minQuantity', 'row.amount', 'row.percentOff'])
    .select(sql<string>`coalesce(variant.sku, category.name, collection.name)`.as('name'))
    .where('row.priceListId', '=', priceListId)
    .where('row.id', '>', afterId)
    .orderBy('row.id');
