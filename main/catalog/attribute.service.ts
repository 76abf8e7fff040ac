import type { AttributeChanges, NewAttribute } from '../../shared/catalog/attribute.contract.ts';
import type { ProductAttribute } from '../../shared/catalog/product.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { before } from '../company/before.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { attributesOfProduct, findAttribute, readValue, requireAttribute } from './attribute.queries.ts';
import { requireCategory } from './category.queries.ts';
import { attributeFacet, moveFacet } from './facet.service.ts';
import { recordChanges } from './history.service.ts';

const anyUse = read((db, p: { attributeId: number }) => db.selectFrom('productAttribute').select('value').where('attributeId', '=', p.attributeId).limit(1));

const usedValues = read((db, p: { attributeId: number }) =>
  db.selectFrom('productAttribute').select('value').distinct().where('attributeId', '=', p.attributeId),
);

const clearValues = write((db, p: { productId: number }) => db.deleteFrom('productAttribute').where('productId', '=', p.productId));

const insertValue = write((db, p: { productId: number; attributeId: number; value: string }) =>
  db.insertInto('productAttribute').values({ productId: p.productId, attributeId: p.attributeId, value: p.value }),
);

/** @throws Refusal `attribute.nameTaken`, `record.missing` for its category */
export function createAttribute(tx: Tx, { name, kind, unit = '', choices = [], categoryId = null }: NewAttribute): { attributeId: number } {
  requireFreeName(tx, name);
  if (categoryId !== null) requireCategory(tx, categoryId);
  const { lastId } = tx.run(db.insertInto('attribute').values({ name, kind, unit, choices: JSON.stringify([...new Set(choices)]), categoryId }));
  tx.changed('attribute', lastId);
  return { attributeId: lastId };
}

/** @throws Refusal `attribute.nameTaken`, `record.missing`; `attribute.choiceInUse` when a choice goes that a product has */
export function updateAttribute(tx: Tx, { attributeId, changes }: { attributeId: number; changes: AttributeChanges }): { before: AttributeChanges } {
  const { name, kind, unit, choices, categoryId } = requireAttribute(tx, attributeId);
  const record = { name, unit, choices, categoryId };
  if (changes.categoryId) requireCategory(tx, changes.categoryId);
  if (kind === 'choice' && changes.choices) requireUsedChoices(tx, attributeId, name, changes.choices);
  const { choices: nextChoices, ...fields } = recordChanges(tx, 'attribute', attributeId, record, changes);
  if (fields.name !== undefined) requireFreeName(tx, fields.name);
  const set = { ...fields, ...(nextChoices && { choices: JSON.stringify(nextChoices) }) };
  if (Object.keys(set).length > 0) tx.run(db.updateTable('attribute').set(set).where('id', '=', attributeId));
  return { before: before(record, changes) };
}

/** @throws Refusal `attribute.inUse` when a product has it, `record.missing` */
export function removeAttribute(tx: Tx, { attributeId }: { attributeId: number }): { before: NewAttribute } {
  const { id: _id, ...attribute } = requireAttribute(tx, attributeId);
  if (anyUse.get(tx, { attributeId })) throw new Refusal('attribute.inUse', { name: attribute.name });
  tx.run(db.deleteFrom('attribute').where('id', '=', attributeId));
  tx.changed('attribute', attributeId);
  return { before: attribute };
}

/** Values as they are stored, in the order of their attributes. @throws Refusal `attribute.valueWrong`, `record.missing` */
export function readAttributes(tx: Tx, attributes: readonly ProductAttribute[]): ProductAttribute[] {
  const values = new Map(attributes.map(({ attributeId, value }) => [attributeId, readValue(tx, attributeId, value)]));
  return [...values].sort(([one], [other]) => one - other).map(([attributeId, value]) => ({ attributeId, value }));
}

/** Says exactly this of a product. */
export function saveAttributes(tx: Tx, productId: number, attributes: readonly ProductAttribute[]): void {
  const had = attributesOfProduct(tx, productId);
  clearValues.run(tx, { productId });
  for (const { attributeId, value } of attributes) insertValue.run(tx, { productId, attributeId, value });
  for (const attributeId of new Set([...had, ...attributes].map((one) => one.attributeId))) {
    moveFacet(tx, productId, attributeFacet(attributeId), valuesIn(had, attributeId), valuesIn(attributes, attributeId));
  }
}

const valuesIn = (attributes: readonly ProductAttribute[], attributeId: number): string[] =>
  attributes.filter((one) => one.attributeId === attributeId).map(({ value }) => value);

function requireUsedChoices(tx: Tx, attributeId: number, name: string, choices: readonly string[]): void {
  const lost = usedValues.all(tx, { attributeId }).find(({ value }) => !choices.includes(value));
  if (lost) throw new Refusal('attribute.choiceInUse', { name, value: lost.value });
}

function requireFreeName(tx: Tx, name: string): void {
  if (findAttribute(tx, name)) throw new Refusal('attribute.nameTaken', { name });
}
