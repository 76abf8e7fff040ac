import { readAttribute } from '../../shared/catalog/attribute.rules.ts';
import type { ProductAttribute } from '../../shared/catalog/product.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const row = read((db, p: { attributeId: number }) => db.selectFrom('attribute').selectAll().where('id', '=', p.attributeId));

const rows = read((db) => db.selectFrom('attribute').selectAll().orderBy('name'));

const byName = read((db, p: { name: string }) => db.selectFrom('attribute').select('id').where('name', '=', p.name));

const ofProduct = read((db, p: { productId: number }) =>
  db.selectFrom('productAttribute').select(['attributeId', 'value']).where('productId', '=', p.productId).orderBy('attributeId'),
);

type Row = NonNullable<ReturnType<typeof row.get>>;

/** A row as the contract speaks of it. */
const asAttribute = ({ choices, ...attribute }: Row) => {
  // Choices are written by this room as a list of texts.
  return { ...attribute, choices: JSON.parse(choices) as string[] };
};

/** @throws Refusal `record.missing` */
export function requireAttribute(reader: Reader, attributeId: number) {
  const attribute = row.get(reader, { attributeId });
  if (!attribute) throw new Refusal('record.missing', { kind: 'attribute', id: attributeId });
  return asAttribute(attribute);
}

export const findAttribute = (reader: Reader, name: string) => byName.get(reader, { name });

export const attributesOfProduct = (reader: Reader, productId: number): ProductAttribute[] => ofProduct.all(reader, { productId });

export const listAttributes = (reader: Reader) => ({ attributes: rows.all(reader, {}).map(asAttribute) });

/** A value of an attribute as it is stored. @throws Refusal `attribute.valueWrong`, `record.missing` */
export function readValue(reader: Reader, attributeId: number, typed: string): string {
  const attribute = requireAttribute(reader, attributeId);
  const value = readAttribute(attribute, typed);
  if (value === undefined) throw new Refusal('attribute.valueWrong', { name: attribute.name, value: typed, choices: attribute.choices });
  return value;
}

/**
 * All that is said of a product (of a new one nothing yet) once this is said too, by the names of attributes, in their order.
 * @throws Refusal `attribute.unknown`, `attribute.valueWrong`
 */
export function attributesWith(reader: Reader, productId: number | undefined, named: readonly { name: string; value: string }[]): ProductAttribute[] {
  const values = new Map((productId === undefined ? [] : attributesOfProduct(reader, productId)).map(({ attributeId, value }) => [attributeId, value]));
  for (const { name, value } of named) {
    const attribute = findAttribute(reader, name);
    if (!attribute) throw new Refusal('attribute.unknown', { name });
    values.set(attribute.id, readValue(reader, attribute.id, value));
  }
  return [...values].sort(([one], [other]) => one - other).map(([attributeId, value]) => ({ attributeId, value }));
}

/** What is said of a product, with the names of the attributes. */
export const namedAttributes = (reader: Reader, attributes: readonly ProductAttribute[]) =>
  attributes.map(({ attributeId, value }) => ({ name: requireAttribute(reader, attributeId).name, value }));
