import { dayOf } from '../units/calendar.ts';
import type { Day } from '../units/day.ts';
import { type Instant, instant } from '../units/instant.ts';
import type { Minor } from '../units/minor.ts';
import type { Quantity } from '../units/quantity.ts';
import { plainWords, type Standing } from './conflict.rules.ts';

/** What both sides of a channel are compared in. */
export const differenceSubjects = ['level', 'price', 'offered', 'name', 'description', 'listing', 'order'] as const;
export type DifferenceSubject = (typeof differenceSubjects)[number];

/** Why they say different things; the renderer owns the words. `unknown`: changed there by hand, or lost there. */
export const differenceCauses = ['unknown', 'notCounted', 'severalPlaces', 'notAtPlace', 'setAside', 'heldBack', 'ordersUnread', 'gone', 'unreadable', 'missing', 'undated'] as const;
export type DifferenceCause = (typeof differenceCauses)[number];

/** The causes where there is no level of its own that could be told ours. */
export const uncountedCauses: ReadonlySet<DifferenceCause> = new Set<DifferenceCause>(['notCounted', 'severalPlaces', 'notAtPlace']);

/** Where our news of a thing stands: told and confirmed, on its way, not accepted, or waiting for a person to let it go. */
export type NewsState = 'told' | 'underway' | 'setAside' | 'heldBack';

interface LevelFacts {
  ours: Quantity;
  news: NewsState;
  /** Orders there could not be taken: what they sold is missing here. */
  ordersUnread: boolean;
}

/** Why a level is not ours, in thousandths; `shows` is null where the channel counts none. What is on its way is no difference yet. */
export function levelDifference({ ours, news, ordersUnread }: LevelFacts, shows: Quantity | null): DifferenceCause | null {
  if (news === 'underway' || shows === ours) return null;
  if (shows === null) return 'notCounted';
  if (news !== 'told') return news;
  return ordersUnread ? 'ordersUnread' : 'unknown';
}

/**
 * Why a price, a state of sale or words differ, by how it stands against what was agreed; null where it does not, where both sides changed
 * it (that is a conflict and named as one), and where ours merely was not sent yet.
 */
export function fieldDifference(standing: Standing, news: NewsState): DifferenceCause | null {
  if (standing === 'theirsChanged') return news === 'underway' ? null : 'unknown';
  return standing === 'oursChanged' && news === 'setAside' ? 'setAside' : null;
}

const [before, longest] = [24, 160];

/** Two texts from a little before where they part, without their markup: what a person has to see to tell them apart. */
export function wherePart(ours: string, theirs: string): [string, string] {
  const [one, other] = [plainWords(ours), plainWords(theirs)].map((text) => Array.from(text)) as [string[], string[]];
  let same = 0;
  while (same < one.length && same < other.length && one[same] === other[same]) same += 1;
  const from = same <= before ? 0 : same - before;
  const part = (text: string[]): string => `${from > 0 ? '…' : ''}${text.slice(from, from + longest).join('')}${text.length > from + longest ? '…' : ''}`;
  return [part(one), part(other)];
}

/** What an order says of itself in few words, on either side. */
export interface OrderWords {
  /** The channel's own word for its state; null where that could not be read. */
  word: string | null;
  /** In minor units of its currency; null where that could not be read. */
  total: Minor | null;
}

/**
 * Why an order is not as we hold it. One that changed after orders were read last is read with the next round; one whose date did
 * not move never would be. Source: CHANNELS, marketplaces that do not date every change.
 */
export function orderDifference(held: OrderWords | undefined, theirs: OrderWords & { modifiedAt: Instant }, readUpTo: Instant): DifferenceCause | null {
  if (theirs.modifiedAt > readUpTo) return null;
  if (!held) return 'missing';
  const differs = (theirs.word !== null && theirs.word !== held.word) || (theirs.total !== null && theirs.total !== held.total);
  return differs ? 'undated' : null;
}

const nightEndsMs = 3 * 60 * 60_000;

/** The shop's day, begun at three in the morning: by then nobody trades, and the other side's own night work is mostly done. */
export const nightOf = (at: Instant, timeZone: string): Day => dayOf(instant(at - nightEndsMs), timeZone);

/** Both sides are compared once a night, or when the program comes up after it. */
export const sweepIsDue = (comparedAt: Instant, now: Instant, timeZone: string): boolean => nightOf(comparedAt, timeZone) < nightOf(now, timeZone);
