import { type Minor, minor } from '../units/minor.ts';
import type { ReportRow } from './report.rules.ts';

type Row = Pick<ReportRow, 'id' | 'kind' | 'cells' | 'under' | 'parts' | 'deducts'>;

/** One account behind a figure, or what of a line is no account's, signed as the figure counts it. */
export interface CellPart<Of extends Row> {
  readonly row: Of;
  readonly amount: Minor;
}

/** The figure of a row in a column; nothing where it has none. */
export const figureIn = ({ cells }: Pick<Row, 'cells'>, at: number): Minor => minor(Number(typeof cells[at] === 'number' ? cells[at] : 0));

/**
 * The accounts a figure of a statement is made of, down through the lines it adds up and takes off. What of a line is no
 * account's (a result nobody closed yet, the money of the day before) stands as that line: the parts add up to the figure.
 */
export function accountsBehind<Of extends Row>(rows: readonly Of[], row: Of, at: number, sign: 1 | -1 = 1): CellPart<Of>[] {
  const whole = sign * figureIn(row, at);
  if (row.kind === 'account') return whole === 0 ? [] : [{ row, amount: minor(whole) }];
  const own = rows.filter(({ under }) => under === row.id).flatMap((one) => accountsBehind(rows, one, at, sign));
  const lines = rows.filter(({ id }) => row.parts.includes(id)).flatMap((one) => accountsBehind(rows, one, at, row.deducts?.includes(one.id) ? (sign === 1 ? -1 : 1) : sign));
  const parts = [...own, ...lines];
  const rest = whole - parts.reduce((sum, { amount }) => sum + amount, 0);
  return rest === 0 ? parts : [...parts, { row, amount: minor(rest) }];
}
