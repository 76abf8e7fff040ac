import { type RawBuilder, sql } from 'kysely';
import type { AccountRole } from '../../shared/accounting/account-role.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { ledgerAccountOf } from '../accounting/ledger-accounts.ts';
import { openFrom, openGroups } from '../accounting/open-day.queries.ts';
import type { Reader } from '../database/handles.ts';
import { askSql } from '../database/raw-sql.ts';

/** A posting of the books, with the centres it names. */
export interface PostingKey {
  entryId: number;
  lineNo: number;
  postedOn: Day;
  channelId: number | null;
  locationId: number | null;
  campaignId: number | null;
}

/** Debit positive. */
export interface AccountPosting extends PostingKey {
  ledgerAccountId: number;
  amount: Minor;
}

/** A posting on the account of an open item, with what caused it. */
export interface ItemPosting extends AccountPosting {
  itemKind: string;
  itemId: number;
  sourceKind: string;
  sourceId: number;
  ruleId: string;
  /** Where a refund went. */
  account: string | null;
}

/** Whose open items: what customers owe and paid ahead, order by order, or what suppliers are owed, bill by bill. */
export interface Side {
  /** How a posting adds to what its document asks: an income is a credit, an expense a debit. */
  sign: 1 | -1;
  /** The roles whose accounts together say what is open. */
  roles: readonly AccountRole[];
  /** What of an entry, its accounts called `a`, stands against its open item: the cost of goods stands against goods. */
  isAsked: RawBuilder<boolean>;
}

export interface CashItem {
  kind: string;
  id: number;
  /** All that moved it by the day, the oldest first. */
  postings: readonly ItemPosting[];
  /** What is not settled of what it asks; negative where money is ahead. */
  open: Minor;
}

/** Every item that is open at the end of a day on one of the accounts. What a revaluation made of it nobody asks for. */
export function cashItemsAt(reader: Reader, { sign, roles }: Side, on: Day): CashItem[] {
  const accounts = roles.map((role) => ledgerAccountOf(reader, role));
  const open = roles.map((role, index) => {
    const days = JSON.stringify([...new Set(openGroups(reader, role, on).map(({ sinceOn }) => sinceOn))]);
    return sql`select itemKind, itemId from ${openFrom(accounts[index] ?? 0, on, days)}`;
  });
  const found = askSql(
    reader,
    sql<ItemPosting>`
      select p.itemKind, p.itemId, p.entryId, p.lineNo, p.postedOn, p.ledgerAccountId, p.amount, p.channelId, p.locationId, p.campaignId,
        e.sourceKind, e.sourceId, e.ruleId, iif(e.ruleId = 'sales.refund', e.terms ->> '$.account', null) as account
      from (${sql.join(open, sql` union `)}) i
      cross join posting p on p.itemKind = i.itemKind and p.itemId = i.itemId
      cross join journalEntry e on e.id = p.entryId
      where +p.ledgerAccountId in (${sql.join(accounts)}) and p.postedOn <= ${on} and e.sourceKind <> 'revaluation'
      order by p.postedOn, p.entryId, p.lineNo`,
  );
  return [...Map.groupBy(found, ({ itemKind, itemId }) => `${itemKind} ${itemId}`).values()].flatMap((postings) => {
    const [first] = postings;
    return first ? [{ kind: first.itemKind, id: first.itemId, postings, open: askedBy(sign, postings) }] : [];
  });
}

/** What postings on the account of an item ask. */
export const askedBy = (sign: Side['sign'], postings: readonly Pick<ItemPosting, 'amount'>[]): Minor => minor(0 - sign * sumMinor(postings.map(({ amount }) => amount)));

/** The postings of some entries that stand against their open items, by entry. */
export function askedLines(reader: Reader, { isAsked }: Side, entryIds: readonly number[]): Map<number, AccountPosting[]> {
  if (entryIds.length === 0) return new Map();
  const found = askSql(
    reader,
    sql<AccountPosting>`
      select p.entryId, p.lineNo, p.postedOn, p.ledgerAccountId, p.amount, p.channelId, p.locationId, p.campaignId
      from json_each(${JSON.stringify([...new Set(entryIds)])}) asked cross join posting p on p.entryId = asked.value cross join ledgerAccount a on a.id = p.ledgerAccountId
      where ${isAsked} order by p.entryId, p.lineNo`,
  );
  return Map.groupBy(found, ({ entryId }) => entryId);
}
