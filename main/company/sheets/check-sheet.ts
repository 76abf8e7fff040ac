import type { CellProblem, FieldChange, RowResult, SheetCounts } from '../../../shared/company/sheet.contract.ts';
import type { NumberedRow, ReadGroup, SheetProblem, SheetRow, SheetSettings } from '../../../shared/contract/sheet.ts';
import { Refusal } from '../../../shared/refusal/refusal.ts';
import type { Instant } from '../../../shared/units/instant.ts';
import type { Connection } from '../../database/connection.ts';
import type { Reader } from '../../database/handles.ts';
import type { Plan, SheetKind } from './kind.ts';
import type { StagedSheet } from './read-sheet.ts';
import type { Stage } from './stage.ts';

export interface Columns {
  mapping: readonly (string | null)[];
  numbers: 'point' | 'comma';
}

interface Trial {
  stage: Stage;
  reader: Reader;
  kind: SheetKind;
  columns: Columns;
  settings: SheetSettings;
  now: Instant;
  /** Which row claimed a text first. */
  claimed: Map<string, number>;
  fieldCounts: Record<string, number>;
}

const groupsAtOnce = 500;

/**
 * Tries a staged sheet out against the shop as it stands: every row gets its result, and every item that would go in waits
 * on the stage as it will be written. Nothing is written to the shop.
 * @throws Refusal `sheet.columnMissing`, `sheet.columnTwice`
 */
export function checkSheet(stage: Stage, reader: Connection, { kind, columns, currency, timeZone, now }: { kind: SheetKind; columns: Columns; currency: string; timeZone: string; now: Instant }) {
  requireColumns(kind, columns.mapping);
  const { source, channelId } = requireStaged(stage);
  const settings: SheetSettings = { currency, locale: columns.numbers === 'comma' ? 'de-DE' : 'en-US', about: { source, timeZone, channelId } };
  const trial: Trial = { stage, reader, kind, columns, settings, now, claimed: new Map(), fieldCounts: {} };
  stage.run("delete from fact where key = 'checked'");
  stage.run('delete from item');
  kind.inspect?.(reader, allRows(trial));
  const groups = groupRows(trial);
  for (let from = 0; from < groups.length; from += groupsAtOnce) {
    // One snapshot for many questions: alone, each would take and leave the file's locks.
    reader.atomically(() => stage.atomically(() => groups.slice(from, from + groupsAtOnce).forEach((group) => tryGroup(trial, group))), 'deferred');
    stage.note('progress', { phase: 'checking', done: Math.min(groups.length, from + groupsAtOnce), total: groups.length });
  }
  const counts = countsOf(stage);
  stage.note('checked', { ...columns, counts });
  stage.note('progress', { phase: 'waiting', done: groups.length, total: groups.length });
  return { counts, fieldCounts: trial.fieldCounts };
}

function requireColumns({ fields }: SheetKind, mapping: readonly (string | null)[]): void {
  const missing = fields.find(({ name, needed }) => needed && !mapping.includes(name));
  if (missing) throw new Refusal('sheet.columnMissing', { column: missing.name });
  const twice = mapping.find((name, index) => name !== null && mapping.indexOf(name) !== index);
  if (twice) throw new Refusal('sheet.columnTwice', { column: twice });
}

/** Writes down which rows belong together. Answers the groups in the order of their first rows. */
function groupRows({ stage, kind, columns }: Trial): string[] {
  const groups = new Set<string>();
  for (let last = 0; ; ) {
    const page = stage.all<{ number: number; cells: string }>('select number, cells from line where number > ? order by number limit 5000', last);
    if (page.length === 0) return [...groups];
    stage.atomically(() => {
      for (const { number, cells } of page) {
        const group = kind.groupOf(mapped(columns.mapping, cells)) ?? `row ${number}`;
        groups.add(group);
        stage.run('update line set groupKey = ? where number = ?', group, number);
      }
    });
    last = page.at(-1)!.number;
  }
}

function allRows({ stage, columns }: Trial): NumberedRow[] {
  return stage.all<{ number: number; cells: string }>('select number, cells from line order by number').map(({ number, cells }) => ({ number, cells: mapped(columns.mapping, cells) }));
}

function mapped(mapping: readonly (string | null)[], cells: string): SheetRow {
  const texts = JSON.parse(cells) as string[];
  return Object.fromEntries(mapping.flatMap((name, index) => (name === null ? [] : [[name, bare(texts[index] ?? '')]])));
}

