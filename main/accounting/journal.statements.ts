import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { read, write, writeRows } from '../database/statement.ts';

/** The kept statements of the journal: three for an entry, one for each of its postings; balances follow by trigger. */

export interface EntryRow {
  number: string;
  postedOn: Day;
  occurredAt: Instant;
  recordedAt: Instant;
  sourceKind: string;
  sourceId: number;
  ruleId: string;
  ruleVersion: number;
  memoKey: string;
  memoValues: string;
  terms: string;
  textDigest: string | null;
  reversesId: number | null;
}

export const insertEntry = write((db, p: EntryRow & { commandId: number }) =>
  db.insertInto('journalEntry').values({
    number: p.number,
    postedOn: p.postedOn,
    occurredAt: p.occurredAt,
    recordedAt: p.recordedAt,
    sourceKind: p.sourceKind,
    sourceId: p.sourceId,
    ruleId: p.ruleId,
    ruleVersion: p.ruleVersion,
    memoKey: p.memoKey,
    memoValues: p.memoValues,
    terms: p.terms,
    textDigest: p.textDigest,
    reversesId: p.reversesId,
    commandId: p.commandId,
  }),
);

export interface PostingRow {
  ledgerAccountId: number;
  amount: Minor;
  channelId: number | null;
  locationId: number | null;
  campaignId: number | null;
  itemKind: string | null;
  itemId: number | null;
  currency: string | null;
  foreignAmount: Minor | null;
}

export const insertPostings = writeRows<PostingRow & { entryId: number; lineNo: number; postedOn: Day }>((db, postings) =>
  db.insertInto('posting').values(
    postings.map((p) => ({
      entryId: p.entryId,
      lineNo: p.lineNo,
      ledgerAccountId: p.ledgerAccountId,
      postedOn: p.postedOn,
      amount: p.amount,
      channelId: p.channelId,
      locationId: p.locationId,
      campaignId: p.campaignId,
      itemKind: p.itemKind,
      itemId: p.itemId,
      currency: p.currency,
      foreignAmount: p.foreignAmount,
    })),
  ),
);

/** Makes an open entry final; its trigger sums the postings and refuses what must not be stored. */
export const postOpenEntry = write((db, p: { entryId: number; digest: string; postedAt: Instant }) =>
  db.updateTable('journalEntry').set({ postedAt: p.postedAt, digest: p.digest }).where('id', '=', p.entryId),
);

export const insertText = write((db, p: { entryId: number; salt: string; text: string }) =>
  db.insertInto('entryText').values({ entryId: p.entryId, salt: p.salt, text: p.text }),
);

/** What was typed about an entry named `e`: null where nothing was, empty where it was erased. */
export const typedText = sql<string | null>`iif(e.textDigest is null, null, coalesce((select text from entryText where entryId = e.id), ''))`;

/** The words of an entry as they were stored: a key and its values, with what a person typed as `text`. */
export const memoOf = (key: string, values: string, text: string | null) => {
  const said = JSON.parse(values) as Record<string, string | number>;
  return { key, values: text === null ? said : { ...said, text } };
};

export const entryById = read((db, p: { id: number }) => db.selectFrom('journalEntry').selectAll().where('id', '=', p.id));

export const entryReversing = read((db, p: { id: number }) =>
  db.selectFrom('journalEntry').select(['id', 'number']).where('reversesId', '=', p.id),
);

export const postingsOfEntry = read((db, p: { entryId: number }) =>
  db
    .selectFrom('posting')
    .select(['ledgerAccountId', 'amount', 'channelId', 'locationId', 'campaignId', 'itemKind', 'itemId', 'currency', 'foreignAmount'])
    .where('entryId', '=', p.entryId)
    .orderBy('lineNo'),
);
