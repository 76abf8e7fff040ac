import type { SheetKindName } from '../../../shared/company/sheet.contract.ts';
import { guessMapping, headingsKey, sourceOf } from '../../../shared/company/sheet-headings.rules.ts';
import { Refusal } from '../../../shared/refusal/refusal.ts';
import type { Reader } from '../../database/handles.ts';
import type { SheetKind } from './kind.ts';
import { sheetLimits } from './limits.ts';
import { findMapping } from './mapping.queries.ts';
import { openSheet, type ReadChoice, type ReadRow } from './sheet-reader.ts';
import { sheetFileOf, type Stage } from './stage.ts';

const shown = 20;
const rowsAtOnce = 5_000;

/** How a sheet stands on its stage. */
export interface StagedSheet {
  kind: SheetKindName;
  headings: string[];
  source: string;
  rows: number;
  channelId: number | null;
}

/**
 * Reads a sheet's file onto its stage, whatever stood there before.
 * @throws Refusal `sheet.…` when the file is none, is damaged, or more than a person would make
 */
export async function readOntoStage(stage: Stage, folder: string, { kindName, kind, channelId = null, ...choice }: ReadChoice & { kindName: SheetKindName; kind: SheetKind; channelId?: number | null }, reader: Reader) {
  stage.atomically(() => {
    stage.run('delete from line');
    stage.run('delete from item');
    stage.run('delete from fact where key <> ?', 'fileName');
  });
  stage.note('progress', { phase: 'reading', done: 0, total: 0 });
  const { manner, rows } = await openSheet(sheetFileOf(folder), choice);
  const { headings, count } = await stageRows(stage, rows);
  const sheet: StagedSheet = { kind: kindName, headings, source: sourceOf(headings, kind.sources), rows: count, channelId };
  kind.admit?.(reader, sheet);
  stage.note('sheet', sheet);
  stage.note('progress', { phase: 'waiting', done: count, total: count });
  const known = findMapping(reader, kindName, headingsKey(headings));
  const preview = stage.all<{ cells: string }>('select cells from line order by number limit ?', shown).map(({ cells }) => JSON.parse(cells) as string[]);
  return {
    manner,
    headings,
    preview,
    rows: count,
    source: sheet.source,
    mapping: known?.mapping ?? guessMapping(headings, kind.fieldsOf?.(sheet.source) ?? kind.fields),
    remembered: known !== undefined,
    numbers: known?.numbers ?? ('point' as const),
    fields: kind.fields.map(({ name, needed }) => ({ name, needed })),
  };
}

/** The first row with something in it names the columns; empty rows are nobody's. */
async function stageRows(stage: Stage, rows: AsyncIterable<ReadRow>): Promise<{ headings: string[]; count: number }> {
  let headings: string[] | undefined;
  let waiting: ReadRow[] = [];
  let count = 0;
  const flush = (): void => {
    stage.atomically(() => waiting.forEach(({ number, cells }) => stage.run('insert into line (number, cells) values (?, ?)', number, JSON.stringify(cells))));
    waiting = [];
    stage.note('progress', { phase: 'reading', done: count, total: 0 });
  };
  for await (const row of rows) {
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    if (!headings) {
      headings = row.cells.map((cell) => cell.trim());
      continue;
    }
    count += 1;
    if (count > sheetLimits.rows) throw new Refusal('sheet.tooManyRows', { most: sheetLimits.rows });
    waiting.push(row);
    if (waiting.length === rowsAtOnce) flush();
  }
  flush();
  if (!headings || count === 0) throw new Refusal('sheet.empty', {});
  return { headings, count };
}
