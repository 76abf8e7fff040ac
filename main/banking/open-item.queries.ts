import { sql } from 'kysely';
import { type Ages, ageNames, agesOf } from '../../shared/banking/open-item.rules.ts';
import { addDays, dayOf, daysBetween } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import type { AccountRole } from '../../shared/accounting/account-role.rules.ts';
import { ledgerAccountOf } from '../accounting/ledger-accounts.ts';
import { openAt, openSince } from '../accounting/open-at.sql.ts';
import { daysOfPage, openFrom, openGroups } from '../accounting/open-day.queries.ts';
import { accountBalanceBefore } from '../accounting/trial-balance.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

/** An open item of a control account at a day, positive as its kind means it: owed to us, or owed by us. */
export interface OpenItemAt {
  itemKind: string;
  itemId: number;
  number: string;
  partyId: number | null;
  party: string;
  sinceOn: Day | null;
  dueOn: Day | null;
  open: Minor;
  /** Its own currency, where that is not the base currency, and what is open in it. */
  currency: string | null;
  foreignOpen: Minor | null;
}

interface ItemAt {
  itemKind: string;
  itemId: number;
  balance: Minor;
  foreignBalance: Minor;
}

interface At {
  account: number;
  on: Day;
}

const receivables = read((db, p: At) =>
  db
    .selectFrom(sql<ItemAt>`${openAt(p.account, p.on)}`.as('i'))
    .leftJoin('foreignItem as f', (join) => join.on(sql<boolean>`f.itemKind = i.itemKind and f.itemId = i.itemId`))
    .leftJoin('salesOrder as o', (join) => join.on(sql<boolean>`i.itemKind = 'salesOrder' and o.id = i.itemId`))
    .leftJoin('customer as c', 'c.id', 'o.customerId')
    .leftJoin('customer as s', 's.id', 'c.mergedIntoId')
    .leftJoin('openingInvoice as before', 'before.orderId', 'o.id')
    .select('before.dueOn as openedDueOn')
    .select(['i.itemKind', 'i.itemId', 'i.balance as open', 'i.foreignBalance', 'f.currency', 'o.shownNumber as number'])
    .select([sql<number | null>`coalesce(s.id, c.id)`.as('partyId'), sql<string | null>`coalesce(s.name, c.name)`.as('party')])
    .select([openSince(p.account).as('sinceOn')])
    .select([
      sql<Day | null>`(select min(v.dueOn) from shipment h join invoiceShipment x on x.shipmentId = h.id join invoice v on v.id = x.invoiceId
        where h.orderId = o.id and v.cancelledAt is null and v.issuedOn <= ${p.on})`.as('invoicedDueOn'),
    ]),
);

const payables = read((db, p: At) =>
  db
    .selectFrom(sql<ItemAt>`${openAt(p.account, p.on)}`.as('i'))
    .leftJoin('foreignItem as f', (join) => join.on(sql<boolean>`f.itemKind = i.itemKind and f.itemId = i.itemId`))
    .leftJoin('supplierBill as b', (join) => join.on(sql<boolean>`i.itemKind = 'supplierBill' and b.id = i.itemId`))
    .leftJoin('supplier as s', 's.id', 'b.supplierId')
    .select(['i.itemKind', 'i.itemId', 'i.balance as open', 'i.foreignBalance', 'f.currency', 'b.supplierNumber as number', 'b.dueOn', 's.id as partyId', 's.name as party'])
    .select([openSince(p.account).as('sinceOn')]),
);

const openNamed = read((db, p: At & { days: string; before: Day; limit: number }) =>
  db
    .selectFrom(openFrom(p.account, p.on, p.days).as('i'))
    .leftJoin('orderLine as line', (join) => join.on(sql<boolean>`i.itemKind = 'orderLine' and line.id = i.itemId`))
    .leftJoin('refund as r', (join) => join.on(sql<boolean>`i.itemKind = 'refund' and r.id = i.itemId`))
    .leftJoin('salesOrder as o', (join) => join.on(sql<boolean>`o.id = iif(i.itemKind = 'salesOrder', i.itemId, coalesce(line.orderId, r.orderId))`))
    .leftJoin('purchaseOrderLine as bought', (join) => join.on(sql<boolean>`i.itemKind = 'purchaseOrderLine' and bought.id = i.itemId`))
    .leftJoin('purchaseOrder as po', (join) => join.on(sql<boolean>`po.id = iif(i.itemKind = 'purchaseOrder', i.itemId, bought.purchaseOrderId)`))
    .leftJoin('supplierBill as b', (join) => join.on(sql<boolean>`i.itemKind = 'supplierBill' and b.id = i.itemId`))
    .select(['i.itemKind as kind', 'i.itemId as id', 'i.balance as open', 'i.sinceOn'])
    .select([sql<string>`coalesce(r.number, o.shownNumber, po.number, b.number, i.itemKind || ' ' || i.itemId)`.as('number'), sql<number | null>`coalesce(o.id, po.id, b.id)`.as('pageId')])
    .where('i.sinceOn', '<', p.before)
    .orderBy('i.sinceOn')
    .orderBy('i.itemId')
    .limit(p.limit),
);

