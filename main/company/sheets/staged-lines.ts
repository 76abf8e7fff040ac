import type { CellProblem, FieldChange, RowResult } from '../../../shared/company/sheet.contract.ts';
import { Refusal } from '../../../shared/refusal/refusal.ts';
import type { Stage } from './stage.ts';

interface Line {
  number: number;
  cells: string;
  result: RowResult | null;
  problems: string | null;
  changes: string | null;
}

interface Asked {
  result?: RowResult;
  afterRow?: number;
  limit?: number;
}

/** One page of a tried-out sheet, by row. @throws Refusal `sheet.notChecked` */
export function linesOf(stage: Stage, { result, afterRow = 0, limit = 100 }: Asked) {
  if (!stage.fact('checked')) throw new Refusal('sheet.notChecked', {});
  const columns = 'select number, cells, result, problems, changes from line';
  const found = result
    ? stage.all<Line>(`${columns} where result = ? and number > ? order by number limit ?`, result, afterRow, limit + 1)
    : stage.all<Line>(`${columns} where number > ? order by number limit ?`, afterRow, limit + 1);
  const page = found.slice(0, limit);
  return { rows: page.map(asRow), next: found.length > limit ? (page.at(-1)?.number ?? null) : null };
}

const asRow = ({ number, cells, result, problems, changes }: Line) => ({
  number,
  result: result ?? ('same' as const),
  cells: JSON.parse(cells) as string[],
  problems: problems === null ? [] : (JSON.parse(problems) as CellProblem[]),
  changes: changes === null ? [] : (JSON.parse(changes) as FieldChange[]),
});

/** Writes into cells of one row; what was tried out before no longer holds. @throws Refusal `record.missing` */
export function editLine(stage: Stage, number: number, cells: Record<string, string>): Record<string, never> {
  const line = stage.get<{ cells: string }>('select cells from line where number = ?', number);
  if (!line) throw new Refusal('record.missing', { kind: 'line', id: number });
  const texts = JSON.parse(line.cells) as string[];
  for (const [column, text] of Object.entries(cells)) texts[Number(column)] = text;
  stage.run('update line set cells = ? where number = ?', JSON.stringify(Array.from(texts, (text) => text ?? '')), number);
  return {};
}

interface Progress {
  phase: 'waiting' | 'reading' | 'checking' | 'writing' | 'done';
  done: number;
  total: number;
}

export const progressOf = (stage: Stage): Progress => stage.fact<Progress>('progress') ?? { phase: 'waiting', done: 0, total: 0 };
