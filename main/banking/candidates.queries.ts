import { sql } from 'kysely';
import type { LinePart } from '../../shared/banking/fields.ts';
import { type Candidate, exactSet, mentions, type NameKey, namedIn, nameKeyOf, type ProposedLine, squash } from '../../shared/banking/proposal.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { ledgerAccountOf } from '../accounting/ledger-accounts.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { dueInForeign } from '../sales/foreign-order.ts';
import { type BankAccountRow, moneyOf } from './bank-account.statements.ts';
import { openOfPosting } from './decision.statements.ts';
import { ruleFor } from './learned-rule.service.ts';

/** A line as it is proposed for, with what is open of it. */
export interface LineToMatch extends ProposedLine {
  id: number;
  amount: Minor;
}

/** How far apart an entry and its line may lie: a transfer over holidays, a cheque. */
const daysApart = 31;

/** Postings of the account, and of the one rules call the bank, that no line accounts for; what was voided is none. */
const openPostings = read((db, p: { own: number; bank: number; from: Day; to: Day; amount: Minor; currency: string | null }) =>
  db
    .selectFrom('posting as p')
    .innerJoin('journalEntry as e', 'e.id', 'p.entryId')
    .select(['p.entryId', 'p.lineNo as postingNo', 'p.postedOn', 'e.number', 'e.memoValues', openOfPosting.as('open')])
    .where('p.ledgerAccountId', 'in', sql<number>`(${p.own}, ${p.bank})`)
    .where('p.postedOn', '>=', p.from)
    .where('p.postedOn', '<=', p.to)
    .where(sql<boolean>`${moneyOf('p')} = ${p.amount}`)
    .where(sql<boolean>`p.currency is ${p.currency}`)
    .where(sql<boolean>`${openOfPosting} <> 0`)
    .where('e.reversesId', 'is', null)
    .where(sql<boolean>`not exists (select 1 from journalEntry r where r.reversesId = e.id)`)
    .where(sql<boolean>`(select sum(${moneyOf('q')}) from journalEntry d join posting q on q.entryId = d.id where d.sourceKind = e.sourceKind and d.sourceId = e.sourceId and q.ledgerAccountId = p.ledgerAccountId) <> 0`)
    .limit(20),
);

/** Entries that stand and no line accounts for, of the same amount. */
export function postingCandidates(reader: Reader, account: Pick<BankAccountRow, 'ledgerAccountId' | 'held'>, line: LineToMatch): Candidate[] {
  const days = { from: addDays(line.bookedOn, -daysApart), to: addDays(line.bookedOn, daysApart) };
  const found = openPostings.all(reader, { own: account.ledgerAccountId, bank: ledgerAccountOf(reader, 'bank'), ...days, amount: line.open, currency: account.held });
  return found.map(({ entryId, postingNo, postedOn, number, memoValues, open }) => {
    const values = JSON.parse(memoValues) as Record<string, string | number>;
    const { supplier = '', ...others } = values;
    return { kind: 'posting', numbers: [number], references: Object.values(others).map(String), party: String(supplier), open, on: postedOn, learned: 0, parts: (amount) => [{ kind: 'posting', entryId, postingNo, amount }] };
  });
}

interface OpenOrder {
  id: number;
  number: string;
  customer: string;
  orderedOn: Day;
  /** In the base currency; what an order in another asks is read when it is proposed. */
  due: Minor;
  currency: string | null;
  owed: Minor;
  customerId: number | null;
}

const orderColumns = ['o.id', 'o.shownNumber as number', 'o.orderedOn', 'o.owed', 'o.customerId', sql<string>`coalesce(c.name, '')`.as('customer'), sql<Minor>`o.claim - o.cancelledClaim - o.captured`.as('due')] as const;

const ordersToPay = read((db, p: { held: string | null }) =>
  db
    .selectFrom('salesOrder as o')
    .leftJoin('customer as c', 'c.id', 'o.customerId')
    .leftJoin('foreignItem as f', (join) => join.on(sql<boolean>`f.itemKind = 'salesOrder' and f.itemId = o.id`))
    .select([...orderColumns, 'f.currency'])
    .where('o.payment', 'in', sql<'unpaid'>`('unpaid', 'partlyPaid', 'refundOwed', 'overpaid')`)
    .where('o.intake', '<>', 'history')
    .where(sql<boolean>`(${p.held} is null or f.currency = ${p.held})`)
    .orderBy('o.orderedAt')
    .limit(2000),
);

