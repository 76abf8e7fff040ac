import { sql } from 'kysely';
import { centreField, type CentreKind } from '../../shared/accounting/centre.rules.ts';
import type { AccountRole } from '../../shared/accounting/account-role.rules.ts';
import { type AskedLine, type AskingDocument, asksForMoney, notSettled, partOf } from '../../shared/reporting/cash-basis.rules.ts';
import { allocate } from '../../shared/units/allocate.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { ledgerAccountOf } from '../accounting/ledger-accounts.ts';
import type { Reader } from '../database/handles.ts';
import { askSql } from '../database/raw-sql.ts';
import { type ToShip, toShipAt } from '../sales/to-ship-at.queries.ts';
import { type AccountPosting, askedBy, askedLines, type CashItem, cashItemsAt, type ItemPosting, type PostingKey, type Side } from './cash-items.queries.ts';
import type { Sums } from './figures.queries.ts';

/**
 * What the cash basis adds to the books on an account: an income that nobody paid yet is taken off again, money ahead of its
 * goods is put in, and the receivable, the payable or the deposit takes the other side, so that all of them together are zero.
 * It names the posting it is about, which may lie on another account. Debit positive.
 */
export type Restated = AccountPosting;

const roles = ['accountsReceivable', 'customerDeposits', 'accountsPayable', 'salesRevenue', 'salesDiscounts', 'shippingIncome', 'roundingDifference', 'fxGain', 'fxLoss'] as const satisfies readonly AccountRole[];
type Accounts = Readonly<Record<(typeof roles)[number], number>>;

// The entries are those of the list.
const accountsOf = (reader: Reader): Accounts => Object.fromEntries(roles.map((role) => [role, ledgerAccountOf(reader, role)])) as Accounts;

/**
 * What the cash basis adds to the books at the end of a day. Only what is open then is looked at: whatever is settled counts as
 * it is booked, so a year of thousands of orders costs as many rows as are unpaid or unshipped at its end.
 */
export function restatedAt(reader: Reader, on: Day): Restated[] {
  const accounts = accountsOf(reader);
  const sales: Side = { sign: -1, roles: ['accountsReceivable', 'customerDeposits'], isAsked: sql<boolean>`(a.type = 'income' or a.id = ${accounts.roundingDifference})` };
  const bills: Side = { sign: 1, roles: ['accountsPayable'], isAsked: sql<boolean>`a.type in ('income', 'expense')` };
  const [orders, owed] = [cashItemsAt(reader, sales, on), cashItemsAt(reader, bills, on)];
  return [
    ...unsettled(reader, { ...sales, control: accounts.accountsReceivable }, orders),
    ...paidAhead(reader, accounts, orders, on),
    ...unsettled(reader, { ...bills, control: accounts.accountsPayable }, owed),
    ...revalued(reader, accounts, on),
  ];
}

/** What it adds in some days: at their end, less what it had added before them. `from` is null for a balance. */
export type RestatedIn = (from: Day | null, to: Day) => Restated[];

/** Each day is looked at once, however many columns begin or end with it. */
export function restating(reader: Reader): RestatedIn {
  const known = new Map<Day, Restated[]>();
  const at = (on: Day): Restated[] => {
    const found = known.get(on) ?? restatedAt(reader, on);
    known.set(on, found);
    return found;
  };
  return (from, to) => (from === null ? at(to) : [...at(to), ...at(addDays(from, -1)).map((one) => ({ ...one, amount: minor(0 - one.amount) }))]);
}

/** By ledger account. */
export function sumsOf(restated: readonly Restated[]): Sums {
  const sums = new Map<number, Minor>();
  for (const { ledgerAccountId, amount } of restated) sums.set(ledgerAccountId, minor((sums.get(ledgerAccountId) ?? 0) + amount));
  return sums;
}

/** By centre of a kind, without what belongs to none. */
export function centreSumsOf(restated: readonly Restated[], kind: CentreKind): Map<number, Sums> {
  const field = centreField[kind];
  return new Map([...Map.groupBy(restated.filter((one) => one[field] !== null), (one) => one[field] ?? 0)].map(([centreId, own]) => [centreId, sumsOf(own)]));
}

const isAsking = ({ ruleId, account }: ItemPosting): boolean => asksForMoney(ruleId, account);

/** What was asked for and is not settled: taken off its result accounts, and off the receivable or the payable. */
function unsettled(reader: Reader, side: Side & { control: number }, items: readonly CashItem[]): Restated[] {
  const owed = items.filter(({ open }) => open > 0);
  const lines = askedLines(reader, side, owed.flatMap(({ postings }) => postings.filter(isAsking).map(({ entryId }) => entryId)));
  return owed.flatMap(({ postings, open }) => {
    const documents = Map.groupBy(postings.filter(isAsking), ({ sourceKind, sourceId }) => `${sourceKind} ${sourceId}`);
    const parts = notSettled([...documents.values()].map((own) => documentOf(side, own, lines)), open);
    return parts.flatMap(({ of, amount }) => pair({ of, control: side.control, amount: minor(0 - side.sign * amount) }));
  });
}

