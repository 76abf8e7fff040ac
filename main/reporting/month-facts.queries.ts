import type { AccountRole } from '../../shared/accounting/account-role.rules.ts';
import { profitOf } from '../../shared/accounting/closing.rules.ts';
import type { Span } from '../../shared/accounting/fiscal-period.rules.ts';
import type { MonthFacts, MonthPair } from '../../shared/reporting/month-close.rules.ts';
import { zReportAsked } from '../../shared/reporting/report.contract.ts';
import { addDays, startOfDay } from '../../shared/units/calendar.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { openResults } from '../accounting/closing.statements.ts';
import { closingWay } from '../accounting/closing-way.ts';
import { ledgerAccountOf } from '../accounting/ledger-accounts.ts';
import { openOn } from '../accounting/open-day.queries.ts';
import { draftsThrough } from '../accounting/recurring.queries.ts';
import { accountBalanceBefore, getTrialBalance } from '../accounting/trial-balance.queries.ts';
import { allAccounts, reconciledThrough } from '../banking/bank-account.statements.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { getTaxReturn, taxCalendar } from '../tax/return.queries.ts';
import { balanceSheet } from './balance-sheet.queries.ts';
import { cashFlow } from './cash-flow.queries.ts';
import { outsideSums, unfinished } from './month-close.statements.ts';
import { profitAndLoss } from './profit-and-loss.queries.ts';
import { frameOf } from './statement-frame.ts';
import { trialBalance } from './trial-balance.queries.ts';

/** Money a channel holds longer than this before the month's end is asked about. */
export const clearingAge = 30;

interface Asking {
  reader: Reader;
  month: Span;
  actor: Actor;
  now: Instant;
}

/**
 * What the shop knows of every item of a month's checklist at its last day. Nothing is proved here: figures come from the room
 * that keeps them, and `check` proves these. @throws Refusal chart.missing
 */
export function monthFacts(reader: Reader, month: Span, actor: Actor, now: Instant): MonthFacts[] {
  const asking = { reader, month, actor, now };
  const { country, baseCurrency, timeZone } = getShop(reader);
  const outside = outsideSums.get(reader, { ...month, base: baseCurrency })!;
  const work = unfinished.get(reader, { end: startOfDay(addDays(month.to, 1), timeZone) })!;
  const clearing = openOn(reader, 'channelClearing', month.to, addDays(month.to, -clearingAge));
  const refunds = openItems(asking, 'refundsPayable');
  const accrued = balanceOf(asking, 'accruedLandedCost');
  const foreign = outside.foreignBanks + outside.foreignChannels;
  return [
    { item: 'payouts', applies: outside.channels > 0 || clearing.items > 0, open: clearing.aged, amount: clearing.open },
    bankFacts(asking),
    { item: 'unbilled', applies: true, ...openItems(asking, 'goodsReceivedNotInvoiced') },
    { item: 'deposits', applies: true, ...openItems(asking, 'customerDeposits') },
    { item: 'returns', applies: true, open: work.returns + refunds.open, amount: refunds.amount },
    { item: 'counts', applies: true, open: work.counts, amount: minor(0) },
    { item: 'stock', applies: true, open: 0, amount: balanceOf(asking, 'inventory') },
    ageingFacts(asking),
    { item: 'credit', applies: true, open: openItems(asking, 'storeCredit').open, amount: sumMinor([balanceOf(asking, 'storeCredit'), balanceOf(asking, 'loyaltyPoints')].map((one) => minor(0 - one))) },
    { item: 'accruals', applies: outside.channels > 0 || accrued !== 0, open: 0, amount: minor(0 - accrued), always: true },
    { item: 'currencies', applies: foreign > 0, open: foreign, amount: minor(0) },
    taxFacts(asking),
    recurringFacts(asking),
    { item: 'platforms', applies: country === 'CN' && outside.channels > 0, open: outside.sellers, amount: outside.earned, always: true },
    { item: 'drawers', applies: true, open: work.drawers, amount: balanceOf(asking, 'till') },
    resultFacts(asking),
    statementFacts(asking),
    { item: 'exporting', applies: outside.entries > 0, open: outside.entries, amount: getTrialBalance(reader, month).totals.debit, always: true },
    { item: 'numbers', applies: true, open: 0, amount: minor(0) },
    { item: 'record', applies: true, open: 0, amount: minor(0) },
  ];
}