interface OpenBill {
  id: number;
  number: string;
  supplierNumber: string;
  supplierId: number;
  supplier: string;
  billedOn: Day;
  open: Minor;
  /** Null where it is in the base currency; then what is open of it in its own. */
  currency: string | null;
  foreignOpen: Minor | null;
}

const openBills = read((db) =>
  db
    .selectFrom('supplierBill as b')
    .innerJoin('supplier as s', 's.id', 'b.supplierId')
    .leftJoin('foreignItem as f', (join) => join.on(sql<boolean>`f.itemKind = 'supplierBill' and f.itemId = b.id`))
    .select(['b.id', 'b.number', 'b.supplierNumber', 'b.supplierId', 's.name as supplier', 'b.billedOn', 'b.open', 'f.currency'])
    .select(sql<Minor | null>`iif(f.currency is null, null, (select sum(-o.foreignBalance) from openItem o where o.ledgerAccountId = (select ledgerAccountId from accountRole where role = 'accountsPayable') and o.itemKind = 'supplierBill' and o.itemId = b.id))`.as('foreignOpen'))
    .where('b.open', '<>', minor(0))
    .orderBy('b.dueOn')
    .orderBy('b.id')
    .limit(2000),
);

const openClaims = read((db) =>
  db
    .selectFrom('supplierClaim as c')
    .innerJoin('supplier as s', 's.id', 'c.supplierId')
    .select(['c.id', 'c.number', 's.name as supplier', 'c.open'])
    .where('c.settled', '=', 0)
    .where('c.open', '>', minor(0))
    .limit(500),
);

const payoutsOnTheWay = read((db, p: { account: number; from: Day; to: Day; amount: Minor }) =>
  db
    .selectFrom('posting as p')
    .innerJoin('journalEntry as e', 'e.id', 'p.entryId')
    .select(['p.postedOn', 'e.number', 'e.memoValues'])
    .where('p.ledgerAccountId', '=', p.account)
    .where('p.postedOn', '>=', p.from)
    .where('p.postedOn', '<=', p.to)
    .where('p.amount', '=', p.amount)
    .where('p.itemId', 'is', null)
    .limit(5),
);
const settledPayouts = read((db, p: { account: number; from: Day; to: Day; amount: Minor }) =>
  db
    .selectFrom('posting as p')
    .innerJoin('journalEntry as e', 'e.id', 'p.entryId')
    .select([sql<number>`p.itemId`.as('settlementId'), 'p.postedOn', 'e.memoValues'])
    .where('p.ledgerAccountId', '=', p.account)
    .where('p.postedOn', '>=', p.from)
    .where('p.postedOn', '<=', p.to)
    .where('p.amount', '=', p.amount)
    .where('e.sourceKind', '=', 'settlement')
    .where('e.reversesId', 'is', null)
    .where('p.itemKind', '=', 'settlement')
    .where(sql<boolean>`(select sum(q.amount) from posting q where q.itemKind = 'settlement' and q.itemId = p.itemId and q.ledgerAccountId = p.ledgerAccountId) = p.amount`)
    .limit(5),
);
const balanceOf = read((db, p: { account: number }) => db.selectFrom('ledgerDay').select(sql<Minor>`coalesce(sum(debit - credit), 0)`.as('balance')).where('ledgerAccountId', '=', p.account));

const oppositeLines = read((db, p: { from: Day; to: Day; amount: Minor; currency: string }) =>
  db
    .selectFrom('bankAccount as a')
    .innerJoin('bankLine as l', 'l.bankAccountId', 'a.id')
    .select(['a.id as bankAccountId', 'a.name', 'l.bookedOn'])
    .where('l.takenBackById', 'is', null)
    .where('l.bookedOn', '>=', p.from)
    .where('l.bookedOn', '<=', p.to)
    .where('a.currency', '=', p.currency)
    .where(sql<boolean>`l.amount - l.matched = ${p.amount}`)
    .where(sql<boolean>`l.matched <> l.amount`)
    .limit(10),
);

/** With the name of its party as texts are searched for it. */
type Named<Open> = Open & { name: NameKey };

/** What stands open in the shop, read once for a page of lines. */
export interface OpenThings {
  orders: Named<OpenOrder>[];
  bills: Named<OpenBill>[];
  claims: ReturnType<typeof openClaims.all>;
}

