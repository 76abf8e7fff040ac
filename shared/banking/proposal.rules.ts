import { daysBetween } from '../units/calendar.ts';
import type { Day } from '../units/day.ts';
import { type Minor, minor } from '../units/minor.ts';
import type { LinePart } from './fields.ts';

export const proposalKinds = ['posting', 'order', 'orders', 'refund', 'bill', 'bills', 'claim', 'payout', 'transfer', 'account'] as const;
export type ProposalKind = (typeof proposalKinds)[number];

export const reasonKinds = ['amount', 'partOf', 'covers', 'days', 'reference', 'party', 'learned'] as const;
export type ReasonKind = (typeof reasonKinds)[number];

export interface Reason {
  kind: ReasonKind;
  points: number;
  /** What fitted: the amount, how many days apart, the number, the name, how often it was so. */
  value: string | number;
}

/** Something a line could be: an entry that stands, open items, an account it usually goes to. */
export interface Candidate {
  kind: ProposalKind;
  numbers: readonly string[];
  /** Other names of the same thing that may stand in the line's text. */
  references: readonly string[];
  party: string;
  /** Signed like the line; what is open of it. Null where anything fits. */
  open: Minor | null;
  on: Day | null;
  /** How often a person decided so for such a payee. */
  learned: number;
  parts: (amount: Minor) => LinePart[];
}

export interface Proposal {
  kind: ProposalKind;
  score: number;
  reasons: Reason[];
  numbers: string[];
  party: string;
  amount: Minor;
  parts: LinePart[];
}

/** What of a line the rules look at; `open` is what is not accounted for yet. */
export interface ProposedLine {
  bookedOn: Day;
  open: Minor;
  payee: string;
  text: string;
  reference: string;
  counterparty: string;
}

/** One spelling for comparing: width, case, spaces and signs do not count. */
export const squash = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** A payee as rules remember it: letters only, since numbers and dates change every time. */
export const payeeKey = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}]+/gu, ' ').trim().slice(0, 80);

/** The payee of a line, or what stands for it where the bank names none. */
export const payeeOf = ({ payee, text }: Pick<ProposedLine, 'payee' | 'text'>): string => payee || text;

const wordsOf = (name: string): string[] => name.normalize('NFKC').toLowerCase().match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? [];

/** A name as it is looked for in texts, made once for many lines. */
export interface NameKey {
  whole: string;
  /** Its longer words: "GmbH" and "Ltd" alone say nothing. */
  words: string[];
}

export function nameKeyOf(name: string): NameKey {
  const words = wordsOf(name).filter((word) => (/\p{Script=Han}/u.test(word) ? word.length >= 3 : word.length >= 4));
  return { whole: squash(name), words: words.map(squash) };
}

/** A name stands in a squashed text whole, or by all its longer words. */
export const namedIn = (said: string, { whole, words }: NameKey): boolean =>
  whole.length >= 2 && (said.includes(whole) || (words.length > 0 && words.every((word) => said.includes(word))));

/** The shortest number that can be told from an amount or a date in somebody's text. */
const shortestNumber = 4;

/** Whether a number stands in a squashed text; a short one could be anything. */
export const mentions = (said: string, number: string): boolean => {
  const squashed = squash(number);
  return squashed.length >= shortestNumber && said.includes(squashed);
};

/** Below this nobody is asked: the likeness may be chance. */
export const leastScore = 40;

/**
 * How well something fits a line, each reason with its points: the amount 45 (20 where one is a part of the other),
 * the day 15 to 5, a number in the text 35, the party's name 20, a lesson learned 45 and 5 more each time. Null where the
 * direction differs or the line is larger than all that is open.
 */