/** A document and what took it back are one. */
function documentOf({ sign }: Side, postings: readonly ItemPosting[], lines: ReadonlyMap<number, readonly AccountPosting[]>): AskingDocument<AccountPosting> {
  const own = [...new Set(postings.map(({ entryId }) => entryId))].flatMap((entryId) => lines.get(entryId) ?? []);
  return { asked: askedBy(sign, postings), lines: own.map((of) => ({ of, amount: minor(sign * of.amount) })) };
}

/** An account changed by an amount, and the one its document stands open on by the opposite. */
const pair = ({ of, control, amount }: { of: PostingKey & { ledgerAccountId: number }; control: number; amount: Minor }): Restated[] => [
  { ...of, amount },
  { ...of, ledgerAccountId: control, amount: minor(0 - amount) },
];

/** Money held for orders still to ship: income of its day in the order's own proportions, and no deposit any more. */
function paidAhead(reader: Reader, accounts: Accounts, items: readonly CashItem[], on: Day): Restated[] {
  const held = items.filter(({ kind, open }) => kind === 'salesOrder' && open < 0);
  const rest = new Map(toShipAt(reader, held.map(({ id }) => id), on).map((row) => [row.orderId, row]));
  return held.flatMap(({ id, postings, open }) => {
    const order = rest.get(id);
    const money = minor(0 - open);
    const payments = paymentsOf(postings.filter(({ ledgerAccountId }) => ledgerAccountId === accounts.customerDeposits), money);
    return order ? partOf(orderedOf(accounts, order), money).flatMap((line) => paidLine(line, accounts.customerDeposits, payments)) : [];
  });
}

interface Payment {
  key: PostingKey;
  money: Minor;
}

/** What is still held of each payment, the newest first. */
function paymentsOf(deposits: readonly ItemPosting[], held: Minor): Payment[] {
  const payments: Payment[] = [];
  let left = held;
  for (const { entryId, lineNo, postedOn, channelId, locationId, campaignId, amount } of deposits.toReversed()) {
    const money = minor(Math.max(0, Math.min(left, 0 - amount)));
    if (money > 0) payments.push({ key: { entryId, lineNo, postedOn, channelId, locationId, campaignId }, money });
    left = minor(left - money);
  }
  return payments;
}

/** A line of the order by the payments it is paid with. */
function paidLine({ of, amount }: AskedLine<number>, control: number, payments: readonly Payment[]): Restated[] {
  const shares = payments.length === 0 ? [] : allocate(amount, payments.map(({ money }) => money));
  return payments.flatMap(({ key }, index) => pair({ of: { ...key, ledgerAccountId: of }, control, amount: minor(0 - (shares[index] ?? 0)) }));
}

/**
 * What an order still asks, line by line on the account its parcel will be posted to (DOMAIN §5 "shipment"). The shop's own sales
 * tax is asked and is no income; what a marketplace collects and remits is not asked for us at all.
 */
function orderedOf(accounts: Accounts, { taxBy, net, tax, discount, shippingNet, shippingTax, feesNet, feesTax, rounding }: ToShip): AskingDocument<number> {
  const taxes = taxBy === 'shop' ? tax + shippingTax + feesTax : 0;
  const line = (role: keyof Accounts, amount: number): AskedLine<number> => ({ of: accounts[role], amount: minor(amount) });
  return {
    asked: minor(net + shippingNet + feesNet + taxes + rounding),
    lines: [line('salesRevenue', net + discount + feesNet), line('salesDiscounts', 0 - discount), line('shippingIncome', shippingNet), line('roundingDifference', rounding)],
  };
}

/** What rates of exchange made of receivables and payables: nobody was paid it. An entry has its gains and its losses on two accounts. */
function revalued(reader: Reader, { accountsReceivable, accountsPayable, fxGain, fxLoss }: Accounts, on: Day): Restated[] {
  const found = askSql(
    reader,
    sql<AccountPosting & { isGain: number }>`
      select p.entryId, p.lineNo, p.postedOn, p.ledgerAccountId, p.amount, null as channelId, null as locationId, null as campaignId,
        (p.amount > 0) <> ((e.ruleId = 'accounting.revaluationBack') <> (e.reversesId is not null)) as isGain
      from journalEntry e cross join posting p on p.entryId = e.id
      where e.sourceKind = 'revaluation' and e.postedOn <= ${on} and p.ledgerAccountId in (${accountsReceivable}, ${accountsPayable}) and p.itemId is not null and p.amount <> 0`,
  );
  return found.flatMap(({ isGain, ledgerAccountId, ...posting }) => pair({ of: { ...posting, ledgerAccountId: isGain === 1 ? fxGain : fxLoss }, control: ledgerAccountId, amount: posting.amount }));
}
