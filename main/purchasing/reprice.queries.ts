import { type CostBasis, lowestPrice } from '../../shared/catalog/margin.rules.ts';
import { repriced } from '../../shared/purchasing/agreement.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { costBasisOf, floorsSet, marginFloorOf } from '../catalog/margin.queries.ts';
import { priceAt } from '../catalog/price.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { listAgreements } from './agreement.queries.ts';

interface Asked {
  supplierId: number;
  change: RatePpm;
  validFromOn: Day;
}

interface Goods {
  variantId: number;
  sku: string;
  name: string;
}

/** A supplier's prices after a change by a rate, and what of its goods would then be sold under its margin floor. A change of zero looks at what is agreed. */
export function repriceSupplier(reader: Reader, { supplierId, change, validFromOn }: Asked, _actor: Actor, now: Instant) {
  const goods = listAgreements(reader, { supplierId }).items.map((item) => ({ ...item, prices: repriced(item.agreements, change, validFromOn) }));
  const floors = floorsSet(reader);
  return {
    rows: goods.flatMap(({ variantId, sku, name, prices }) => prices.map((price) => ({ ...price, supplierId, variantId, sku, name }))),
    underFloor: goods.flatMap((one) => (floors && one.prices[0] ? underFloor(reader, one, one.prices[0].price, now) : [])),
  };
}

/** The goods at what they will cost, everything else as it is: freight, packaging, the dearest channel's fee, tax. */
function underFloor(reader: Reader, { variantId, sku, name }: Goods, cost: UnitPrice, now: Instant) {
  const floor = marginFloorOf(reader, variantId);
  const price = priceAt(reader, variantId, getShop(reader).baseCurrency, now);
  if (floor === undefined || price === null) return [];
  const basis = costBasisOf(reader, variantId, 'anywhere', now);
  const isUnder = (at: CostBasis): boolean => at.parts.length > 0 && price < (lowestPrice(at, floor) ?? Infinity);
  const atCost: CostBasis = { ...basis, parts: [{ kind: 'stock', amount: cost }, ...basis.parts.filter(({ kind }) => kind !== 'stock')] };
  return isUnder(atCost) ? [{ variantId, sku, name, price, cost, lowest: lowestPrice(atCost, floor) ?? null, floor, already: isUnder(basis) }] : [];
}