/** A role's balance at the month's end, debit positive. */
const balanceOf = ({ reader, month }: Asking, role: AccountRole): Minor => accountBalanceBefore(reader, ledgerAccountOf(reader, role), addDays(month.to, 1));

/** The open items of a role that is owed by us, at the month's end. */
function openItems({ reader, month }: Asking, role: AccountRole): { open: number; amount: Minor } {
  const { items, open } = openOn(reader, role, month.to, month.to);
  return { open: items, amount: minor(0 - open) };
}

/** Each account is brought together with its statements through the month's end; money at a bank nobody keeps a statement of counts as one that is not. */
function bankFacts({ reader, month, ...rest }: Asking): MonthFacts {
  const accounts = allAccounts.all(reader, {}).filter(({ openedOn }) => openedOn === null || openedOn <= month.to);
  const open = accounts.filter(({ id }) => (reconciledThrough(reader, id) ?? '') < month.to);
  const bank = balanceOf({ reader, month, ...rest }, 'bank');
  const amount = sumMinor([...new Set(accounts.map(({ ledgerAccountId }) => ledgerAccountId))].map((id) => accountBalanceBefore(reader, id, addDays(month.to, 1))));
  if (accounts.length === 0) return { item: 'bank', applies: bank !== 0, open: 1, amount: bank };
  return { item: 'bank', applies: true, open: open.length, amount, refId: open[0]?.id ?? accounts[0]!.id };
}

/** What customers owe and what is owed to suppliers, item by item, against their accounts. */
function ageingFacts(asking: Asking): MonthFacts {
  const { reader, month } = asking;
  const sides = ([['receivables', 'accountsReceivable'], ['payables', 'accountsPayable']] as const).map(([id, role]) => ({ id, ...openOn(reader, role, month.to, month.to), control: balanceOf(asking, role) }));
  const pairs = sides.map(({ id, open, control }): MonthPair => (id === 'receivables' ? { id, left: open, right: control } : { id, left: minor(0 - open), right: minor(0 - control) }));
  return { item: 'ageing', applies: true, open: sides.reduce((sum, { items }) => sum + items, 0), amount: sumMinor(sides.map(({ open }) => open)), pairs };
}

/** The periods that end in the month, and what the lines of theirs and the tax accounts say. */
function taxFacts({ reader, month, actor, now }: Asking): MonthFacts {
  const ended = taxPeriodsIn(reader, month, actor, now);
  const pairs = ended.map(({ fromOn }) => {
    const { tie } = getTaxReturn(reader, { fromOn }, actor, now);
    return { id: 'taxLines', left: tie.ledger, right: tie.postings };
  });
  const open = ended.filter(({ state }) => state !== 'filed').length;
  return { item: 'tax', applies: ended.length > 0, open, amount: sumMinor(ended.map(({ due }) => due)), pairs };
}

/** The tax periods whose last day lies in the month, newest first. */
export const taxPeriodsIn = (reader: Reader, { from, to }: Span, actor: Actor, now: Instant) => taxCalendar(reader, undefined, actor, now).periods.filter(({ throughOn }) => throughOn >= from && throughOn <= to);

function recurringFacts({ reader, month }: Asking): MonthFacts {
  const drafts = draftsThrough(reader, month.to);
  return { item: 'recurring', applies: true, open: drafts.length, amount: sumMinor(drafts.map(({ amount }) => amount)) };
}

/** Where the chart closes its result at the end of this month, nothing of it is left on the result accounts. */
function resultFacts({ reader, month }: Asking): MonthFacts {
  const applies = closingWay(reader).endOf(month.to) === month.to;
  const results = applies ? openResults.all(reader, { on: month.to }) : [];
  return { item: 'result', applies, open: results.length, amount: profitOf(results) };
}

const statements = { trialBalance, profitAndLoss, balanceSheet, cashFlow };
// An object's keys are those of its type.
const statementNames = Object.keys(statements) as (keyof typeof statements)[];

/** Whatever the statements of the month say must agree. */
function statementFacts({ reader, month }: Asking): MonthFacts {
  const pairs = statementNames.flatMap((name) => statements[name](reader, frameOf(reader, zReportAsked.parse({ name, ...month }))).controls.map(({ id, left, right }): MonthPair => ({ id: `${name}.${id}`, left, right })));
  return { item: 'statements', applies: true, open: pairs.length, amount: minor(0), pairs };
}
