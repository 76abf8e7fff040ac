import type { Day } from '../units/day.ts';
import { addDays, daysBetween } from '../units/calendar.ts';

/** How long goods have been here, by the day their layer was made; `averaged` cannot be told under moving average. */
export const ageBuckets = ['to30', 'to60', 'to90', 'to180', 'to365', 'older', 'averaged'] as const;
export type AgeBucket = (typeof ageBuckets)[number];

const upTo: readonly (readonly [number, AgeBucket])[] = [[30, 'to30'], [60, 'to60'], [90, 'to90'], [180, 'to180'], [365, 'to365']];

/** The bucket of a layer on a day. */
export function ageBucket(layer: { pooled: number; madeOn: Day }, on: Day): AgeBucket {
  if (layer.pooled === 1) return 'averaged';
  const age = daysBetween(layer.madeOn, on);
  return upTo.find(([days]) => age <= days)?.[1] ?? 'older';
}

/** The days on which layers of a bucket were made, the first null where there is none; those whose age cannot be told are of any day. */
export function daysOfBucket(bucket: AgeBucket, on: Day): { from: Day | null; through: Day; pooled: boolean } {
  const at = upTo.findIndex(([, name]) => name === bucket);
  const [days] = upTo[at] ?? [];
  const [younger] = upTo[(at === -1 ? upTo.length : at) - 1] ?? [];
  if (bucket === 'averaged') return { from: null, through: on, pooled: true };
  return { from: days === undefined ? null : addDays(on, -days), through: younger === undefined ? on : addDays(on, -younger - 1), pooled: false };
}
