import type { Bundle } from '../../shared/catalog/bundle.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { componentsOf, isComponent } from './bundle.queries.ts';
import { recordChange } from './history.service.ts';
import { getVariant } from './variant.queries.ts';

const dropComponents = write((db, p: { bundleVariantId: number }) => db.deleteFrom('bundleComponent').where('bundleVariantId', '=', p.bundleVariantId));

const insertComponent = write((db, p: { bundleVariantId: number; variantId: number; quantity: Quantity }) =>
  db.insertInto('bundleComponent').values({ bundleVariantId: p.bundleVariantId, variantId: p.variantId, quantity: p.quantity }),
);

const stocked = read((db, p: { variantId: number }) => db.selectFrom('stockMovement').select('id').where('variantId', '=', p.variantId).limit(1));

/**
 * Says what one of a variant consists of, or with nothing that it is goods of its own again. Orders that were taken keep what
 * they were taken with.
 * @throws Refusal `record.missing`, `bundle.stocked` for goods that were ever on a shelf, `bundle.nested`
 */
export function setBundle(tx: Tx, { variantId, components }: Bundle): { before: Bundle } {
  const { sku } = getVariant(tx, variantId);
  const was = (componentsOf(tx, [variantId]).get(variantId) ?? []).map(({ variantId: id, quantity }) => ({ variantId: id, quantity }));
  if (components.length > 0) requireBundleable(tx, variantId, sku, components);
  dropComponents.run(tx, { bundleVariantId: variantId });
  for (const component of components) insertComponent.run(tx, { bundleVariantId: variantId, ...component });
  recordChange(tx, { kind: 'variant', subjectId: variantId, field: 'components', oldValue: was, newValue: components });
  tx.changed('variant', variantId);
  tx.changed('stockLevel', variantId);
  return { before: { variantId, components: was } };
}

function requireBundleable(tx: Tx, variantId: number, sku: string, components: Bundle['components']): void {
  if (stocked.get(tx, { variantId })) throw new Refusal('bundle.stocked', { sku });
  if (isComponent(tx, variantId)) throw new Refusal('bundle.nested', { sku });
  for (const component of components) {
    const part = getVariant(tx, component.variantId);
    if (component.variantId === variantId || componentsOf(tx, [component.variantId]).size > 0) throw new Refusal('bundle.nested', { sku: part.sku });
  }
}
