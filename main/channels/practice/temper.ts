import type { Mishap } from './mishap.ts';

/** Three marketplaces to practise with: one that does what it should, one that is too busy, one that is moody. */
export const tempers = ['calm', 'busy', 'moody'] as const;
export type Temper = (typeof tempers)[number];

const backwards: Mishap = { kind: 'list', change: (rows) => rows.toReversed() };
const twice: Mishap = { kind: 'list', change: (rows) => [...rows, ...rows] };

/** By the place of a request in a round of its own: the same marketplace fails the same way every time it is played. */
const moods: Record<Temper, readonly (Mishap | undefined)[]> = {
  calm: [undefined],
  busy: [undefined, undefined, twice, undefined, { kind: 'tooMany', seconds: 2 }, undefined, backwards],
  moody: [undefined, undefined, { kind: 'cut', effect: 'after' }, undefined, undefined, { kind: 'halfAnswer' }, undefined, undefined, { kind: 'broken' }, undefined, undefined, { kind: 'timeout', effect: 'after' }],
};

/** What strikes its nth request, counted from one. */
export const moodOf = (temper: Temper, request: number): Mishap | undefined => moods[temper][(request - 1) % moods[temper].length];
