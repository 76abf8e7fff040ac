import type { Span } from '../accounting/fiscal-period.rules.ts';
import type { Day } from '../units/day.ts';
import type { Instant } from '../units/instant.ts';
import type { Minor } from '../units/minor.ts';

/**
 * What is looked at before a month is locked, in order. `proof`: it holds or it does not, and nobody may say otherwise. `work`:
 * done by doing it. `look`: a person looks at the figures and says so; the tick counts while the figures are the same.
 */
export const monthItems = {
  payouts: 'look',
  bank: 'work',
  unbilled: 'look',
  deposits: 'proof',
  returns: 'look',
  counts: 'work',
  stock: 'proof',
  ageing: 'proof',
  credit: 'proof',
  accruals: 'look',
  currencies: 'look',
  tax: 'look',
  recurring: 'work',
  platforms: 'look',
  drawers: 'work',
  result: 'work',
  statements: 'proof',
  exporting: 'look',
  numbers: 'proof',
  record: 'proof',
} as const;

export type MonthItem = keyof typeof monthItems;
// An object's keys are those of its type.
export const monthItemIds = Object.keys(monthItems) as MonthItem[];

/** Two figures that must be one, in minor units of the base currency. */
export interface MonthPair {
  id: string;
  left: Minor;
  right: Minor;
}

/** What the shop knows of an item at the month's last day. */
export interface MonthFacts {
  item: MonthItem;
  /** Whether the shop has anything of the kind. */
  applies: boolean;
  /** How many things there are to see to, or to look at. */
  open: number;
  amount: Minor;
  /** Whether a person looks even where nothing is open. */
  always?: boolean;
  pairs?: MonthPair[];
  /** What the item's screen is opened on: a bank account, an order. */
  refId?: number | null;
}

export interface MonthTick {
  monthTickId: number;
  item: string;
  open: number;
  amount: Minor;
  note: string;
  tickedAt: Instant;
  userName: string;
}

/** `wait`: still being proved. `look`: somebody has to do or see something. `stop`: figures that must agree do not. */
export type MonthState = 'off' | 'done' | 'look' | 'stop' | 'wait';

export interface MonthRow {
  item: MonthItem;
  way: (typeof monthItems)[MonthItem];
  state: MonthState;
  open: number;
  amount: Minor;
  pairs: MonthPair[];
  refId: number | null;
  tick: (MonthTick & { stale: boolean }) | null;
  /** Rows the item's proofs went through; null until they ran. */
  checked: number | null;
  faults: { proof: string; says: string }[];
}

/** One proof of `check`, as far as a checklist needs it. */
export interface MonthProof {
  id: string;
  checked: number;
  faults: readonly { says: string }[];
}

/** The rows of the checklist before anything is proved anew; a tick on other figures than today's does not count. */
export function monthRows(facts: readonly MonthFacts[], ticks: readonly MonthTick[]): MonthRow[] {
  return facts.map((fact) => {
    const tick = ticks.find(({ item }) => item === fact.item) ?? null;
    const stale = tick !== null && (tick.open !== fact.open || tick.amount !== fact.amount);
    const { item, open, amount, pairs = [], refId = null } = fact;
    return { item, way: monthItems[item], state: stateOf(fact, tick !== null && !stale), open, amount, pairs, refId, tick: tick && { ...tick, stale }, checked: null, faults: [] };
  });
}

function stateOf({ item, applies, open, always = false, pairs = [] }: MonthFacts, ticked: boolean): MonthState {
  if (pairs.some(({ left, right }) => left !== right)) return 'stop';
  if (monthItems[item] === 'proof') return 'wait';
  if (!applies) return 'off';
  if (monthItems[item] === 'work') return open === 0 ? 'done' : 'look';
  return ticked || (open === 0 && !always) ? 'done' : 'look';
}

/** Which item a proof of `check` belongs to; what is about no item in particular is about the record and the books as a whole. */
export function itemOfProof(id: string): MonthItem {
  return places.find(([pattern]) => pattern.test(id))?.[1] ?? 'record';
}

const places: readonly (readonly [RegExp, MonthItem])[] = [
  [/^INV-C/, 'payouts'],
  [/^INV-B| banking$/, 'bank'],
  [/^INV-P| purchasing$/, 'unbilled'],
  [/^INV-O/, 'deposits'],
  [/^INV-K/, 'counts'],
  [/^INV-[SF]| (inventory|costing)$/, 'stock'],
  [/^INV-L6$/, 'ageing'],
  [/^INV-R/, 'credit'],
  [/^INV-T/, 'tax'],
  [/ recurring$/, 'recurring'],
  [/^JOB-9| till$/, 'drawers'],
  [/ closings$/, 'result'],
  [/^INV-L4/, 'statements'],
  [/^INV-D[12]| numbers$/, 'numbers'],
];

/** The rows with what `check` found: a broken proof stops its item, whatever somebody ticked. */
export function withProofs(rows: readonly MonthRow[], proofs: readonly MonthProof[]): MonthRow[] {
  const byItem = Map.groupBy(proofs, ({ id }) => itemOfProof(id));
  return rows.map((row) => {
    const own = byItem.get(row.item) ?? [];
    const faults = own.flatMap(({ id, faults: found }) => found.map(({ says }) => ({ proof: id, says })));
    const state = faults.length > 0 ? 'stop' : row.state === 'wait' ? 'done' : row.state;
    return { ...row, state, faults, checked: own.reduce((sum, { checked }) => sum + checked, 0) };
  });
}

/** What keeps the month from being locked. */
export const stillOpen = <Row extends Pick<MonthRow, 'state'>>(rows: readonly Row[]): Row[] => rows.filter(({ state }) => state !== 'done' && state !== 'off');

/** What is open, by its places on the checklist. */
export function openDetails(throughOn: Day, open: readonly Pick<MonthRow, 'item'>[]): { throughOn: Day; count: number; first: number; items: string } {
  const places = open.map(({ item }) => monthItemIds.indexOf(item) + 1);
  return { throughOn, count: places.length, first: places[0] ?? 0, items: places.join(', ') };
}

export interface LockEvent {
  id: number;
  kind: 'lock' | 'reopen';
  throughOn: Day | null;
}

/** Those closings and reopenings, oldest first, that closed or opened any day of a month; each is told from the one before it. */
export function locksOfMonth<Lock extends LockEvent>(oldestFirst: readonly Lock[], { from, to }: Span): Lock[] {
  let before: Day | null = null;
  return oldestFirst.filter((lock) => {
    const [low, high] = lock.kind === 'lock' ? [before, lock.throughOn] : [lock.throughOn, before];
    before = lock.throughOn;
    // The days between the two ends changed: after `low`, through `high`.
    return (low ?? '') < to && (high ?? '') >= from;
  });
}

export type MonthLock = 'running' | 'open' | 'locked' | 'reopened';

/** Whether a month is locked; one that was reopened says so until it is locked again, and its rows stay. */
export function lockOfMonth({ to }: Span, closedThrough: Day | null, today: Day, locks: readonly LockEvent[]): MonthLock {
  if (closedThrough !== null && closedThrough >= to) return 'locked';
  if (locks.some(({ kind }) => kind === 'reopen')) return 'reopened';
  return to < today ? 'open' : 'running';
}

/** What the QR on a month's paper says: whose books, through which day, and where their record stood. */
export const sealText = (seal: { databaseId: string; throughOn: Day; headId: number; head: string }): string => `shopwright:${seal.databaseId}:${seal.throughOn}:${seal.headId}:${seal.head}`;
