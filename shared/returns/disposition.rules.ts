import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import { dispositions } from './rma-state.rules.ts';

/** What became of goods that came back: what an inspection said, or nothing yet. */
export const goodsEnds = [...dispositions, 'undecided'] as const;
export type GoodsEnd = (typeof goodsEnds)[number];

/** Where the value of goods with each end lies in the books. Source: DOMAIN §5 "goods return received", "scrap", "purchase return". */
export const endLiesIn = {
  restock: 'inventory',
  refurbish: 'inventory',
  quarantine: 'inventory',
  scrap: 'stockLoss',
  supplier: 'supplier',
  back: 'cogs',
  undecided: 'inventory',
} as const satisfies Record<GoodsEnd, 'inventory' | 'stockLoss' | 'supplier' | 'cogs'>;

/** Goods with one end. `value` is their share of what they came back at, `left` what inventory was credited when they left it again. */
export interface EndPart {
  end: GoodsEnd;
  units: Quantity;
  value: Minor;
  left: Minor;
}

/**
 * Goods that came back by what became of them. Each unit has one end: what no inspection spoke of is undecided, so the rows
 * sum to what arrived. `costing` is what leaving cost beyond what coming back was worth: goods leave by the layers in turn, not
 * by the one they made. `apart` is the journal's inventory legs less the documents'; zero in sound books.
 */
export function endsOfGoods(arrived: { units: Quantity; value: Minor }, decided: readonly EndPart[], legs: { came: Minor; left: Minor }) {
  const parts = [...decided, restOf(arrived, decided)];
  const rows = goodsEnds.map((end) => rowOf(end, parts.filter((part) => part.end === end))).filter((row) => row.units !== 0 || row.value !== 0);
  const left = sumMinor(rows.map((row) => row.left));
  return {
    rows,
    total: { ...arrived, left, costing: sumMinor(rows.map((row) => row.costing)) },
    legs,
    apart: { came: minor(legs.came - arrived.value), left: minor(legs.left - left) },
  };
}

const unitsOf = (parts: readonly EndPart[]): Quantity => quantity(parts.reduce((sum, part) => sum + part.units, 0));
const valueOf = (parts: readonly EndPart[]): Minor => sumMinor(parts.map((part) => part.value));

const restOf = (arrived: { units: Quantity; value: Minor }, decided: readonly EndPart[]): EndPart => ({
  end: 'undecided',
  units: quantity(arrived.units - unitsOf(decided)),
  value: minor(arrived.value - valueOf(decided)),
  left: minor(0),
});

function rowOf(end: GoodsEnd, parts: readonly EndPart[]) {
  const [value, left] = [valueOf(parts), sumMinor(parts.map((part) => part.left))];
  return { end, units: unitsOf(parts), value, left, costing: endLiesIn[end] === 'inventory' ? minor(0) : minor(left - value) };
}
