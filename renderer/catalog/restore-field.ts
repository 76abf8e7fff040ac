import { type ProductChanges, zProductChanges } from '../../shared/catalog/product.contract.ts';
import { type VariantChanges, zVariantChanges } from '../../shared/catalog/variant.contract.ts';
import type { Product, Variant } from './use-product-edit.ts';

export type Restoring = { variant: Variant; changes: VariantChanges } | { variant?: never; changes: ProductChanges };

/** The change that brings an old value back; undefined for what is no plain field, and for what already stands there. */
export function restoring(product: Product, { kind, subjectId, field, oldValue }: Product['history'][number]): Restoring | undefined {
  const changes = { [field]: oldValue };
  if (kind === 'product') {
    const read = zProductChanges.strict().safeParse(changes);
    return read.success && differs(product, field, oldValue) ? { changes: read.data } : undefined;
  }
  const variant = product.variants.find(({ id }) => id === subjectId);
  const read = zVariantChanges.strict().safeParse(changes);
  return variant && read.success && differs(variant, field, oldValue) ? { variant, changes: read.data } : undefined;
}

const differs = (record: object, field: string, value: unknown): boolean => JSON.stringify(new Map(Object.entries(record)).get(field)) !== JSON.stringify(value);
