import type { CountFigure } from '../../shared/counting/stocktake.contract.ts';
import { isEqual, sizeOf } from '../../shared/counting/variance.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { type CountedLine, countedLines, lineNames, linesInOrder, nameOf, type Round, trackingOf } from './counted-lines.queries.ts';
import { lotsShown } from './line.queries.ts';
import { valuerOf } from './line-value.queries.ts';
import { getStocktake, type StocktakeRow } from './plan.service.ts';
import { isAfter, type LineCursor } from './sheet.queries.ts';

type View = 'decide' | 'differ' | 'over' | 'all';

interface Asked {
  stocktakeId: number;
  view: View;
  after?: LineCursor;
  limit: number;
}

const postedOf = read((db, p: { stocktakeId: number }) =>
  db.selectFrom('stocktakeVariance').select(['lineId', 'counted', 'book', 'variance', 'value', 'reason']).where('stocktakeId', '=', p.stocktakeId),
);

const postedLots = read((db, p: { stocktakeId: number }) =>
  db
    .selectFrom('stocktakeLotVariance as posted')
    .innerJoin('stocktakeVariance as line', 'line.lineId', 'posted.lineId')
    .innerJoin('lot', 'lot.id', 'posted.lotId')
    .select(['posted.lineId', 'lot.code', 'lot.expiresOn', 'posted.counted', 'posted.book', 'posted.variance'])
    .where('line.stocktakeId', '=', p.stocktakeId)
    .orderBy('lot.expiresOn')
    .orderBy('lot.id'),
);

/** A line with the figures that are shown and summed: as posted, or as they would be now. */
interface Figured {
  line: CountedLine;
  result: Pick<Round, 'counted' | 'book' | 'variance' | 'lots' | 'unread'> | undefined;
  value: Minor;
}

/** Differences of a count: every line with its figures, what each waits for, and totals that add up to what posting would do. */
export function reviewStocktake(reader: Reader, { stocktakeId, view, after, limit }: Asked) {
  const stocktake = getStocktake(reader, stocktakeId);
  const lines = new Map(figured(reader, stocktake).map((one) => [one.line.lineId, one]));
  const ordered = linesInOrder.all(reader, { stocktakeId });
  const wanted = ordered.filter((row) => {
    const one = lines.get(row.lineId);
    return one !== undefined && isAfter(row, after) && inView(view, one, stocktake);
  });
  const page = wanted.slice(0, limit);
  const names = new Map(lineNames.all(reader, { lineIds: JSON.stringify(page.map(({ lineId }) => lineId)) }).map((row) => [row.lineId, row]));
  const rows = page.flatMap(({ lineId }) => {
    const [named, one] = [names.get(lineId), lines.get(lineId)];
    return named && one ? [rowOf(named, one, stocktake.locationId)] : [];
  });
  const last = page.at(-1);
  const all = [...lines.values()];
  const inside = (of: View): number => all.filter((one) => inView(of, one, stocktake)).length;
  return {
    rows,
    next: wanted.length > limit && last ? last : null,
    counts: { decide: inside('decide'), differ: inside('differ'), over: inside('over'), all: all.length },
    totals: totalsOf(all),
  };
}

function figured(reader: Reader, stocktake: StocktakeRow): Figured[] {
  const lines = countedLines(reader, stocktake);
  if (stocktake.state === 'posted') {
    const lots = Map.groupBy(postedLots.all(reader, { stocktakeId: stocktake.id }), ({ lineId }) => lineId);
    const posted = new Map(postedOf.all(reader, { stocktakeId: stocktake.id }).map((row) => [row.lineId, { ...row, ...withLots(lots.get(row.lineId)) }]));
    return lines.map((line) => asPosted(line, posted.get(line.lineId)));
  }
  const valueOf = valuerOf(reader, lines.filter(({ result }) => result !== undefined && !isEqual(result)).map(({ variantId }) => variantId));
  return lines.map((line) => ({ line, result: line.result, value: line.result ? valueOf(line.variantId, line.result.variance) : minor(0) }));
}

