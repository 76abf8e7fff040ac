import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';

/**
 * What was open on an account at a day: what is open now, less what was posted since. A day near today reads little, however
 * long the history is. Columns: itemKind, itemId, balance, foreignBalance.
 */
export const openAt = (account: number, on: Day) => sql`(
  select itemKind, itemId, sum(balance) as balance, sum(foreignBalance) as foreignBalance from (
    select itemKind, itemId, balance, foreignBalance from openItem where ledgerAccountId = ${account} and balance <> 0
    union all
    select itemKind, itemId, -amount, -coalesce(foreignAmount, 0) from posting where ledgerAccountId = ${account} and postedOn > ${on} and itemId is not null
  ) group by itemKind, itemId having sum(balance) <> 0)`;

/**
 * The first day an item of `openAt(…) as i` was on its account. The plus keeps SQLite to the postings of the item: by account
 * and day it would read every posting of the account before the item's, for every item.
 */
export const openSince = (account: number) =>
  sql<Day | null>`(select min(p.postedOn) from posting p where p.itemKind = i.itemKind and p.itemId = i.itemId and +p.ledgerAccountId = ${account})`;
