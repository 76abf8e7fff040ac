export const thousands = (count: number): string => count.toLocaleString('en');
export const figure = (value: number): string => (Number.isNaN(value) ? '' : value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
export const times = (value: number): string => `${value.toFixed(2)}×`;

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_name, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** A promise of the bench: what was measured, and what it may be. */
export interface Target {
  says: string;
  measured: number;
  limit: number;
  atLeast?: boolean;
}

export const kept = ({ measured, limit, atLeast = false }: Target): boolean => (atLeast ? measured >= limit : measured <= limit);

/** Promises as a table: what was measured beside what it may be. */
export const promises = (all: readonly Target[]): string =>
  table(['', 'measured', 'promised', ''], all.map((target) => [target.says, figure(target.measured), `${target.atLeast ? '≥' : '≤'} ${target.limit}`, kept(target) ? 'kept' : '**missed**']));

export const missedOf = (all: readonly Target[]): string[] => all.filter((target) => !kept(target)).map(({ says, measured, limit }) => `${says}: ${figure(measured)}, promised ${limit}`);