export const openThings = (reader: Reader, { held }: Pick<BankAccountRow, 'held'>): OpenThings => ({
  orders: ordersToPay.all(reader, { held }).map((order) => ({ ...order, due: held === null ? order.due : dueInForeign(reader, order.id), name: nameKeyOf(order.customer) })),
  bills: openBills.all(reader, {}).map((bill) => ({ ...bill, name: nameKeyOf(bill.supplier) })),
  claims: openClaims.all(reader, {}),
});

/** Everything a line could be, before it is weighed. */
export function candidatesFor(reader: Reader, account: BankAccountRow, line: LineToMatch, things: OpenThings): Candidate[] {
  const learned = ruleFor(reader, line);
  const lesson = (supplierId: number): number => (learned?.supplierId === supplierId ? learned.times : 0);
  const own = line.open > 0 ? [...orderCandidates(line, things.orders, account.held), ...(account.held === null ? claimCandidates(things) : [])] : [...billCandidates(line, things.bills, account.held, lesson), ...(account.held === null ? refundCandidates(things.orders) : [])];
  return [...postingCandidates(reader, account, line), ...own, ...(account.held === null ? payoutCandidates(reader, line) : []), ...transferCandidates(reader, account, line), ...lessonCandidates(reader, learned)];
}

const saidBy = (line: ProposedLine): string => squash([line.payee, line.text, line.reference].join(' '));

function orderCandidates(line: LineToMatch, all: OpenThings['orders'], held: string | null): Candidate[] {
  const said = saidBy(line);
  const orders = all.filter(({ currency }) => currency === held);
  const isNamed = (order: OpenThings['orders'][number]): boolean => mentions(said, order.number) || namedIn(said, order.name);
  const one = orders.filter((order) => order.due > 0 && (order.due === line.open || isNamed(order)));
  const single = one.map(({ id, number, customer, orderedOn, due: open }): Candidate => ({ kind: 'order', numbers: [number], references: [], party: customer, open, on: orderedOn, learned: 0, parts: (amount) => [{ kind: 'order', orderId: id, amount }] }));
  return [...single, ...severalOf(line, one.filter(isNamed).map(({ due: open, ...order }) => ({ ...order, open, party: order.customer, on: order.orderedOn })), 'orders', ({ id, open }) => ({ kind: 'order', orderId: id, amount: open })), ...(held === null ? exchangedOrders(all.filter((order) => order.due > 0 && isNamed(order))) : [])];
}

/** An order in another currency that came exchanged: what it brought says the line alone, so only a number or a name tells. */
const exchangedOrders = (orders: OpenThings['orders']): Candidate[] =>
  orders.filter(({ currency }) => currency !== null).map(({ id, number, customer, orderedOn }) => ({
    kind: 'order', numbers: [number], references: [], party: customer, open: null, on: orderedOn, learned: 0, parts: (amount) => [{ kind: 'order', orderId: id, amount }],
  }));

function billCandidates(line: LineToMatch, all: OpenThings['bills'], held: string | null, lesson: (supplierId: number) => number): Candidate[] {
  const said = saidBy(line);
  const isNamed = (bill: OpenThings['bills'][number]): boolean => mentions(said, bill.supplierNumber) || namedIn(said, bill.name) || lesson(bill.supplierId) > 0;
  const bills = all.filter(({ currency }) => currency === held);
  const signed = bills.map((bill) => ({ ...bill, open: minor(-(bill.foreignOpen ?? bill.open)), party: bill.supplier, on: bill.billedOn }));
  const one = signed.filter((bill) => bill.open === line.open || isNamed(bill));
  const single = one.map(({ id, number, supplierNumber, supplierId, supplier, open, on }): Candidate => ({ kind: 'bill', numbers: [supplierNumber], references: [number], party: supplier, open, on, learned: lesson(supplierId), parts: (amount) => [{ kind: 'bill', supplierBillId: id, amount }] }));
  const bySupplier = Map.groupBy(one.filter(isNamed), (bill) => bill.supplierId);
  const several = [...bySupplier.values()].flatMap((own) => severalOf(line, own.map((bill) => ({ ...bill, number: bill.supplierNumber })), 'bills', ({ id, open }) => ({ kind: 'bill', supplierBillId: id, amount: open })));
  return [...single, ...several, ...(held === null ? exchangedBills(all.filter(isNamed)) : [])];
}

/** A bill in another currency that the bank paid in ours: what it took says the line alone, so only a number or a name tells. */
const exchangedBills = (bills: OpenThings['bills']): Candidate[] =>
  bills.filter(({ currency }) => currency !== null).map(({ id, number, supplierNumber, supplier, billedOn }) => ({
    kind: 'bill', numbers: [supplierNumber], references: [number], party: supplier, open: null, on: billedOn, learned: 0, parts: (amount) => [{ kind: 'bill', supplierBillId: id, amount }],
  }));