/** The items open on a role's account at a day that had been on it since before another, the oldest first, with their documents' numbers. */
export function openNamedOn(reader: Reader, role: AccountRole, on: Day, before: Day, limit: number) {
  const days = daysOfPage(openGroups(reader, role, on), '' as Day, limit);
  return openNamed.all(reader, { account: ledgerAccountOf(reader, role), on, days, before, limit });
}

/** An order without an invoice is due the day it began to owe; one that was brought forward when its invoice said. */
const receivableItems = (reader: Reader, on: Day): OpenItemAt[] =>
  receivables.all(reader, { account: ledgerAccountOf(reader, 'accountsReceivable'), on }).map(({ invoicedDueOn, openedDueOn, number, party, foreignBalance, ...item }) => ({
    ...item, foreignOpen: item.currency === null ? null : foreignBalance, number: number ?? `${item.itemKind} ${item.itemId}`, party: party ?? '', dueOn: invoicedDueOn ?? openedDueOn ?? item.sinceOn,
  }));

const payableItems = (reader: Reader, on: Day): OpenItemAt[] =>
  payables.all(reader, { account: ledgerAccountOf(reader, 'accountsPayable'), on }).map(({ number, party, open, foreignBalance, ...item }) => ({
    ...item, foreignOpen: item.currency === null ? null : minor(-foreignBalance), number: number ?? `${item.itemKind} ${item.itemId}`, party: party ?? '', open: minor(-open),
  }));

const sides = { receivable: { items: receivableItems, role: 'accountsReceivable', sign: 1 }, payable: { items: payableItems, role: 'accountsPayable', sign: -1 } } as const;
type Side = keyof typeof sides;

const today = (reader: Reader, now: Instant): Day => dayOf(now, getShop(reader).timeZone);

/** Oldest due first; what is due on one day by its number. */
const byDue = (a: OpenItemAt, b: OpenItemAt): number => ((a.dueOn ?? '') < (b.dueOn ?? '') ? -1 : (a.dueOn ?? '') > (b.dueOn ?? '') ? 1 : a.itemId - b.itemId);

/** The open items of one party, or of all, oldest due first. */
export const openItemsOf = (reader: Reader, side: Side, on: Day, partyId?: number): OpenItemAt[] =>
  sides[side].items(reader, on).filter((item) => partyId === undefined || item.partyId === partyId).sort(byDue);

function ageing(reader: Reader, side: Side, on: Day) {
  const items = sides[side].items(reader, on);
  const parties = Map.groupBy(items, ({ partyId }) => partyId);
  const rows = [...parties].map(([partyId, own]) => ({ partyId, name: own[0]?.party ?? '', items: own.length, ...agesOf(own, on) }));
  rows.sort((a, b) => b.total - a.total || a.name.localeCompare(b.name));
  const control = minor(sides[side].sign * accountBalanceBefore(reader, ledgerAccountOf(reader, sides[side].role), addDays(on, 1)));
  return { on, rows, ...totalOf(rows), control };
}

/** The foot of the page is the sum of its rows, so that the two cannot differ. */
function totalOf(rows: readonly Ages[]): Ages {
  const names = [...ageNames, 'total'] as const;
  return Object.fromEntries(names.map((name) => [name, sumMinor(rows.map((row) => row[name]))])) as Ages;
}

function items(reader: Reader, side: Side, on: Day, partyId: number | undefined) {
  return { on, rows: openItemsOf(reader, side, on, partyId).map((item) => ({ ...item, overdueDays: item.dueOn === null ? 0 : Math.max(0, daysBetween(item.dueOn, on)) })) };
}

/** What customers owe at a day, by customer and age. */
export const ageReceivables = (reader: Reader, { on }: { on?: Day }, _actor: Actor, now: Instant) => ageing(reader, 'receivable', on ?? today(reader, now));

export const listReceivables = (reader: Reader, { on, customerId }: { on?: Day; customerId?: number }, _actor: Actor, now: Instant) => items(reader, 'receivable', on ?? today(reader, now), customerId);

/** What is owed to suppliers at a day, by supplier and age. */
export const agePayables = (reader: Reader, { on }: { on?: Day }, _actor: Actor, now: Instant) => ageing(reader, 'payable', on ?? today(reader, now));

export const listPayables = (reader: Reader, { on, supplierId }: { on?: Day; supplierId?: number }, _actor: Actor, now: Instant) => items(reader, 'payable', on ?? today(reader, now), supplierId);
