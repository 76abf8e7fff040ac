import { type AgeBucket, daysOfBucket } from '../../shared/analysis/age.rules.ts';
import { averageValue, daysIn, type Period } from '../../shared/analysis/figures.rules.ts';
import { daysCounted, type LedgerFigure } from '../../shared/analysis/ledger.rules.ts';
import { day, type Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { entryOf } from '../inventory/explain-value.queries.ts';
import { type AskedPeriod, periodOf } from './analysis.queries.ts';
import { daysOfSome } from './figures.statements.ts';
import { heldByRole, layersMade, linesOfRole, linesOfVariant } from './ledger.statements.ts';

const shown = 100;
const beginning = day('0001-01-01');

interface Asked extends AskedPeriod {
  figure: LedgerFigure;
  variantId?: number;
}

/** What a figure comes to in the ledger: its value, and for the mean the value at each day's end added up. */
interface Sums {
  value: Minor;
  valueDays: number;
}

/**
 * The ledger lines a figure is made of, of one variant or of all goods, the newest first, and those before them as one. Cost of sales
 * and stock are the sum of the lines; the mean is Σ value × days ÷ days of the period. Minor units. Source: FEATURES B10.
 */
export function ledgerOfFigure(reader: Reader, { figure, variantId, ...asked }: Asked, _actor: Actor, now: Instant) {
  const period = periodOf(reader, asked, now);
  const days = daysIn(period);
  const sums = variantId === undefined ? sumsOfAll(reader, figure, period) : sumsOfVariant(reader, figure, variantId, period);
  const rows = variantId === undefined ? linesOfAll(reader, figure, period) : linesOfOne(reader, figure, variantId, period);
  const lines = rows.map(({ entryId, value, ...row }) => ({ ...row, variantId: variantId ?? null, value: figure === 'cogs' && variantId !== undefined ? minor(0 - value) : value, days: daysCounted(row.postedOn, period), entry: entryOf(reader, entryId) }));
  const earlier = {
    value: minor(sums.value - lines.reduce((sum, { value }) => sum + value, 0)),
    valueDays: figure === 'average' ? sums.valueDays - lines.reduce((sum, { value, days: count }) => sum + value * count, 0) : 0,
  };
  return { ...period, days, total: figure === 'average' ? averageValue(sums, days) : sums.value, lines, earlier: earlier.value === 0 && earlier.valueDays === 0 ? null : earlier };
}

const roleOf = (figure: LedgerFigure) => (figure === 'cogs' ? 'cogs' : 'inventory');

function sumsOfAll(reader: Reader, figure: LedgerFigure, period: Period): Sums {
  const held = heldByRole.get(reader, { ...period, role: roleOf(figure) });
  return { value: (figure === 'cogs' ? held?.within : held?.through) ?? minor(0), valueDays: held?.valueDays ?? 0 };
}

function sumsOfVariant(reader: Reader, figure: LedgerFigure, variantId: number, period: Period): Sums {
  const days = daysOfSome.all(reader, { on: period.on, variantIds: JSON.stringify([variantId]) });
  return {
    value: minor(days.reduce((sum, row) => sum + (figure === 'cogs' ? (row.postedOn >= period.from ? row.cogs : 0) : row.value), 0)),
    valueDays: days.reduce((sum, { postedOn, value }) => sum + value * daysCounted(postedOn, period), 0),
  };
}

/** Stock is everything ever posted; what it was before the period counts from its first day on. */
const linesOfAll = (reader: Reader, figure: LedgerFigure, { from, on }: Period) => linesOfRole.all(reader, { from: figure === 'cogs' ? from : beginning, on, role: roleOf(figure), limit: shown });

const linesOfOne = (reader: Reader, figure: LedgerFigure, variantId: number, period: Period) => linesOfVariant.all(reader, { ...period, variantId, costs: Number(figure === 'cogs'), limit: shown });

/** The layers stock of an age is made of, the most money first; all together are what the ageing says of it. Source: FEATURES B11. */
export function layersOfAge(reader: Reader, { bucket, variantId, ...asked }: { bucket: AgeBucket; variantId?: number; on?: Day }, _actor: Actor, now: Instant) {
  const { on } = periodOf(reader, asked, now);
  const { from, through, pooled } = daysOfBucket(bucket, on);
  const layers = layersMade.all(reader, { on, from: from ?? beginning, through, pooled: Number(pooled), variantId: variantId ?? null });
  const rest = layers.slice(shown);
  return {
    on,
    total: sumMinor(layers.map(({ value }) => value)),
    lines: layers.slice(0, shown).map(({ entryId, ...layer }) => ({ ...layer, entry: entryOf(reader, entryId) })),
    rest: rest.length === 0 ? null : { layers: rest.length, value: sumMinor(rest.map(({ value }) => value)) },
  };
}