/** Spreadsheets, and our own file of rejected rows, put an ' before a text that begins like a formula. */
const bare = (text: string): string => text.replace(/^'(?=[=+\-@])/, '');

function tryGroup(trial: Trial, group: string): void {
  const lines = trial.stage.all<{ number: number; cells: string }>('select number, cells from line where groupKey = ? order by number', group);
  const rows: NumberedRow[] = lines.map(({ number, cells }) => ({ number, cells: mapped(trial.columns.mapping, cells) }));
  const read = trial.kind.read(rows, trial.settings);
  const results = new RowResults(rows);
  for (const { number, problem } of read.problems) results.reject(number, cellProblem(problem));
  const tried = withoutRefused(trial, read, results);
  if (tried) noteItem(trial, tried, results);
  results.write(trial);
}

const cellProblem = ({ column, reason, hint }: SheetProblem): CellProblem => ({ column, reason, hint, otherRow: null, refusal: null });

interface Tried {
  read: ReadGroup<unknown>;
  item: unknown;
  plan: Plan;
}

/** Leaves out the parts that another row claimed first or the shop refuses; what is left is planned again. */
function withoutRefused(trial: Trial, read: ReadGroup<unknown>, results: RowResults): Tried | undefined {
  const free = withoutClaimed(trial, read, results);
  if (free.item === undefined) return undefined;
  try {
    const plan = trial.kind.plan(trial.reader, free.item, trial.settings, trial.now);
    const refused = plan.parts.flatMap(({ refused: why }, part) => (why ? [{ part, why }] : []));
    if (refused.length === 0) return { read: free, item: free.item, plan };
    for (const { part, why } of refused) {
      results.reject(free.partRows[part]!, { column: why.column, reason: 'refused', hint: null, otherRow: null, refusal: why.refusal });
    }
    return withoutRefused(trial, without(trial.kind, free, new Set(refused.map(({ part }) => part))), results);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const problem = { column: null, reason: 'refused', hint: null, otherRow: null, refusal: error.data() };
    for (const number of new Set([...free.partRows, free.speakerRow])) results.reject(number, problem);
    return undefined;
  }
}

function withoutClaimed({ kind, reader, claimed }: Trial, read: ReadGroup<unknown>, results: RowResults): ReadGroup<unknown> {
  if (read.item === undefined) return read;
  const taken = new Set<number>();
  for (const { part, column, text } of kind.claims(reader, read.item)) {
    const [key, number] = [`${column} ${text}`, read.partRows[part]!];
    const first = claimed.get(key) ?? number;
    if (first === number) claimed.set(key, number);
    else {
      taken.add(part);
      results.reject(number, { column, reason: 'twice', hint: null, otherRow: first, refusal: null });
    }
  }
  return taken.size === 0 ? read : without(kind, read, taken);
}

function without(kind: SheetKind, read: ReadGroup<unknown>, parts: ReadonlySet<number>): ReadGroup<unknown> {
  const left = read.partRows.map((_, part) => part).filter((part) => !parts.has(part));
  return { ...read, item: kind.keep(read.item, left), partRows: left.map((part) => read.partRows[part]!) };
}

function noteItem({ stage, fieldCounts }: Trial, { read, item, plan }: Tried, results: RowResults): void {
  if (plan.outcome !== 'unchanged') stage.run('insert into item (number, outcome, payload) values (?, ?, ?)', read.speakerRow, plan.outcome, JSON.stringify(item));
  results.tell(read.speakerRow, plan.outcome === 'created' ? 'new' : plan.changes.length > 0 ? 'change' : 'same', plan.changes);
  plan.parts.forEach(({ isNew, changes }, part) => results.tell(read.partRows[part]!, isNew ? 'new' : changes.length > 0 ? 'change' : 'same', changes));
  for (const { field } of [plan, ...plan.parts].flatMap(({ changes }) => changes)) fieldCounts[field] = (fieldCounts[field] ?? 0) + 1;
}

/** What became of the rows of one group. */
class RowResults {
  private readonly rows: Map<number, { result: RowResult; problems: CellProblem[]; changes: FieldChange[] }>;

  constructor(rows: readonly NumberedRow[]) {
    this.rows = new Map(rows.map(({ number }) => [number, { result: 'same', problems: [], changes: [] }]));
  }

  reject(number: number, problem: CellProblem): void {
    const row = this.rows.get(number);
    row?.problems.push(problem);
    if (row) row.result = 'rejected';
  }

  /** A row may speak for the thing and for a part of it: new weighs more than changed, changed more than the same. */
  tell(number: number, result: RowResult, changes: readonly FieldChange[]): void {
    const row = this.rows.get(number);
    if (!row || row.result === 'rejected') return;
    row.changes.push(...changes);
    if (row.result === 'same' || result === 'new') row.result = result;
  }

  write({ stage }: Trial): void {
    for (const [number, { result, problems, changes }] of this.rows) {
      stage.run('update line set result = ?, problems = ?, changes = ? where number = ?', result, listed(problems), listed(changes), number);
    }
  }
}

const listed = (items: readonly object[]): string | null => (items.length === 0 ? null : JSON.stringify(items));

function countsOf(stage: Stage): SheetCounts {
  const rows = stage.all<{ result: RowResult; count: number }>('select result, count(*) as count from line group by result');
  return { new: 0, change: 0, same: 0, rejected: 0, ...Object.fromEntries(rows.map(({ result, count }) => [result, count])) };
}

export const requireStaged = (stage: Stage): StagedSheet => {
  const sheet = stage.fact<StagedSheet>('sheet');
  if (!sheet) throw new Refusal('sheet.gone', {});
  return sheet;
};
