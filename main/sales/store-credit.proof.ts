import { sql } from 'kysely';
import { goodwillEntry } from '../../shared/sales/store-credit.rules.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { proveRecomputed, storedEntry } from '../accounting/recompute.proof.ts';
import type { Reader } from '../database/handles.ts';
import type { ProofResult } from '../database/proof.ts';
import { read } from '../database/statement.ts';

type RawFault = { id: number | string; says: string };

/** Each balance is the sum of its movements, never less than nothing. */
export const creditIsItsMovements = sql<RawFault>`
  select c.id, 'store credit keeps ' || c.balance || ', its movements add up to ' || coalesce(sum(m.amount), 0) as says
  from storeCredit c left join storeCreditMovement m on m.storeCreditId = c.id
  group by c.id having c.balance <> coalesce(sum(m.amount), 0) or c.balance < 0`;

/** Each credit's movements are what the liability account holds for it, at every day (INV-R1). */
export const creditInTheBooks = sql<RawFault>`
  select id, 'on ' || postedOn || ' store credit and books differ by ' || sum(amount) as says
  from (
    select storeCreditId as id, postedOn, amount from storeCreditMovement
    union all
    select p.itemId, p.postedOn, p.amount
    from posting p join accountRole r on r.ledgerAccountId = p.ledgerAccountId where r.role = 'storeCredit' and p.itemKind = 'storeCredit'
  )
  group by id, postedOn having sum(amount) <> 0`;

/** Whatever was refunded into, or paid from, store credit moved it, once and by that amount. */
export const creditFollowsItsDocuments = sql<RawFault>`
  select kind || ' ' || id as id, kind || ' ' || id || ' and store credit differ by ' || sum(amount) as says
  from (
    select 'refund' as kind, id, storeCreditId, amount from refund where account = 'storeCredit'
    union all select 'payment', id, storeCreditId, -amount from payment where account = 'storeCredit' and voidedAt is null
    union all select 'refund', refundId, storeCreditId, -amount from storeCreditMovement where refundId is not null
    union all select 'payment', paymentId, storeCreditId, -amount from storeCreditMovement where paymentId is not null
  )
  group by kind, id, storeCreditId having sum(amount) <> 0`;

const goodwills = read((db) =>
  db
    .selectFrom('journalEntry as e')
    .innerJoin('storeCreditMovement as d', 'd.id', 'e.sourceId')
    .innerJoin('storeCredit as c', 'c.id', 'd.storeCreditId')
    .select([...storedEntry])
    .select(['d.id', 'd.storeCreditId', 'd.amount', 'd.postedOn'])
    .where('e.sourceKind', '=', 'storeCreditMovement')
    .where('e.reversesId', 'is', null),
);

/** Every entry of goodwill recomputes from its terms. */
export const proveGoodwill = (reader: Reader): ProofResult =>
  proveRecomputed(reader, goodwills.iterate(reader, {}), (row, terms: { amount: Minor; storeCreditId: number }) =>
    row.ruleId === 'sales.goodwillCredit'
      ? {
          draft: goodwillEntry({ postedOn: row.entryOn, occurredAt: row.occurredAt }, { id: row.id, customer: '', ...terms }),
          figures: [[terms.amount, row.amount], [terms.storeCreditId, row.storeCreditId], [row.entryOn, row.postedOn]],
        }
      : undefined,
  );

/** Goodwill has the one entry its rule says. */
export const goodwillIsPosted = sql<RawFault>`
  select id, 'store credit movement ' || id || ' of goodwill has ' || entries || ' entries' as says
  from (
    select id, (select count(*) from journalEntry where sourceKind = 'storeCreditMovement' and sourceId = storeCreditMovement.id) as entries
    from storeCreditMovement where kind in ('goodwill', 'withdrawn')
  )
  where entries <> 1`;
