import type { Temper } from '../../../shared/channels/practice.contract.ts';
import type { Mishap } from './mishap.ts';

const backwards: Mishap = { kind: 'list', change: (rows) => rows.toReversed() };
const twice: Mishap = { kind: 'list', change: (rows) => [...rows, ...rows] };
const fine = undefined;

/** By the place of a request in a turn: the same marketplace fails the same way every time it is played. */
const moods: Record<Temper, readonly (Mishap | undefined)[]> = {
  calm: [fine],
  busy: [fine, fine, fine, fine, fine, twice, fine, { kind: 'tooMany', seconds: 2 }, fine, backwards, { kind: 'tooMany' }],
  moody: [fine, fine, fine, fine, fine, { kind: 'cut', effect: 'after' }, fine, fine, { kind: 'halfAnswer' }, fine, fine, { kind: 'broken' }, fine, fine, { kind: 'timeout', effect: 'after' }],
};

/** What strikes its nth request, counted from one. */
export const moodOf = (temper: Temper, request: number): Mishap | undefined => moods[temper][(request - 1) % moods[temper].length];
