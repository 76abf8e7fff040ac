import { credit, debit, type EntryDraft, entryDraft } from '../accounting/entry.rules.ts';
import type { Day } from '../units/day.ts';
import type { Instant } from '../units/instant.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';

/** What a row is: a line of the trial balance, an open item of a customer or a supplier, or what a bank says. */
export const openingLists = ['balance', 'receivable', 'payable', 'bank'] as const;
export type OpeningList = (typeof openingLists)[number];

export interface OpeningRow {
  openingRowId: number;
  list: OpeningList;
  /** The code of a ledger account, or what a bank account is called, as it is written. */
  account: string;
  party: string;
  number: string;
  issuedOn: Day | null;
  dueOn: Day | null;
  /** Base currency; debit positive on an account; of an open item what is owed, negative what was paid ahead or credited. Null where it follows from the other currency. */
  home: Minor | null;
  currency: string | null;
  foreignAmount: Minor | null;
}

/** A ledger account as an opening has to know it; amounts debit positive. */
export interface OpeningAccount {
  ledgerAccountId: number;
  code: string;
  name: string;
  control: string | null;
  blocked: boolean;
  /** What it holds, where that is not the base currency. */
  currency: string | null;
  /** What entries against opening equity put on it before: opening stock, orders taken over. */
  opened: Minor;
  openedForeign: Minor;
  /** An opening that stands has this account. */
  openedBefore: boolean;
}

/** A row with what the shop knows of it. */
export interface KnownRow extends OpeningRow {
  ledgerAccount: OpeningAccount | null;
  /** How many parties are called so; none is made when it is posted. */
  parties: number;
  /** The document is in the shop already. */
  taken: boolean;
  /** In the base currency; null where there is no rate. */
  worth: Minor | null;
  /** For what a bank says: another balance the shop knows of that day. */
  otherBalance: Minor | null;
}

export interface OpeningFacts {
  openingOn: Day;
  today: Day;
  firstOpenOn: Day;
  accounts: readonly OpeningAccount[];
  receivable: number;
  payable: number;
  inventory: number;
  /** Where what customers and we paid ahead stands. */
  deposits: number;
  prepayments: number;
  openingEquity: number;
  /** Of opening equity, as the books stand. */
  equity: Minor;
}

export const openingProofs = ['day', 'balanced', 'accounts', 'items', 'receivable', 'payable', 'inventory', 'documents', 'bank', 'zero'] as const;
export type OpeningProofId = (typeof openingProofs)[number];

export const openingFaults = [
  'dayAhead', 'dayClosed', 'noRows', 'notBalanced',
  'unknownAccount', 'blockedAccount', 'accountTwice', 'openingEquity', 'openedBefore', 'needsCurrency', 'otherCurrency',
  'noParty', 'severalParties', 'noNumber', 'numberTwice', 'numberTaken', 'notPositive', 'foreignCredit', 'noRate', 'noDate', 'dateAfter',
  'differs', 'needsDocuments', 'unknownBank', 'bankDiffers', 'notInTrialBalance',
] as const;
export type OpeningFaultName = (typeof openingFaults)[number];

export interface OpeningFault {
  why: OpeningFaultName;
  /** The row at fault; null where one is missing. */
  openingRowId: number | null;
  /** What the row is called, or the account that has none. */
  name: string;
  amount: Minor | null;
}

/** One promise of an opening: both sides of it where it compares two amounts, and what breaks it. */
export interface OpeningProof {
  id: OpeningProofId;
  expected: Minor | null;
  found: Minor | null;
  faults: OpeningFault[];
}

/** What an opening posts on accounts that no document keeps. */
export interface OpeningLine {
  openingRowId: number;
  ledgerAccountId: number;
  amount: Minor;
  currency: string | null;
  foreignAmount: Minor | null;
}

export interface OpeningPlan {
  lines: OpeningLine[];
  /** What opening equity would keep afterwards, debit positive; zero where all of it is accounted for. */
  remainder: Minor;
}

