import type { CountFigure } from '../../shared/counting/stocktake.contract.ts';
import { minor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { entryOf } from '../inventory/explain-value.queries.ts';
import { lineNames, nameOf } from './counted-lines.queries.ts';
import { getStocktake } from './plan.service.ts';
import { differencesOf } from './review.queries.ts';

const shown = 20;

const firstEntry = read((db, p: { stocktakeId: number }) =>
  db.selectFrom('journalEntry').select(({ fn }) => fn.min<number | null>('id').as('id')).where('sourceKind', '=', 'stocktake').where('sourceId', '=', p.stocktakeId),
);

/**
 * What makes a total of a count: its lines, those worth most first, and all the others as one row; amounts in minor units add up to
 * the total, which is what was posted or what posting would do. @throws Refusal `record.missing`
 */
export function explainCountTotal(reader: Reader, { stocktakeId, figure }: { stocktakeId: number; figure: CountFigure }) {
  const stocktake = getStocktake(reader, stocktakeId);
  const all = differencesOf(reader, stocktake, figure).sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || a.lineId - b.lineId);
  const names = new Map(lineNames.all(reader, { lineIds: JSON.stringify(all.slice(0, shown).map(({ lineId }) => lineId)) }).map((row) => [row.lineId, row]));
  const parts = all.slice(0, shown).flatMap(({ lineId, variance, value }) => {
    const named = names.get(lineId);
    return named ? [{ lineId, variantId: named.variantId, sku: named.sku, name: nameOf(named), bin: named.bin, variance, value }] : [];
  });
  const rest = all.slice(shown);
  const worth = (rows: readonly { value: number }[]) => minor(rows.reduce((sum, { value }) => sum + value, 0));
  const posted = stocktake.state === 'posted';
  return { total: worth(all), lines: all.length, parts, others: rest.length, othersValue: worth(rest), posted, entry: entryOf(reader, posted ? (firstEntry.get(reader, { stocktakeId })?.id ?? null) : null) };
}
