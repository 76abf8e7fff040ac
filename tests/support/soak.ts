/**
 * How often a property runs: `short` in the ordinary test run, `full` under `SOAK=1`. Same code, same seed; the full
 * form is what the written proof counts.
 */
export const runs = (short: number, full: number): number => (process.env['SOAK'] === '1' ? full : short);