/** An item owed the other way: a customer paid ahead, a supplier has money of ours. */
export const isCredit = ({ worth }: Pick<KnownRow, 'worth'>): boolean => worth !== null && worth < 0;

const nameOf = (row: OpeningRow): string => [row.account, row.party, row.number].filter((part) => part !== '').join(' ');
const faultOf = (why: OpeningFaultName, row: OpeningRow, amount: Minor | null = null): OpeningFault => ({ why, openingRowId: row.openingRowId, name: nameOf(row), amount });
const missing = (why: OpeningFaultName, name: string, amount: Minor | null = null): OpeningFault => ({ why, openingRowId: null, name, amount });
const sumOf = (rows: readonly KnownRow[]): Minor => sumMinor(rows.map(({ worth }) => worth ?? minor(0)));
const of = (rows: readonly KnownRow[], list: OpeningList): KnownRow[] => rows.filter((row) => row.list === list);

/**
 * Each account's rest after what stands in the books already, and what opening equity keeps when all is posted. The three accounts
 * that open items and stock keep get no line: their documents post them.
 */
export function planOpening(rows: readonly KnownRow[], facts: OpeningFacts): OpeningPlan {
  const lines = of(rows, 'balance').flatMap((row): OpeningLine[] => {
    const account = row.ledgerAccount;
    if (!account || account.control !== null || account.ledgerAccountId === facts.openingEquity) return [];
    const amount = minor((row.worth ?? 0) - account.opened);
    const foreignAmount = row.foreignAmount === null ? null : minor(row.foreignAmount - account.openedForeign);
    if (amount === 0 && !foreignAmount) return [];
    return [{ openingRowId: row.openingRowId, ledgerAccountId: account.ledgerAccountId, amount, currency: row.currency, foreignAmount }];
  });
  const posted = sumMinor(lines.map(({ amount }) => amount));
  return { lines, remainder: minor(facts.equity - posted - sumOf(of(rows, 'receivable')) + sumOf(of(rows, 'payable'))) };
}

/** Everything an opening promises, in the order of a page; it may be posted where no proof but the last has a fault. */
export function proveOpening(rows: readonly KnownRow[], facts: OpeningFacts): OpeningProof[] {
  const [balances, receivables, payables, banks] = openingLists.map((list) => of(rows, list)) as [KnownRow[], KnownRow[], KnownRow[], KnownRow[]];
  const onAccount = (id: number): KnownRow | undefined => balances.find((row) => row.ledgerAccount?.ledgerAccountId === id);
  const told = (id: number): Minor => onAccount(id)?.worth ?? minor(0);
  // What an earlier opening brought is settled there.
  const opened = (id: number): Minor => facts.accounts.find(({ ledgerAccountId, openedBefore }) => ledgerAccountId === id && !openedBefore)?.opened ?? minor(0);
  const agrees = (id: OpeningProofId, account: number, expected: number, found: number): OpeningProof => {
    const row = onAccount(account);
    const code = facts.accounts.find(({ ledgerAccountId }) => ledgerAccountId === account)?.code ?? '';
    const difference = minor(expected - found);
    return { id, expected: minor(expected), found: minor(found), faults: difference === 0 ? [] : [row ? faultOf('differs', row, difference) : missing('differs', code, difference)] };
  };
  // Other programs keep what was paid ahead among the open items or on an account of its own; ours is the second, so both count together.
  const ofItems = (id: 'receivable' | 'payable', account: number, ahead: number, sign: 1 | -1, items: readonly KnownRow[]): OpeningProof => {
    const both = (of: (id: number) => Minor): number => sign * (of(account) + (items.some(isCredit) ? of(ahead) : 0));
    return agrees(id, account, both(told), both(opened) + sumOf(items));
  };
  const proofs: OpeningProof[] = [
    only('day', dayFaults(facts)),
    balanced(balances),
    only('accounts', accountFaults(balances, facts)),
    only('items', [...receivables, ...payables].flatMap((row) => itemFaults(row, rows, facts))),
    ofItems('receivable', facts.receivable, facts.deposits, 1, receivables),
    ofItems('payable', facts.payable, facts.prepayments, -1, payables),
    agrees('inventory', facts.inventory, told(facts.inventory), opened(facts.inventory)),
    only('documents', documentFaults(balances, facts, [...(receivables.some(isCredit) ? [facts.deposits] : []), ...(payables.some(isCredit) ? [facts.prepayments] : [])])),
    only('bank', banks.flatMap((row) => bankFaults(row, balances))),
  ];
  const { remainder } = planOpening(rows, facts);
  return [...proofs, { id: 'zero', expected: minor(0), found: remainder, faults: remainder === 0 ? [] : leftOut(balances, facts, remainder) }];
}

