import { type Box, boxesOf, owed, type TaxGroup, tieOf } from '../../shared/tax/papers/paper.rules.ts';
import { type PaperId, papers } from '../../shared/tax/papers/papers.ts';
import { placeRows, rateRows } from '../../shared/tax/papers/rows.rules.ts';
import { type TaxPeriod, taxPeriodOf, taxPeriods } from '../../shared/tax/period.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { carriedLines, filedBoxes, filingsOfPeriod, firstLineOn, linesOfGroups, linesSince, postingsOfPeriod, standingFilings, taxGroups } from './return.statements.ts';
import { taxParts, taxSetting } from './setting.service.ts';

type State = 'running' | 'over' | 'filed' | 'withdrawn';

/** The figures of a period, as a return and a filing need them. */
export interface Figures {
  paper: PaperId;
  boxes: Box[];
  groups: TaxGroup[];
}

/** What the boxes of some days come to. */
export function figuresOf(reader: Reader, period: { fromOn: Day; throughOn: Day }): Figures {
  const { paper } = taxSetting(reader);
  const groups = taxGroups(reader, period);
  return { paper, groups, boxes: boxesOf(papers[paper], groups, getShop(reader).country) };
}

/** Output and input tax of some lines, each by itself. */
export const taxTotals = (groups: readonly TaxGroup[]): { outputTax: Minor; inputTax: Minor } => {
  const of = (direction: string): Minor => sumMinor(groups.filter((group) => group.direction === direction).map((group) => group.tax));
  return { outputTax: of('output'), inputTax: of('input') };
};

/** The period a day lies in: a filed one as it was filed, else as the calendar is set today. */
export function periodOn(reader: Reader, on: Day): TaxPeriod {
  const made = taxPeriodOf(on, taxSetting(reader));
  const filed = standingFilings.all(reader, {}).find((row) => row.fromOn <= on && on <= row.throughOn);
  return filed ? { ...made, fromOn: filed.fromOn, throughOn: filed.throughOn } : made;
}

/** The periods there are, newest first: from the first tax line, or today's alone. */
export function taxCalendar(reader: Reader, _input: unknown, _actor: Actor, now: Instant) {
  const today = dayOf(now, getShop(reader).timeZone);
  const first = firstLineOn.get(reader, {})?.taxPointOn ?? today;
  const filed = new Map(standingFilings.all(reader, {}).map((row) => [`${row.fromOn} ${row.throughOn}`, row]));
  const periods = taxPeriods(first < today ? first : today, today, taxSetting(reader)).map((period) => {
    const row = filed.get(`${period.fromOn} ${period.throughOn}`);
    return { ...period, state: stateOf(period, row?.kind, today), due: row?.kind === 'file' ? minor(row.outputTax - row.inputTax) : owed(taxGroups(reader, period)) };
  });
  return { today, periods };
}

function stateOf(period: TaxPeriod, kind: 'file' | 'withdraw' | undefined, today: Day): State {
  if (kind) return kind === 'file' ? 'filed' : 'withdrawn';
  return period.throughOn < today ? 'over' : 'running';
}

/** The return of a period with what explains it. */
export function getTaxReturn(reader: Reader, { fromOn: on }: { fromOn: Day }, _actor: Actor, now: Instant) {
  const period = periodOn(reader, on);
  const { paper, boxes, groups } = figuresOf(reader, period);
  const filings = filingsOfPeriod.all(reader, period);
  const last = filings.find((row) => row.kind === 'file');
  const filed = new Map(last && last.paper === paper ? filedBoxes(last.boxes).map((box) => [box.code, box.figure]) : []);
  const earlier = standingFilings.all(reader, {}).find((row) => row.kind === 'file' && row.throughOn < period.fromOn && row.paper === paper);
  const before = new Map(earlier ? filedBoxes(earlier.boxes).map((box) => [box.code, box.figure]) : []);
  return {
    ...period,
    paper,
    official: papers[paper].official,
    state: stateOf(period, filings[0]?.kind, dayOf(now, getShop(reader).timeZone)),
    boxes: boxes.map((box) => ({ ...box, groups: [...box.groups], filed: filed.get(box.code) ?? null, before: before.get(box.code) ?? null })),
    rows: rowsOf(reader, paper, groups, period.throughOn).map((row) => ({ ...row, groups: [...row.groups] })),
    tie: tied(reader, period, paper, boxes, groups),
    carried: carriedLines.get(reader, period)?.lines ?? 0,
    changedSinceFiling: last ? (linesSince.get(reader, { ...period, afterId: last.upToLineId })?.lines ?? 0) : 0,
    filings: filings.map(({ id, kind, recordedAt, note, outputTax, inputTax }) => ({ id, kind, recordedAt, note, due: kind === 'file' ? minor(outputTax - inputTax) : null })),
  };
}

function rowsOf(reader: Reader, paper: PaperId, groups: readonly TaxGroup[], on: Day) {
  const { rows } = papers[paper];
  if (rows === undefined) return [];
  return rows === 'rates' ? rateRows(groups) : placeRows(groups, taxParts(reader), on);
}

function tied(reader: Reader, period: TaxPeriod, paper: PaperId, boxes: readonly Box[], groups: readonly TaxGroup[]) {
  const tie = tieOf(papers[paper], boxes, groups);
  return { ...tie, apartGroups: [...tie.apartGroups], postings: postingsOfPeriod.get(reader, period)?.owed ?? minor(0) };
}

interface LinesAsked {
  fromOn: Day;
  groups: string[];
  sinceFiling: boolean;
  after?: { taxPointOn: Day; id: number };
  limit: number;
}

/** One page of the lines behind a box. */
export function listTaxLines(reader: Reader, { fromOn: on, groups, sinceFiling, after, limit }: LinesAsked) {
  const period = periodOn(reader, on);
  const last = sinceFiling ? filingsOfPeriod.all(reader, period).find((row) => row.kind === 'file') : undefined;
  const asked = { ...period, groups: JSON.stringify(groups), afterId: last?.upToLineId ?? 0, afterOn: after?.taxPointOn ?? ('' as const), afterLineId: after?.id ?? 0 };
  const found = linesOfGroups.all(reader, { ...asked, limit: limit + 1 });
  const rows = found.slice(0, limit).map(({ memoKey, memoValues, sourceKind, sourceId, ...row }) => ({
    ...row,
    source: { kind: sourceKind, id: sourceId },
    memo: { key: memoKey, values: JSON.parse(memoValues) as Record<string, string | number> },
  }));
  const end = found.length > limit ? rows.at(-1) : undefined;
  return { rows, next: end ? { taxPointOn: end.taxPointOn, id: end.id } : null };
}
