import { sql } from 'kysely';
import type { ForeignBalance } from '../../shared/accounting/revaluation.rules.ts';
import type { OpenItem } from '../../shared/accounting/entry.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

/**
 * Money and claims in another currency at the end of a day, without what revaluations changed: receivables, payables, clearing,
 * banks; never goods, deposits, prepayments (DOMAIN §5 "revaluation").
 */
const balances = read((db, p: { on: Day }) =>
  db
    .selectFrom('posting as p')
    .innerJoin('journalEntry as e', 'e.id', 'p.entryId')
    .innerJoin('ledgerAccount as a', 'a.id', 'p.ledgerAccountId')
    .select(['p.ledgerAccountId', sql<string>`p.currency`.as('currency'), sql<Minor>`sum(p.amount)`.as('home'), sql<Minor>`sum(p.foreignAmount)`.as('foreign')])
    .select([sql<string | null>`iif(a.control is null, null, p.itemKind)`.as('itemKind'), sql<number | null>`iif(a.control is null, null, p.itemId)`.as('itemId')])
    .where('p.currency', 'is not', null)
    .where('p.postedOn', '<=', p.on)
    .where('e.sourceKind', '<>', 'revaluation')
    .where(sql<boolean>`(a.control in ('receivable', 'payable', 'clearing', 'reserve') or (a.control is null and a.type in ('asset', 'liability')))`)
    .groupBy([sql`1`, sql`2`, sql`5`, sql`6`])
    .having(sql<boolean>`sum(p.amount) <> 0 or sum(p.foreignAmount) <> 0`)
    .orderBy('a.code')
    .orderBy(sql`5`)
    .orderBy(sql`6`)
    .orderBy('p.currency'),
);

/** What stands in other currencies at the end of a day, by account and open item. */
export const foreignBalancesAt = (reader: Reader, on: Day): ForeignBalance[] =>
  balances.all(reader, { on }).map(({ itemKind, itemId, ...row }) => ({ ...row, item: itemOf(itemKind, itemId) }));

/** The column holds only kinds that were written from an OpenItem. */
export const itemOf = (kind: string | null, id: number | null): OpenItem | null => (kind === null || id === null ? null : { kind: kind as OpenItem['kind'], id });

export const insertRevaluation = write((db, p: { throughOn: Day; difference: Minor; recordedAt: Instant; commandId: number }) =>
  db.insertInto('revaluation').values({ throughOn: p.throughOn, difference: p.difference, recordedAt: p.recordedAt, commandId: p.commandId }),
);

interface NewRow {
  revaluationId: number;
  rowNo: number;
  ledgerAccountId: number;
  itemKind: string | null;
  itemId: number | null;
  currency: string;
  foreignAmount: Minor;
  home: Minor;
  worth: Minor;
  exchangeRateId: number | null;
}

export const insertRevaluationRow = write((db, p: NewRow) =>
  db.insertInto('revaluationRow').values({
    revaluationId: p.revaluationId,
    rowNo: p.rowNo,
    ledgerAccountId: p.ledgerAccountId,
    itemKind: p.itemKind,
    itemId: p.itemId,
    currency: p.currency,
    foreignAmount: p.foreignAmount,
    home: p.home,
    worth: p.worth,
    exchangeRateId: p.exchangeRateId,
  }),
);

export const revaluationById = read((db, p: { id: number }) => db.selectFrom('revaluation').selectAll().where('id', '=', p.id));
export const standingOn = read((db, p: { on: Day }) => db.selectFrom('revaluation').select('id').where('throughOn', '=', p.on).where('takenBackById', 'is', null));
export const setTakenBack = write((db, p: { id: number; by: number }) => db.updateTable('revaluation').set({ takenBackById: p.by }).where('id', '=', p.id));

export const rowsOfRevaluation = read((db, p: { revaluationId: number }) =>
  db
    .selectFrom('revaluationRow as r')
    .leftJoin('exchangeRate as x', 'x.id', 'r.exchangeRateId')
    .selectAll('r')
    .select(['x.numerator', 'x.denominator', 'x.onDay'])
    .where('r.revaluationId', '=', p.revaluationId)
    .orderBy('r.rowNo'),
);

/** The entries a revaluation posted itself, its reversal last. */
export const entriesOfRevaluation = read((db, p: { id: number }) =>
  db.selectFrom('journalEntry').select(['id', 'number', 'postedOn']).where('sourceKind', '=', 'revaluation').where('sourceId', '=', p.id).where('reversesId', 'is', null).orderBy('id'),
);

export const revaluationRows = read((db) =>
  db
    .selectFrom('revaluation as v')
    .select(['v.id as revaluationId', 'v.throughOn', 'v.difference', 'v.recordedAt', 'v.takenBackById'])
    .select(sql<number>`(select count(*) from revaluationRow r where r.revaluationId = v.id)`.as('items'))
    .orderBy('v.throughOn', 'desc')
    .orderBy('v.id', 'desc')
    .limit(200),
);
