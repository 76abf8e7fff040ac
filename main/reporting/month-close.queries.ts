import type { AccountRole } from '../../shared/accounting/account-role.rules.ts';
import { monthEnd, type Span } from '../../shared/accounting/fiscal-period.rules.ts';
import { lockOfMonth, locksOfMonth, type MonthItem, type MonthRow, monthRows } from '../../shared/reporting/month-close.rules.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import { type Day, day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { getPeriod } from '../accounting/period.queries.ts';
import { openNamedOn } from '../banking/open-item.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { closesOf, standingTicks } from './month-close.statements.ts';
import { clearingAge, monthFacts, taxPeriodsIn } from './month-facts.queries.ts';

/** The calendar month a day lies in. */
export const monthOf = (on: Day): Span => ({ from: day(`${on.slice(0, 7)}-01`), to: monthEnd(on) });

/** A month's checklist as it stands, without what only `check` can say. @throws Refusal chart.missing */
export const checklistOf = (reader: Reader, month: Span, actor: Actor, now: Instant): MonthRow[] => monthRows(monthFacts(reader, month, actor, now), standingTicks.all(reader, { throughOn: month.to }));

/** A month: its checklist, every closing and reopening of it, and the tax periods that end in it. @throws Refusal chart.missing */
export function getMonth(reader: Reader, { on }: { on: Day }, actor: Actor, now: Instant) {
  const month = monthOf(on);
  const { closedThrough, history } = getPeriod(reader);
  const locks = locksOfMonth(history.toReversed(), month);
  return {
    ...month,
    state: lockOfMonth(month, closedThrough, dayOf(now, getShop(reader).timeZone), locks),
    closedThrough,
    rows: checklistOf(reader, month, actor, now),
    locks: locks.toReversed().map(({ atSequence: _at, ...lock }) => lock),
    closes: closesOf.all(reader, { throughOn: month.to }),
    taxPeriods: taxPeriodsIn(reader, month, actor, now).map(({ fromOn, throughOn, dueOn, state }) => ({ fromOn, throughOn, dueOn, state })),
  };
}

/** The control accounts an item is about, and from which age on. */
const accountsOf: Partial<Record<MonthItem, { roles: AccountRole[]; olderThan?: number; sign: 1 | -1 }>> = {
  payouts: { roles: ['channelClearing'], olderThan: clearingAge, sign: 1 },
  unbilled: { roles: ['goodsReceivedNotInvoiced'], sign: -1 },
  deposits: { roles: ['customerDeposits'], sign: -1 },
  returns: { roles: ['refundsPayable'], sign: -1 },
};

const itemsShown = 100;

/** The documents behind an item of a month, the oldest first; nothing where it is about no open items. */
export function listMonthItems(reader: Reader, { on, item }: { on: Day; item: MonthItem }) {
  const about = accountsOf[item];
  if (!about) return { rows: [], more: false };
  const { to } = monthOf(on);
  const before = addDays(to, about.olderThan === undefined ? 1 : -about.olderThan);
  const found = about.roles.flatMap((role) => openNamedOn(reader, role, to, before, itemsShown + 1));
  return { rows: found.slice(0, itemsShown).map((row) => ({ ...row, open: minor(about.sign * row.open) })), more: found.length > itemsShown };
}