const only = (id: OpeningProofId, faults: OpeningFault[]): OpeningProof => ({ id, expected: null, found: null, faults });

function dayFaults({ openingOn, today, firstOpenOn }: OpeningFacts): OpeningFault[] {
  if (openingOn > today) return [missing('dayAhead', openingOn)];
  return openingOn < firstOpenOn ? [missing('dayClosed', openingOn)] : [];
}

function balanced(balances: readonly KnownRow[]): OpeningProof {
  const debits = sumMinor(balances.flatMap(({ worth }) => (worth !== null && worth > 0 ? [worth] : [])));
  const difference = sumOf(balances);
  const faults = balances.length === 0 ? [missing('noRows', '')] : difference === 0 ? [] : [missing('notBalanced', '', difference)];
  return { id: 'balanced', expected: debits, found: minor(debits - difference), faults };
}

function accountFaults(balances: readonly KnownRow[], { openingEquity }: OpeningFacts): OpeningFault[] {
  const seen = new Set<number>();
  return balances.flatMap((row) => {
    const why = accountFault(row, openingEquity, seen);
    return why === undefined ? [] : [faultOf(why, row, row.worth)];
  });
}

function accountFault({ ledgerAccount, currency, worth }: KnownRow, openingEquity: number, seen: Set<number>): OpeningFaultName | undefined {
  if (!ledgerAccount) return 'unknownAccount';
  const { ledgerAccountId, blocked, openedBefore, currency: holds } = ledgerAccount;
  if (seen.has(ledgerAccountId)) return 'accountTwice';
  seen.add(ledgerAccountId);
  if (ledgerAccountId === openingEquity) return 'openingEquity';
  if (blocked) return 'blockedAccount';
  if (openedBefore) return 'openedBefore';
  if (holds !== null && currency === null) return 'needsCurrency';
  if (currency !== null && currency !== holds) return 'otherCurrency';
  return worth === null ? 'noRate' : undefined;
}

function itemFaults(row: KnownRow, rows: readonly KnownRow[], { openingOn }: OpeningFacts): OpeningFault[] {
  const why: (OpeningFaultName | false)[] = [
    row.party === '' && 'noParty',
    row.parties > 1 && 'severalParties',
    row.number === '' && 'noNumber',
    row.number !== '' && rows.some((other) => other.openingRowId < row.openingRowId && other.list === row.list && other.number === row.number && other.party === row.party) && 'numberTwice',
    row.taken && 'numberTaken',
    row.issuedOn === null && 'noDate',
    row.issuedOn !== null && row.issuedOn > openingOn && 'dateAfter',
    row.worth === null ? 'noRate' : amountFault(row.worth, row.foreignAmount),
  ];
  return why.flatMap((name) => (name === false ? [] : [faultOf(name, row, row.worth)]));
}

/** Nothing is no item; what was paid ahead is kept in the currency of the books. */
function amountFault(worth: Minor, foreignAmount: Minor | null): OpeningFaultName | false {
  if (worth === 0 || (foreignAmount !== null && Math.sign(foreignAmount) !== Math.sign(worth))) return 'notPositive';
  return worth < 0 && foreignAmount !== null && 'foreignCredit';
}

