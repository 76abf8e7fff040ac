import { sql } from 'kysely';
import { causeOf, type DrawerCause, drawerCauses } from '../../shared/till/drawer.rules.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { ledgerAccountOf } from '../accounting/ledger-accounts.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { type DrawerRow, movementsOf, openDrawers } from './drawer.statements.ts';

/** Entries that went through a drawer: of commands between its opening and its close, by whoever it belongs to. */
export const throughDrawer = (drawer: string) => sql<boolean>`
  entry.id > ${sql.ref(`${drawer}.afterEntryId`)} and entry.id <= coalesce(${sql.ref(`${drawer}.throughEntryId`)}, 9007199254740991)
  and entry.commandId > ${sql.ref(`${drawer}.commandId`)} and entry.commandId < coalesce(${sql.ref(`${drawer}.closeCommandId`)}, 9007199254740991)
  and iif(${sql.ref(`${drawer}.deviceId`)} is null, command.userId = ${sql.ref(`${drawer}.userId`)} and command.deviceId is null, command.deviceId = ${sql.ref(`${drawer}.deviceId`)})`;

const cashByRule = read((db, p: { drawerId: number; till: number }) =>
  db
    .selectFrom('drawer')
    .innerJoin('journalEntry as entry', (join) => join.onRef('entry.id', '>', 'drawer.afterEntryId'))
    .innerJoin('command', 'command.id', 'entry.commandId')
    .innerJoin('posting', 'posting.entryId', 'entry.id')
    .select(['entry.ruleId', ({ fn }) => fn.sum<Minor>('posting.amount').as('amount')])
    .where('drawer.id', '=', p.drawerId)
    .where('posting.ledgerAccountId', '=', p.till)
    .where(throughDrawer('drawer'))
    .groupBy('entry.ruleId'),
);

/** What changed the cash of a drawer, by cause; zero where nothing did. */
export function cashOf(reader: Reader, drawerId: number): { cause: DrawerCause; amount: Minor }[] {
  const posted = cashByRule.all(reader, { drawerId, till: ledgerAccountOf(reader, 'till') }).map(({ ruleId, amount }) => ({ cause: causeOf(ruleId), amount }));
  // What came from the cash box stayed on the till's account.
  const boxed = movementsOf.all(reader, { drawerId }).flatMap(({ direction, reason, amount }) =>
    reason === 'box' ? [direction === 'in' ? { cause: 'paidIn' as const, amount } : { cause: 'paidOut' as const, amount: minor(-amount) }] : [],
  );
  const rows = [...posted, ...boxed];
  return drawerCauses.map((cause) => ({ cause, amount: sumMinor(rows.filter((row) => row.cause === cause).map((row) => row.amount)) }));
}

/** What should be in a drawer: its float, and everything that went in and out. */
export const expectedIn = (reader: Reader, drawer: Pick<DrawerRow, 'id' | 'float'>): Minor =>
  minor(drawer.float + sumMinor(cashOf(reader, drawer.id).map(({ amount }) => amount)));

const balanceOf = read((db, p: { account: number }) =>
  db.selectFrom('ledgerDay').select(sql<Minor>`coalesce(sum(debit - credit), 0)`.as('balance')).where('ledgerAccountId', '=', p.account),
);

/** What of the till's account lies in no open drawer. */
export function boxOf(reader: Reader): Minor {
  const till = balanceOf.get(reader, { account: ledgerAccountOf(reader, 'till') })?.balance ?? minor(0);
  return minor(till - sumMinor(openDrawers.all(reader, {}).map((drawer) => expectedIn(reader, drawer))));
}
