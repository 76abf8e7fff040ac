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
