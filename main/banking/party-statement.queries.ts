import { sql } from 'kysely';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { memoOf, typedText } from '../accounting/journal.statements.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { familyOf, survivorOf } from '../parties/customer.queries.ts';
import { requireSupplier } from '../parties/supplier.queries.ts';

const accountsOf = (roles: string) => sql<number>`(select ledgerAccountId from accountRole where role in (select value from json_each(${sql.lit(roles)})))`;

/** What moved a customer's account: what they owe, what they paid ahead, what is owed back. */
const ofCustomers = read((db, p: { customerIds: string; to: Day }) =>
  db
    .selectFrom('salesOrder as o')
    .innerJoin('posting as p', (join) => join.onRef('p.itemId', '=', 'o.id').on('p.itemKind', '=', 'salesOrder'))
    .innerJoin('journalEntry as e', 'e.id', 'p.entryId')
    .select(['p.entryId', 'p.postedOn', 'o.shownNumber as itemNumber', 'e.number as entryNumber', 'e.memoKey', 'e.memoValues', typedText.as('text'), sql<Minor>`sum(p.amount)`.as('amount')])
    .where('o.customerId', 'in', sql<number>`(select value from json_each(${p.customerIds}))`)
    .where('p.ledgerAccountId', 'in', accountsOf('["accountsReceivable","customerDeposits","refundsPayable"]'))
    .where('p.postedOn', '<=', p.to)
    .groupBy(['p.entryId', 'o.id'])
    .having(sql<boolean>`sum(p.amount) <> 0`)
    .orderBy('p.postedOn')
    .orderBy('p.entryId'),
);

/** What moved a supplier's account: bills and what met them, and money paid ahead. */
const ofSupplier = read((db, p: { supplierId: number; to: Day }) =>
  db
    .selectFrom(
      sql<{ itemKind: string; itemId: number; number: string }>`(
        select 'supplierBill' as itemKind, id as itemId, supplierNumber as number from supplierBill where supplierId = ${p.supplierId}
        union all select 'supplier', ${p.supplierId}, '')`.as('i'),
    )
    .innerJoin('posting as p', (join) => join.onRef('p.itemKind', '=', 'i.itemKind').onRef('p.itemId', '=', 'i.itemId'))
    .innerJoin('journalEntry as e', 'e.id', 'p.entryId')
    .select(['p.entryId', 'p.postedOn', 'i.number as itemNumber', 'e.number as entryNumber', 'e.memoKey', 'e.memoValues', typedText.as('text'), sql<Minor>`-sum(p.amount)`.as('amount')])
    .where('p.ledgerAccountId', 'in', accountsOf('["accountsPayable","supplierPrepayments"]'))
    .where('p.postedOn', '<=', p.to)
    .groupBy(['p.entryId', 'i.itemKind', 'i.itemId'])
    .having(sql<boolean>`sum(p.amount) <> 0`)
    .orderBy('p.postedOn')
    .orderBy('p.entryId'),
);

interface Period {
  from?: Day;
  to?: Day;
}

type Moved = ReturnType<typeof ofSupplier.all>;

function statement(name: string, { from, to }: { from: Day; to: Day }, moved: Moved) {
  const opening = minor(moved.filter((row) => row.postedOn < from).reduce((sum, { amount }) => sum + amount, 0));
  let balance = opening;
  const rows = moved.filter((row) => row.postedOn >= from).map(({ memoKey, memoValues, text, itemNumber, ...row }) => {
    balance = minor(balance + row.amount);
    return { ...row, number: itemNumber, memo: memoOf(memoKey, memoValues, text), balance };
  });
  return { name, from, to, opening, rows, closing: balance };
}

const beginning = '0001-01-01' as Day;

const days = (reader: Reader, { from, to }: Period, now: Instant) => ({ from: from ?? beginning, to: to ?? dayOf(now, getShop(reader).timeZone) });

/** A customer's account, those merged into it included. @throws Refusal record.missing */
export function stateCustomer(reader: Reader, { customerId, ...period }: Period & { customerId: number }, _actor: Actor, now: Instant) {
  const { id, name } = survivorOf(reader, customerId);
  const asked = days(reader, period, now);
  return statement(name, asked, ofCustomers.all(reader, { customerIds: JSON.stringify(familyOf(reader, id)), to: asked.to }));
}

/** A supplier's account. @throws Refusal record.missing */
export function stateSupplier(reader: Reader, { supplierId, ...period }: Period & { supplierId: number }, _actor: Actor, now: Instant) {
  const asked = days(reader, period, now);
  return statement(requireSupplier(reader, supplierId).name, asked, ofSupplier.all(reader, { supplierId, to: asked.to }));
}
