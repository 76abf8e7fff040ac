import { sql } from 'kysely';
import { type CashGroup, cashGroupOf, cashGroups, forecastWeeks, middleOf, type PastPayout, type PayoutSchedule, payoutSchedule, type Usual } from '../../shared/reporting/cash-forecast.rules.ts';
import type { StatementAccount } from '../../shared/reporting/statement.rules.ts';
import { addDays, daysBetween } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { ledgerAccountOf } from '../accounting/ledger-accounts.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { flowsIn } from './figures.queries.ts';

/** The accounts a forecast tells apart: what is money, and what money is exchanged with. */
export interface CashAccounts {
  money: readonly StatementAccount[];
  others: readonly StatementAccount[];
}

const firstDay = read((db) => db.selectFrom('ledgerDay').select(sql<Day | null>`min(dayOn)`.as('dayOn')));

/** What was usual before a day, and the days it was seen on. */
export interface UsualSeen {
  weeks: number;
  from: Day;
  usual: Record<CashGroup, Usual>;
}

/** What money came and went for in the whole weeks before the end of a day, thirteen at most. What is no business of every week is never usual. */
export function usualBefore(reader: Reader, { money, others }: CashAccounts, on: Day): UsualSeen {
  const first = firstDay.get(reader, {})?.dayOn ?? null;
  const weeks = first === null || first > on ? 0 : Math.min(forecastWeeks, Math.floor((daysBetween(first, on) + 1) / 7));
  const from = addDays(on, 1 - weeks * 7);
  const totals = new Map<CashGroup, number>();
  const groups = new Map(others.map((account) => [account.ledgerAccountId, cashGroupOf(account)]));
  for (const { ledgerAccountId, inflow, outflow } of weeks === 0 ? [] : flowsIn(reader, money.map((account) => account.ledgerAccountId), from, on)) {
    const group = groups.get(ledgerAccountId) ?? 'other';
    totals.set(group, (totals.get(group) ?? 0) + inflow - outflow);
  }
  // The groups are the keys, each once.
  const usual = Object.fromEntries(cashGroups.map((group) => [group, { total: minor(group === 'other' ? 0 : (totals.get(group) ?? 0)), weeks }])) as Record<CashGroup, Usual>;
  return { weeks, from, usual };
}

const payoutsSeen = 7;

const pastPayouts = read((db, p: { channelId: number; on: Day; clearing: number; limit: number }) =>
  db
    .selectFrom('settlement as s')
    .select(['s.paidOn', 's.basePayout as received'])
    .select(sql<Minor | null>`(select -sum(amount) from posting p where p.entryId = s.entryId and p.ledgerAccountId = ${p.clearing})`.as('settled'))
    .select(
      sql<number | null>`(select round(avg(julianday(s.paidOn) - julianday(i.sinceOn))) from posting p join openItem i on i.ledgerAccountId = p.ledgerAccountId and i.itemKind = p.itemKind and i.itemId = p.itemId
        where p.entryId = s.entryId and p.ledgerAccountId = ${p.clearing} and p.itemKind = 'salesOrder')`.as('heldDays'),
    )
    .where('s.channelId', '=', p.channelId)
    .where('s.takenBackById', 'is', null)
    .where('s.finishedAt', 'is not', null)
    .where('s.postedOn', '<=', p.on)
    .where('s.paidOn', '<=', p.on)
    .orderBy('s.paidOn', 'desc')
    .orderBy('s.id', 'desc')
    .limit(p.limit),
);

/** When a channel pays out, by what its last payouts before the end of a day show. */
export function scheduleOf(reader: Reader, channelId: number, on: Day): PayoutSchedule {
  const past = pastPayouts.all(reader, { channelId, on, clearing: ledgerAccountOf(reader, 'channelClearing'), limit: payoutsSeen }).toReversed();
  return payoutSchedule(past.map(({ paidOn, received, settled, heldDays }): PastPayout => ({ paidOn, received: received ?? minor(0), settled: settled ?? minor(0), heldDays: heldDays ?? 0 })), on);
}

const lateSeenDays = 180;

interface Settled {
  lastOn: Day;
  dueOn: Day | null;
}

const receivedLate = read((db, p: { account: number; from: Day; on: Day }) =>
  db
    .selectFrom('openItem as i')
    .select('i.lastOn')
    .select(
      sql<Day | null>`(select min(v.dueOn) from shipment h join invoiceShipment x on x.shipmentId = h.id join invoice v on v.id = x.invoiceId where h.orderId = i.itemId and v.cancelledAt is null)`.as('dueOn'),
    )
    .where('i.ledgerAccountId', '=', p.account)
    .where('i.sinceOn', '>=', p.from)
    .where('i.itemKind', '=', 'salesOrder')
    .where('i.balance', '=', minor(0))
    .where('i.lastOn', '<=', p.on),
);
const paidLate = read((db, p: { account: number; from: Day; on: Day }) =>
  db
    .selectFrom('openItem as i')
    .innerJoin('supplierBill as b', 'b.id', 'i.itemId')
    .select(['i.lastOn', 'b.dueOn'])
    .where('i.ledgerAccountId', '=', p.account)
    .where('i.sinceOn', '>=', p.from)
    .where('i.itemKind', '=', 'supplierBill')
    .where('b.cancelledAt', 'is', null)
    .where('i.balance', '=', minor(0))
    .where('i.lastOn', '<=', p.on),
);

/** How many days after its due day a document is paid, in the middle of those of half a year; 0 where none was. Early is negative. */
export function usuallyLate(reader: Reader, side: 'receivable' | 'payable', on: Day): number {
  const asked = { account: ledgerAccountOf(reader, side === 'receivable' ? 'accountsReceivable' : 'accountsPayable'), from: addDays(on, -lateSeenDays), on };
  const settled: Settled[] = side === 'receivable' ? receivedLate.all(reader, asked) : paidLate.all(reader, asked);
  return middleOf(settled.flatMap(({ lastOn, dueOn }) => (dueOn === null ? [] : [daysBetween(dueOn, lastOn)])));
}
