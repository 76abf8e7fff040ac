import { buildable } from '../../shared/catalog/bundle.rules.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { componentsOf } from '../catalog/bundle.queries.ts';
import type { Reader } from '../database/handles.ts';
import { type AskedFigures, stockFigures } from './stock-figures.queries.ts';

/** How many of each bundle among these variants could be made, of one location or all, now or then. */
export function buildableFigures(reader: Reader, asked: AskedFigures): Map<number, Quantity> {
  const bundles = componentsOf(reader, asked.variantIds);
  if (bundles.size === 0) return new Map();
  const figures = stockFigures(reader, { ...asked, variantIds: [...new Set([...bundles.values()].flat().map((row) => row.variantId))] });
  return new Map([...bundles].map(([id, rows]) => [id, buildable(rows.map((row) => ({ quantity: row.quantity, available: figures.get(row.variantId)?.available ?? 0 })))]));
}