interface Open {
  id: number;
  number: string;
  party: string;
  on: Day;
  open: Minor;
}

/** Several open items of one party that are the line together. */
function severalOf(line: LineToMatch, items: readonly Open[], kind: 'orders' | 'bills', partOf: (item: Open) => LinePart): Candidate[] {
  const set = exactSet(line.open, items);
  const [first] = set;
  if (!first) return [];
  return [{ kind, numbers: set.map(({ number }) => number), references: [], party: first.party, open: line.open, on: set.at(-1)?.on ?? first.on, learned: 0, parts: () => set.map(partOf) }];
}

const claimCandidates = ({ claims }: OpenThings): Candidate[] =>
  claims.map(({ id, number, supplier, open }) => ({ kind: 'claim', numbers: [number], references: [], party: supplier, open, on: null, learned: 0, parts: (amount) => [{ kind: 'claim', supplierClaimId: id, amount }] }));

const refundCandidates = (orders: readonly OpenOrder[]): Candidate[] =>
  orders.filter(({ owed }) => owed > 0).map(({ id, number, customer, owed }) => ({ kind: 'refund', numbers: [number], references: [], party: customer, open: minor(-owed), on: null, learned: 0, parts: (amount) => [{ kind: 'refund', orderId: id, amount }] }));

/** What a channel paid out and no bank has shown yet: a settlement's own money first, then what was posted without one. */
function payoutCandidates(reader: Reader, line: LineToMatch): Candidate[] {
  const account = ledgerAccountOf(reader, 'payoutInTransit');
  const sent = settledPayouts.all(reader, { account, from: addDays(line.bookedOn, -daysApart), to: addDays(line.bookedOn, daysApart), amount: line.open });
  if (sent.length > 0) {
    return sent.map(({ settlementId, postedOn, memoValues }) => {
      const { number = '', channel = '' } = JSON.parse(memoValues) as Record<string, string>;
      return { kind: 'payout', numbers: [number], references: [], party: channel, open: line.open, on: postedOn, learned: 0, parts: (amount) => [{ kind: 'payout', settlementId, amount }] };
    });
  }
  if (line.open <= 0 || (balanceOf.get(reader, { account })?.balance ?? 0) < line.open) return [];
  const found = payoutsOnTheWay.all(reader, { account, from: addDays(line.bookedOn, -daysApart), to: line.bookedOn, amount: line.open });
  return found.map(({ postedOn, number, memoValues }) => ({
    kind: 'payout', numbers: [number], references: Object.values(JSON.parse(memoValues) as object).map(String), party: '', open: line.open, on: postedOn, learned: 0,
    parts: (amount) => [{ kind: 'account', ledgerAccountId: account, amount }],
  }));
}

const transferDays = 5;

/** The other end of a transfer between own accounts: its opposite, a few days apart. */
function transferCandidates(reader: Reader, account: BankAccountRow, line: LineToMatch): Candidate[] {
  const found = oppositeLines.all(reader, { from: addDays(line.bookedOn, -transferDays), to: addDays(line.bookedOn, transferDays), amount: minor(-line.open), currency: account.currency });
  return found.filter(({ bankAccountId }) => bankAccountId !== account.id).map(({ bankAccountId, name, bookedOn }) => ({
    kind: 'transfer', numbers: [], references: [], party: name, open: line.open, on: bookedOn, learned: 0, parts: (amount) => [{ kind: 'transfer', bankAccountId, amount }],
  }));
}

const ledgerName = read((db, p: { id: number }) => db.selectFrom('ledgerAccount').select(['code', 'name']).where('id', '=', p.id).where('blocked', '=', 0));

function lessonCandidates(reader: Reader, learned: ReturnType<typeof ruleFor>): Candidate[] {
  const ledgerAccountId = learned?.ledgerAccountId ?? null;
  const account = ledgerAccountId === null ? undefined : ledgerName.get(reader, { id: ledgerAccountId });
  if (!learned || ledgerAccountId === null || !account) return [];
  const { taxRate, times } = learned;
  return [{ kind: 'account', numbers: [`${account.code} ${account.name}`], references: [], party: '', open: null, on: null, learned: times, parts: (amount) => [{ kind: 'account', ledgerAccountId, amount, ...(taxRate !== null && { taxRate }) }] }];
}
