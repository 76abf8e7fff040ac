import { sql } from 'kysely';
import { type ExchangeRate, homeWorth } from '../../shared/accounting/exchange-rate.rules.ts';
import type { AccountRole, Leg, OpenItem } from '../../shared/accounting/entry.rules.ts';
import { foreignMove, type TwoAmounts } from '../../shared/accounting/foreign-item.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { getShop, shopOf } from '../company/company.queries.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { requireRate } from './exchange-rate.statements.ts';
import { accountHolding, accountOfRole, hasForeignItems, ledgerAccountOf, openAccount, rememberForeignItem } from './ledger-accounts.ts';

export type ForeignKind = 'supplierBill' | 'salesOrder';

/** A document in another currency, converted as a whole by the rate of its day. */
export interface ForeignTotal {
  currency: string;
  foreignTotal: Minor;
  homeTotal: Minor;
  exchangeRateId: number;
}

export interface ForeignDocument extends ForeignTotal {
  number: string;
  total: TwoAmounts;
  rate: ExchangeRate;
  rateOn: Day;
}

const insertItem = write((db, p: ForeignTotal & { itemKind: ForeignKind; itemId: number; number: string; commandId: number }) =>
  db.insertInto('foreignItem').values({
    itemKind: p.itemKind,
    itemId: p.itemId,
    number: p.number,
    currency: p.currency,
    foreignTotal: p.foreignTotal,
    homeTotal: p.homeTotal,
    exchangeRateId: p.exchangeRateId,
    commandId: p.commandId,
  }),
);
const itemRow = read((db, p: { itemKind: ForeignKind; itemId: number }) =>
  db
    .selectFrom('foreignItem as f')
    .innerJoin('exchangeRate as r', 'r.id', 'f.exchangeRateId')
    .selectAll('f')
    .select(['r.numerator', 'r.denominator', 'r.onDay'])
    .where('f.itemKind', '=', p.itemKind)
    .where('f.itemId', '=', p.itemId),
);
const openOf = read((db, p: { ledgerAccountId: number; itemKind: string; itemId: number }) =>
  db.selectFrom('openItem').select(['balance as home', 'foreignBalance as foreign']).where('ledgerAccountId', '=', p.ledgerAccountId).where('itemKind', '=', p.itemKind).where('itemId', '=', p.itemId),
);

/**
 * A document's total in the base currency by the last rate on or before its day.
 * @throws Refusal rate.missing, currency.worthNothing where it is less than one minor unit of the books
 */
export function convertTotal(reader: Reader, { currency, total, on }: { currency: string; total: Minor; on: Day }): ForeignTotal {
  const rate = requireRate(reader, currency, on);
  const homeTotal = homeWorth(total, rate, currency, getShop(reader).baseCurrency);
  if (total <= 0 || homeTotal <= 0) throw new Refusal('currency.worthNothing', { currency });
  return { currency, foreignTotal: total, homeTotal, exchangeRateId: rate.exchangeRateId };
}

/** What an amount of another currency is worth on a day, base currency. @throws Refusal rate.missing */
export const worthOn = (reader: Reader, amount: Minor, currency: string, on: Day): Minor => homeWorth(amount, requireRate(reader, currency, on), currency, getShop(reader).baseCurrency);

/** From now on the item moves in both currencies. */
export function keepForeign(tx: Tx, itemKind: ForeignKind, document: { id: number; number: string }, total: ForeignTotal): void {
  insertItem.run(tx, { ...total, itemKind, itemId: document.id, number: document.number, commandId: tx.commandId });
  rememberForeignItem(tx);
}

/**
 * Where money of another currency goes: the account a person or a bank line named, else the first that holds it. Undefined where
 * the shop has none: then it is exchanged at once. @throws Refusal account.otherCurrency
 */
export function moneyAccount(tx: Tx, currency: string, asked: number | undefined): number | undefined {
  if (asked === undefined) return accountHolding(tx, currency);
  const account = openAccount(tx, asked);
  if (account.currency !== currency) throw new Refusal('account.otherCurrency', { code: account.code, currency: account.currency ?? shopOf(tx).baseCurrency });
  return asked;
}

/** The currency and the totals of a document in another currency; undefined where it is in the base currency. */
export const foreignItemOf = (reader: Reader, itemKind: ForeignKind, itemId: number): ForeignDocument | undefined => {
  const row = itemRow.get(reader, { itemKind, itemId });
  if (!row) return undefined;
  const { numerator, denominator, onDay, ...document } = row;
  return { ...document, total: { home: row.homeTotal, foreign: row.foreignTotal }, rate: { numerator, denominator }, rateOn: onDay };
};

/** What of an item is open in both currencies, debit positive. */
export const openInBoth = (reader: Reader, role: AccountRole, item: OpenItem): TwoAmounts =>
  openOf.get(reader, { ledgerAccountId: ledgerAccountOf(reader, role), itemKind: item.kind, itemId: item.id }) ?? { home: minor(0), foreign: minor(0) };

const movedBySource = read((db, p: { ledgerAccountId: number; kind: string; id: number }) =>
  db
    .selectFrom('journalEntry as e')
    .innerJoin('posting as p', 'p.entryId', 'e.id')
    .select(sql<Minor | null>`sum(p.foreignAmount)`.as('foreign'))
    .where('e.sourceKind', '=', p.kind)
    .where('e.sourceId', '=', p.id)
    .where('p.ledgerAccountId', '=', p.ledgerAccountId),
);

/** What the entries of a document moved in another currency on a control account, debit positive; null where nothing. */
export const foreignOfSource = (reader: Reader, role: AccountRole, source: { kind: string; id: number }): Minor | null =>
  movedBySource.get(reader, { ledgerAccountId: ledgerAccountOf(reader, role), ...source })?.foreign ?? null;

const isForeignKind = (kind: string): kind is ForeignKind => kind === 'supplierBill' || kind === 'salesOrder';

/**
 * Legs on the receivable and the payable of a document in another currency say both amounts: the one that its rule gave, else
 * what follows from the document's totals. A shop without such documents asks nothing for it.
 */
export function withForeignAmounts(tx: Tx, legs: readonly Leg[]): readonly Leg[] {
  if (!hasForeignItems(tx)) return legs;
  const open = new Map<string, { home: number; foreign: number }>();
  return legs.map((leg) => bothAmounts(tx, leg, open));
}

function bothAmounts(tx: Tx, leg: Leg, open: Map<string, { home: number; foreign: number }>): Leg {
  const { item } = leg;
  if (!item || !isForeignKind(item.kind)) return leg;
  const ledgerAccountId = 'role' in leg ? accountOfRole(tx, leg.role) : leg.ledgerAccountId;
  if (ledgerAccountId !== accountOfRole(tx, 'accountsReceivable') && ledgerAccountId !== accountOfRole(tx, 'accountsPayable')) return leg;
  const document = foreignItemOf(tx, item.kind, item.id);
  if (!document) return leg;
  const key = `${ledgerAccountId} ${item.kind} ${item.id}`;
  const before = open.get(key) ?? openOf.get(tx, { ledgerAccountId, itemKind: item.kind, itemId: item.id }) ?? { home: 0, foreign: 0 };
  const amount = leg.foreign?.amount ?? foreignMove(leg.amount, { home: minor(before.home), foreign: minor(before.foreign) }, document.total);
  open.set(key, { home: before.home + leg.amount, foreign: before.foreign + amount });
  return { ...leg, foreign: { currency: document.currency, amount } };
}
