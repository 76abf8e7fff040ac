import { buildable, buildableOf } from '../../shared/catalog/bundle.rules.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { componentsOf } from '../catalog/bundle.queries.ts';
import type { Reader } from '../database/handles.ts';
import { availableToSell } from './stock.queries.ts';

/** What a bundle consists of and how many can be sold now; goods of their own have no components. */
export function getBundle(reader: Reader, { variantId }: { variantId: number }) {
  const rows = componentsOf(reader, [variantId]).get(variantId) ?? [];
  const available = availableToSell(reader, rows.map((row) => row.variantId));
  const components = rows.map(({ variantId: id, sku, name, quantity: perBundle }) => {
    const there = available.get(id) ?? quantity(0);
    return { variantId: id, sku, name, quantity: perBundle, available: there, buildable: buildableOf(there, perBundle) };
  });
  return { variantId, buildable: buildable(components), components };
}