export function proposalFor(line: ProposedLine, candidate: Candidate): Proposal | null {
  const amount = takenFrom(line.open, candidate.open);
  if (amount === null) return null;
  const said = squash([line.payee, line.text, line.reference, line.counterparty].join(' '));
  const reasons: Reason[] = [];
  if (candidate.open !== null) reasons.push(amountReason(line.open, candidate.open));
  const days = candidate.on === null ? null : Math.abs(daysBetween(candidate.on, line.bookedOn));
  if (days !== null && days <= 31) reasons.push({ kind: 'days', points: days <= 2 ? 15 : days <= 7 ? 10 : 5, value: days });
  const [number] = [...candidate.numbers, ...candidate.references].filter((one) => mentions(said, one));
  if (number !== undefined) reasons.push({ kind: 'reference', points: 35, value: number });
  if (candidate.party !== '' && namedIn(squash(`${line.payee} ${line.text}`), nameKeyOf(candidate.party))) reasons.push({ kind: 'party', points: 20, value: candidate.party });
  if (candidate.learned > 0) reasons.push({ kind: 'learned', points: Math.min(60, 40 + 5 * candidate.learned), value: candidate.learned });
  const score = Math.min(100, reasons.reduce((sum, { points }) => sum + points, 0));
  return { kind: candidate.kind, score, reasons, numbers: [...candidate.numbers], party: candidate.party, amount, parts: candidate.parts(amount) };
}

/** All of it, a part of what is open, or what is open is a part of the line. */
function amountReason(line: Minor, open: Minor): Reason {
  if (open === line) return { kind: 'amount', points: 45, value: line };
  return { kind: Math.abs(open) > Math.abs(line) ? 'partOf' : 'covers', points: 20, value: open };
}

/** What of a line something takes: all of it where it is part of what is open, what is open where the line is larger. */
function takenFrom(line: Minor, open: Minor | null): Minor | null {
  if (open === null) return line;
  if (open === 0 || open > 0 !== line > 0) return null;
  return Math.abs(open) <= Math.abs(line) ? open : line;
}

/** A whole line explained by something that stands weighs more than by something new of the same score. */
const rank = ({ kind }: Proposal): number => proposalKinds.indexOf(kind);

/** The proposals worth showing, the best first, at most `most`. */
export function bestProposals(line: ProposedLine, candidates: readonly Candidate[], most: number): Proposal[] {
  const found = candidates.flatMap((candidate) => proposalFor(line, candidate) ?? []).filter(({ score }) => score >= leastScore);
  return found.sort((a, b) => b.score - a.score || Math.abs(b.amount) - Math.abs(a.amount) || rank(a) - rank(b)).slice(0, most);
}

/** Open items a line may pay together. */
export interface OpenPart {
  open: Minor;
}

/** How many items are tried in every combination; beyond it only the oldest in a row. */
const combinedAtMost = 14;

/**
 * Several items that are exactly the line together: the oldest in a row, else the smallest set. Empty where none are.
 * Amounts have the line's sign.
 */
export function exactSet<Part extends OpenPart>(line: Minor, oldestFirst: readonly Part[]): Part[] {
  let sum = 0;
  for (const [index, { open }] of oldestFirst.entries()) {
    sum += open;
    if (sum === line && index > 0) return oldestFirst.slice(0, index + 1);
  }
  const few = oldestFirst.slice(0, combinedAtMost);
  let best: Part[] = [];
  for (let set = 1; set < 1 << few.length; set += 1) {
    const chosen = few.filter((_, index) => set & (1 << index));
    if (chosen.length < 2 || (best.length > 0 && chosen.length >= best.length)) continue;
    if (chosen.reduce((total, { open }) => total + open, 0) === line) best = chosen;
  }
  return best;
}

/** The same amount and the same number, once: the books have this line already, and nobody has to be asked. */
export function knownAlready(line: ProposedLine, postings: readonly Candidate[]): Proposal | null {
  const sure = postings.flatMap((posting) => proposalFor(line, posting) ?? []).filter(({ reasons }) => ['amount', 'reference'].every((kind) => reasons.some((reason) => reason.kind === kind)));
  return sure.length === 1 ? (sure[0] ?? null) : null;
}

/** Positive and negative are sizes to those who pay. */
export const sizeOf = (amount: Minor): Minor => minor(Math.abs(amount));
