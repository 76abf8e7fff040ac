import fs from 'node:fs';

/**
 * How often a property runs: `short` in the ordinary test run, `full` under `SOAK=1`. Same code, same seed; the full
 * form is what the written proof counts, under the name given here.
 */
export function runs(short: number, full: number, name?: string): number {
  const count = process.env['SOAK'] === '1' ? full : short;
  if (name !== undefined) figure(name, count);
  return count;
}

/** A count the written proof names: how many kills, images or sequences were tried, and what came of them. */
export function figure(name: string, value: number | string): void {
  const file = process.env['SOAK_FIGURES'];
  if (file) fs.appendFileSync(file, `${JSON.stringify({ name, value })}\n`);
}

/** The patience of a test whose full form takes hours, on a machine that has other things to do as well. */
export const untilDone = 6 * 3_600_000;