/** What the book says now has the posting in it, so a line stands as it was posted and not as it would be found. */
function asPosted(line: CountedLine, result: (NonNullable<Figured['result']> & { value: Minor }) | undefined): Figured {
  if (!result) return { line, result, value: minor(0) };
  return { line: { ...line, state: isEqual(result) ? 'equal' : 'accepted' }, result, value: result.value };
}

const withLots = (lots: ReturnType<typeof postedLots.all> | undefined) => lots && { lots: lots.map(({ lineId: _line, ...lot }) => ({ ...lot, bookedAt: undefined })) };

function inView(view: View, { line, result, value }: Figured, { recountQuantity, recountValue, approvalValue }: StocktakeRow): boolean {
  const over = (limit: number | null, amount: number): boolean => limit !== null && Math.abs(amount) >= limit;
  switch (view) {
    case 'decide':
      return ['decide', 'whichLot', 'elsewhere', 'recount', 'approve', 'uncounted'].includes(line.state);
    case 'differ':
      return result !== undefined && !isEqual(result);
    case 'over':
      return result !== undefined && !isEqual(result) && (over(recountQuantity, sizeOf(result)) || over(recountValue, value) || over(approvalValue, value));
    case 'all':
      return true;
  }
}

type Named = ReturnType<typeof lineNames.all>[number];

function rowOf({ optionValues, name, ...place }: Named, { line, result, value }: Figured, locationId: number) {
  return {
    ...place,
    name: nameOf({ name, optionValues }),
    state: line.state,
    origin: line.origin,
    rounds: line.rounds.length,
    book: result?.book ?? null,
    counted: result?.counted ?? null,
    variance: result?.variance ?? null,
    value,
    since: line.since,
    movedMeanwhile: line.result?.movedMeanwhile ?? false,
    untrusted: (line.result?.untrusted ?? 0) > 0,
    reason: line.decided.reason,
    tracking: trackingOf(line.pieces),
    lots: lotsShown((result?.lots ?? []).filter((lot) => lot.variance !== 0), locationId),
    unread: result?.unread ?? quantity(0),
  };
}

/** Which way lines of a total differ; nothing in all where lots were swapped for each other. */
const side = (all: readonly Figured[], sign: 1 | -1): Figured[] => all.filter(({ result }) => result !== undefined && Math.sign(result.variance) === sign);

/** The lines behind a total of the review: those that miss something, those with too much, or all that are worth anything. */
export function differencesOf(reader: Reader, stocktake: StocktakeRow, figure: CountFigure) {
  const all = figured(reader, stocktake);
  const wanted = figure === 'net' ? all.filter(({ result, value }) => result !== undefined && (result.variance !== 0 || value !== 0)) : side(all, figure === 'missing' ? -1 : 1);
  return wanted.flatMap(({ line: { lineId }, result, value }) => (result ? [{ lineId, variance: result.variance, value }] : []));
}

function totalsOf(all: readonly Figured[]) {
  const settled = all.filter(({ result }) => result !== undefined);
  const state = (wanted: CountedLine['state']): number => all.filter(({ line }) => line.state === wanted).length;
  const worth = (some: readonly Figured[]): Minor => minor(some.reduce((sum, { value }) => sum + value, 0));
  const [missing, found] = [side(all, -1), side(all, 1)];
  return {
    equal: settled.filter(({ result }) => result && isEqual(result)).length,
    counted: settled.length,
    excluded: state('excluded'),
    waiting: { decide: state('decide') + state('whichLot') + state('elsewhere'), recount: state('recount'), approve: state('approve'), uncounted: state('uncounted') },
    missingLines: missing.length,
    foundLines: found.length,
    missingValue: worth(missing),
    foundValue: worth(found),
    variance: quantity(settled.reduce((sum, { result }) => sum + (result?.variance ?? (0 as Quantity)), 0)),
    value: worth(settled),
  };
}
