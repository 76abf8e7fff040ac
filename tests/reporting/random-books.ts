import fc from 'fast-check';
import { postEntry } from '../../main/accounting/journal.service.ts';
import type { ChartId } from '../../shared/accounting/charts/charts.ts';
import { accountRoles, type AccountRole, type RoleFacts } from '../../shared/accounting/account-role.rules.ts';
import { debit, type EntryDraft, type Leg } from '../../shared/accounting/entry.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { type Day, day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { newShop, openingTime, type TestShop } from '../support/shop.ts';

export const firstDay = day('2024-11-20');
/** The clock of these shops stands past every random day, so that any period of them is over. */
const now = Date.UTC(2027, 5, 1);

const roles = Object.keys(accountRoles) as AccountRole[];
const controlled = (role: AccountRole): boolean => (accountRoles[role] as RoleFacts).control !== undefined && role !== 'inventory';

const amount = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -9_000_000, max: 9_000_000 })).map(minor);
interface RandomLeg {
  role: AccountRole;
  amount: Minor;
  channelId: number | null;
  locationId: number | null;
  campaignId: number | null;
  id: number;
}
const leg: fc.Arbitrary<RandomLeg> = fc.record({ role: fc.constantFrom(...roles.filter((role) => role !== 'inventory')), amount, channelId: fc.constantFrom(null, null, 1, 2), locationId: fc.constantFrom(null, null, 1, 2), campaignId: fc.constantFrom(null, null, 1, 2), id: fc.integer({ min: 1, max: 3 }) });
/** Money, a debt and owners' capital take up what is missing, so that entries with and without money occur. */
const entry = fc.record({
  kind: fc.constant('entry' as const),
  legs: fc.array(leg, { minLength: 1, maxLength: 6 }),
  rest: fc.constantFrom<AccountRole>('bank', 'till', 'accountsReceivable', 'salesRevenue', 'retainedEarnings'),
  place: fc.constantFrom(null, null, 1, 2),
  after: fc.integer({ min: 0, max: 800 }),
});
const closing = fc.record({ kind: fc.constant('close' as const), after: fc.integer({ min: 0, max: 800 }) });
const takeBack = fc.record({ kind: fc.constant('takeBack' as const) });
type Step = { kind: 'entry'; legs: RandomLeg[]; rest: AccountRole; place: number | null; after: number } | { kind: 'close'; after: number } | { kind: 'takeBack' };
export const histories: fc.Arbitrary<Step[]> = fc.array(fc.oneof({ weight: 6, arbitrary: entry }, { weight: 2, arbitrary: closing }, { weight: 1, arbitrary: takeBack }), { minLength: 1, maxLength: 25 });

const toLeg = ({ role, amount: value, channelId, locationId, campaignId, id }: RandomLeg): Leg => ({ role, amount: value, channelId, locationId, campaignId, ...(controlled(role) && { item: { kind: 'customer' as const, id } }) });

function draftOf({ legs, rest, place, after }: Extract<Step, { kind: 'entry' }>): EntryDraft {
  const taken = legs.map(toLeg);
  const missing = minor(0 - taken.reduce((sum, one) => sum + one.amount, 0));
  const last: Leg = debit(rest, missing, controlled(rest) ? { item: { kind: 'customer', id: 1 } } : {});
  return { postedOn: addDays(firstDay, after), occurredAt: instant(openingTime), source: { kind: 'command', id: 1 }, rule: { id: 'random', version: 1 }, memo: { key: 'random', values: {} }, terms: {}, legs: [...taken, last], locationId: place };
}

/** A shop on a chart, ready for a history. */
export function newBooks(chart: ChartId, fiscalYearStartMonth = 1): TestShop {
  const shop = newShop({ chart, fiscalYearStartMonth });
  shop.clock.set(now);
  for (const name of ['1', '2']) {
    shop.call('location.create', { name, kind: 'warehouse' });
    shop.call('campaign.add', { name, fromOn: firstDay });
  }
  return shop;
}

/** Plays a history; what a closing refuses is no part of it. */
export function play(shop: TestShop, steps: readonly Step[]): void {
  for (const step of steps) {
    if (step.kind === 'entry') shop.tx((tx) => postEntry(tx, draftOf(step)));
    else tolerating(() => (step.kind === 'close' ? closeAround(shop, addDays(firstDay, step.after)) : takeBackLatest(shop)));
  }
}

const tolerating = (work: () => unknown): void => {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
};

/** The end of the period a day lies in, as the refusal names it. */
function closeAround(shop: TestShop, on: Day): void {
  try {
    shop.call('closing.close', { throughOn: on });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'closing.notAnEnd') throw error;
    shop.call('closing.close', { throughOn: day((error.details as { endsOn: string }).endsOn) });
  }
}

function takeBackLatest(shop: TestShop): void {
  const latest = shop.call('closing.list', undefined).rows.find(({ mayTakeBack }) => mayTakeBack);
  if (latest) shop.call('closing.takeBack', { resultClosingId: latest.resultClosingId });
}
