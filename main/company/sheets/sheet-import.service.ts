import path from 'node:path';
import { sql } from 'kysely';
import { headingsKey } from '../../../shared/company/sheet-headings.rules.ts';
import type { SheetCounts, SheetKindName } from '../../../shared/company/sheet.contract.ts';
import { Refusal } from '../../../shared/refusal/refusal.ts';
import { db } from '../../database/builder.ts';
import type { Reader, Tx } from '../../database/handles.ts';
import { askSql } from '../../database/raw-sql.ts';
import { write } from '../../database/statement.ts';
import { type Columns, requireStaged } from './check-sheet.ts';
import { type MadeRows, type Outcome, refuseSheet, type SheetKind, type SheetKinds } from './kind.ts';
import { requireImport } from './sheet-import.queries.ts';
import { type Stage, withStage } from './stage.ts';

const insertImport = write((builder, p: { kind: SheetKindName; fileName: string; source: string; counts: string; made: string; importedAt: Tx['now']; commandId: number }) =>
  builder.insertInto('sheetImport').values({
    kind: p.kind,
    fileName: p.fileName,
    source: p.source,
    counts: p.counts,
    made: p.made,
    importedAt: p.importedAt,
    commandId: p.commandId,
  }),
);

const itemsAtOnce = 500;
const mostKept = 100;

interface StagedItem {
  number: number;
  outcome: Outcome;
  payload: string;
}

/**
 * Writes a tried-out sheet into the shop in one transaction. All that could be worked out before was: what is left is
 * storing. Between two pages it looks whether somebody said stop.
 * @throws Refusal `sheet.gone`, `sheet.notChecked`, `sheet.nothingToDo`, `sheet.cancelled`; `sheet.rowRefused`, `sheet.shopChanged` when the
 * shop no longer is what the sheet was tried out against
 */
export function bringInSheet(tx: Tx, { importId }: { importId: string }, kinds: SheetKinds): { sheetImportId: number; counts: SheetCounts } {
  return withStage(shopFolderOf(tx), importId, (stage) => {
    const sheet = requireStaged(stage);
    const checked = stage.fact<Columns & { counts: SheetCounts }>('checked');
    if (!checked) throw new Refusal('sheet.notChecked', {});
    if (checked.counts.new + checked.counts.change === 0) throw new Refusal('sheet.nothingToDo', {});
    const kind = kinds[sheet.kind];
    refuseSheet(kind, tx.actor.role);
    const before = lastIds(tx, kind);
    applyAll(tx, stage, kind);
    kind.finish?.(tx, { channelId: sheet.channelId, written: checked.counts.new + checked.counts.change });
    rememberMapping(tx, { ...checked, kind: sheet.kind, headings: headingsKey(sheet.headings) });
    const { lastId } = insertImport.run(tx, {
      kind: sheet.kind,
      fileName: stage.fact<string>('fileName') ?? '',
      source: sheet.source,
      counts: JSON.stringify(checked.counts),
      made: JSON.stringify(madeSince(before, lastIds(tx, kind))),
      importedAt: tx.now,
      commandId: tx.commandId,
    });
    tx.changed('sheetImport', lastId);
    return { sheetImportId: lastId, counts: checked.counts };
  });
}

/** The shop's file lies in its folder, and the stages beside it. */
export function shopFolderOf(reader: Reader): string {
  const [main] = askSql(reader, sql<{ file: string }>`select file from pragma_database_list where name = 'main'`);
  return path.dirname(main?.file ?? '');
}

function applyAll(tx: Tx, stage: Stage, kind: SheetKind): void {
  const total = stage.get<{ count: number }>('select count(*) as count from item')?.count ?? 0;
  stage.run("delete from fact where key = 'cancelled'");
  for (let [last, done] = [0, 0]; ; ) {
    stage.note('progress', { phase: 'writing', done, total });
    if (stage.fact<boolean>('cancelled')) throw new Refusal('sheet.cancelled', {});
    const page = stage.all<StagedItem>('select number, outcome, payload from item where number > ? order by number limit ?', last, itemsAtOnce);
    if (page.length === 0) return;
    // What an item puts off until the end (its search words) is done page by page, so that progress tells the truth.
    const written = tx.attempt(() => page.forEach((item) => applyItem(tx, kind, item)));
    if (!written.ok) throw new Refusal(written.refusal.code, written.refusal.details);
    done += page.length;
    last = page.at(-1)!.number;
  }
}

/** The dry run said what this item does; anything else would not be what was approved. */
function applyItem(tx: Tx, kind: SheetKind, { number, outcome, payload }: StagedItem): void {
  if (outcomeOf(tx, kind, number, payload) !== outcome) throw new Refusal('sheet.shopChanged', { row: number });
}

function outcomeOf(tx: Tx, kind: SheetKind, row: number, payload: string): Outcome {
  try {
    return kind.apply(tx, JSON.parse(payload));
  } catch (error) {
    throw error instanceof Refusal ? new Refusal('sheet.rowRefused', { row, refusal: error.data() }) : error;
  }
}

function lastIds(reader: Reader, { tables }: SheetKind): Record<string, number> {
  const rows = askSql(reader, sql<{ name: string; seq: number }>`select name, seq from sqlite_sequence`);
  const known = new Map(rows.map(({ name, seq }) => [name, seq]));
  return Object.fromEntries(tables.map((table) => [table, known.get(table) ?? 0]));
}

const madeSince = (before: Record<string, number>, now: Record<string, number>): Record<string, MadeRows> =>
  Object.fromEntries(Object.entries(before).map(([table, after]) => [table, { after, through: now[table] ?? after }]));

function rememberMapping(tx: Tx, { kind, headings, mapping, numbers }: Columns & { kind: string; headings: string }): void {
  const row = { kind, headings, mapping: JSON.stringify(mapping), numbers };
  tx.run(db.insertInto('sheetMapping').values(row).onConflict((conflict) => conflict.columns(['kind', 'headings']).doUpdateSet({ mapping: row.mapping, numbers })));
}

/**
 * Takes a whole import back, also days later: what nobody used or changed since goes or is as before, what is used is
 * archived, the rest stays and is named.
 * @throws Refusal `record.missing`, `sheet.takenBack`
 */
export function takeBackSheet(tx: Tx, { sheetImportId }: { sheetImportId: number }, kinds: SheetKinds) {
  const { kind, takenBackById, made, commandId, importedAt } = requireImport(tx, sheetImportId);
  refuseSheet(kinds[kind], tx.actor.role);
  if (takenBackById !== null) throw new Refusal('sheet.takenBack', { sheetImportId });
  // First of all: a price may only leave with an import that is being taken back.
  tx.run(db.updateTable('sheetImport').set({ takenBackById: tx.commandId }).where('id', '=', sheetImportId));
  tx.changed('sheetImport', sheetImportId);
  const { kept, ...done } = kinds[kind].takeBack(tx, { made, commandId, importedAt });
  return { ...done, keptCount: kept.length, kept: kept.slice(0, mostKept) };
}