/** What other control accounts hold came from documents, or cannot come at all; `asItems` is held against the open items. */
function documentFaults(balances: readonly KnownRow[], facts: OpeningFacts, asItems: readonly number[]): OpeningFault[] {
  const own = [facts.receivable, facts.payable, facts.inventory, ...asItems];
  return balances.flatMap((row) => {
    const account = row.ledgerAccount;
    if (!account || account.control === null || own.includes(account.ledgerAccountId)) return [];
    const rest = minor((row.worth ?? 0) - account.opened);
    return rest === 0 ? [] : [faultOf('needsDocuments', row, rest)];
  });
}

/** What the bank says is what the trial balance says of its account, in the account's own currency. */
function bankFaults(row: KnownRow, balances: readonly KnownRow[]): OpeningFault[] {
  if (!row.ledgerAccount) return [faultOf('unknownBank', row, row.worth)];
  const { ledgerAccountId, currency } = row.ledgerAccount;
  const line = balances.find((one) => one.ledgerAccount?.ledgerAccountId === ledgerAccountId);
  const amountOf = (one: KnownRow | undefined): number => (currency === null ? one?.home : one?.foreignAmount) ?? 0;
  const difference = minor(amountOf(row) - amountOf(line));
  if (difference !== 0) return [faultOf('bankDiffers', row, difference)];
  return row.otherBalance === null || row.otherBalance === amountOf(row) ? [] : [faultOf('bankDiffers', row, minor(amountOf(row) - row.otherBalance))];
}

/** Accounts that were opened before and that the trial balance does not name; the remainder itself where none explains it. */
function leftOut(balances: readonly KnownRow[], facts: OpeningFacts, remainder: Minor): OpeningFault[] {
  const named = new Set(balances.map((row) => row.ledgerAccount?.ledgerAccountId));
  const forgotten = facts.accounts.filter(({ ledgerAccountId, opened, openedBefore }) => opened !== 0 && !openedBefore && ledgerAccountId !== facts.openingEquity && !named.has(ledgerAccountId));
  return forgotten.length > 0 ? forgotten.map(({ code, name, opened }) => missing('notInTrialBalance', `${code} ${name}`, opened)) : [missing('differs', '', remainder)];
}

/** Whether nothing but a remainder stands in the way. */
export const mayPost = (proofs: readonly OpeningProof[]): boolean => proofs.every(({ id, faults }) => id === 'zero' || faults.length === 0);

export interface OpeningEntry {
  openingId: number;
  openingOn: Day;
  occurredAt: Instant;
  lines: readonly Omit<OpeningLine, 'openingRowId'>[];
  remainder: Minor;
  remainderTo: number | null;
}

/**
 * Rule `banking.opening`: every balance no document keeps, against opening equity; what would stay there goes where a person said.
 * Source: DOMAIN §5 "opening balances".
 */
export function openingEntry({ openingId, openingOn, occurredAt, lines, remainder, remainderTo }: OpeningEntry): EntryDraft {
  return entryDraft({
    postedOn: openingOn,
    occurredAt,
    source: { kind: 'opening', id: openingId },
    rule: { id: 'banking.opening', version: 1 },
    memo: { key: 'banking.opened', values: { lines: lines.length } },
    terms: { lines: lines.map(({ ledgerAccountId, amount, currency, foreignAmount }) => ({ ledgerAccountId, amount, currency, foreignAmount })), remainder, remainderTo },
    legs: [
      ...lines.map(({ ledgerAccountId, amount, currency, foreignAmount }) => debit({ ledgerAccountId }, amount, currency !== null && foreignAmount !== null ? { foreign: { currency, amount: foreignAmount } } : {})),
      credit('openingEquity', sumMinor(lines.map(({ amount }) => amount))),
      ...(remainderTo === null ? [] : [debit({ ledgerAccountId: remainderTo }, remainder), credit('openingEquity', remainder)]),
    ],
  });
}
