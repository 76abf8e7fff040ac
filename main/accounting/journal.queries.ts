import { type InferResult, sql } from 'kysely';
import { knowsVouchers, soughtVoucher, voucherChart, voucherText } from '../../shared/accounting/voucher.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { getChart } from './account.queries.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { memoOf, typedText } from './journal.statements.ts';

interface EntryCursor {
  postedOn: Day;
  entryId: number;
}

interface JournalPage {
  ledgerAccountId?: number | undefined;
  source?: { kind: string; id: number } | undefined;
  from?: Day | undefined;
  to?: Day | undefined;
  waiting?: boolean | undefined;
  find?: string | undefined;
  after?: EntryCursor | undefined;
  limit: number;
}

/** The number within its month of an entry named `e`. */
export const voucherNumber = sql<number>`(select v.number from entryVoucher v where v.entryId = e.id)`;

/** The same where the chart knows vouchers, else null: answered by the row's own statement, so a list asks nothing more. */
export const knownVoucher = sql<number | null>`(select v.number from entryVoucher v where v.entryId = e.id and exists (select 1 from installedChart where chart = ${sql.lit(voucherChart)}))`;

/** How an entry is called beside its own number, such as 记-12, or not at all. */
export const voucherNamed = (number: number | null): string | null => (number === null ? null : voucherText(number));

const entries = db
  .selectFrom('journalEntry as e')
  .select(['e.id as entryId', 'e.number', 'e.postedOn', 'e.sourceKind', 'e.sourceId', 'e.ruleId', 'e.ruleVersion'])
  .select(['e.memoKey', 'e.memoValues', 'e.reversesId', typedText.as('text'), knownVoucher.as('voucherNumber')])
  .select((eb) => [
    eb.selectFrom('journalEntry as r').select('r.id').whereRef('r.reversesId', '=', 'e.id').as('reversedById'),
    sql<Minor>`(select sum(max(p.amount, 0)) from posting p where p.entryId = ${eb.ref('e.id')})`.as('total'),
  ]);

type EntryRow = InferResult<typeof entries>[number];

const head = <Row extends EntryRow>({ voucherNumber: no, sourceKind, sourceId, ruleId, ruleVersion, memoKey, memoValues, text, ...row }: Row) => ({
  ...row,
  voucher: voucherNamed(no),
  source: { kind: sourceKind, id: sourceId },
  rule: { id: ruleId, version: ruleVersion },
  memo: memoOf(memoKey, memoValues, text),
});

/** One page of entries, newest first. With an account it walks that account's postings, so a quiet account is quick too. */
export function listEntries(reader: Reader, input: JournalPage) {
  const found = reader.all(input.ledgerAccountId === undefined ? entryPage(reader, input) : accountPage(reader, input, input.ledgerAccountId));
  const rows = found.slice(0, input.limit).map((row) => head(row));
  const last = rows.at(-1);
  const next = last && found.length > input.limit ? { postedOn: last.postedOn, entryId: last.entryId } : null;
  return { rows, next };
}

/** Written by hand, standing, and reviewed by nobody. The plus keeps SQLite from walking all that reverses nothing instead of what is by hand. */
const waits = sql<boolean>`(e.ruleId = 'manual' and +e.reversesId is null and not exists (select 1 from entryReview v where v.entryId = e.id and v.takenBackById is null) and not exists (select 1 from journalEntry r where r.reversesId = e.id))`;

/** An entry by its own number, by what comes behind its prefix, or by its voucher's. */
function soughtIn(reader: Reader, text: string) {
  const { month, number, entryNumber } = soughtVoucher(text);
  const byVoucher = number !== null && knowsVouchers(getChart(reader)?.chart);
  return sql<boolean>`e.id in (
    select id from journalEntry where number = ${entryNumber.toUpperCase()}
    union select j.id from series s join journalEntry j on j.number = s.prefix || printf('%0' || s.digits || 'd', ${number ?? 0}) where s.code = 'journalEntry' and ${month === null && number !== null ? 1 : 0}
    union select entryId from entryVoucher where ${byVoucher ? 1 : 0} and number = ${number ?? 0} and month between ${month ?? ''} and ${month ?? '9999-12'})`;
}

function entryPage(reader: Reader, { source, from, to, waiting, find, after, limit }: JournalPage) {
  let page = entries.orderBy('e.postedOn', 'desc').orderBy('e.id', 'desc').limit(limit + 1);
  if (source) page = page.where('e.sourceKind', '=', source.kind).where('e.sourceId', '=', source.id);
  if (from) page = page.where('e.postedOn', '>=', from);
  if (to) page = page.where('e.postedOn', '<=', to);
  if (waiting) page = page.where(waits);
  if (find) page = page.where(soughtIn(reader, find));
  if (after) page = page.where(sql<boolean>`(e.postedOn, e.id) < (${after.postedOn}, ${after.entryId})`);
  return page;
}

function accountPage(reader: Reader, { source, from, to, waiting, find, after, limit }: JournalPage, ledgerAccountId: number) {
  let postings = db
    .selectFrom('posting as q')
    .select(['q.postedOn', 'q.entryId'])
    .distinct()
    .where('q.ledgerAccountId', '=', ledgerAccountId)
    .orderBy('q.postedOn', 'desc')
    .orderBy('q.entryId', 'desc');
  if (from) postings = postings.where('q.postedOn', '>=', from);
  if (to) postings = postings.where('q.postedOn', '<=', to);
  if (after) postings = postings.where(sql<boolean>`(q.postedOn, q.entryId) < (${after.postedOn}, ${after.entryId})`);
  let page = entries.orderBy('e.postedOn', 'desc').orderBy('e.id', 'desc').limit(limit + 1);
  if (waiting) page = page.where(waits);
  if (find) page = page.where(soughtIn(reader, find));
  if (!source && !find) return page.where('e.id', 'in', db.selectFrom(postings.limit(limit + 1).as('page')).select('page.entryId'));
  // A document or a number has few entries, so their own index leads.
  if (source) page = page.where('e.sourceKind', '=', source.kind).where('e.sourceId', '=', source.id);
  return page.where('e.id', 'in', db.selectFrom(postings.as('page')).select('page.entryId'));
}

const legsOf = read((builder, p: { entryId: number }) =>
  builder
    .selectFrom('posting as p')
    .innerJoin('ledgerAccount as a', 'a.id', 'p.ledgerAccountId')
    .select(['p.lineNo', 'p.ledgerAccountId', 'a.code', 'a.name', 'p.amount', 'p.channelId', 'p.locationId', 'p.campaignId'])
    .select(['p.itemKind', 'p.itemId', 'p.currency', 'p.foreignAmount'])
    .where('p.entryId', '=', p.entryId)
    .orderBy('p.lineNo'),
);

const peopleOf = read((builder, p: { entryId: number }) =>
  builder
    .selectFrom('journalEntry as e')
    .innerJoin('command as c', 'c.id', 'e.commandId')
    .leftJoin('user as author', 'author.id', 'c.userId')
    .leftJoin('entryReview as v', (join) => join.onRef('v.entryId', '=', 'e.id').on('v.takenBackById', 'is', null))
    .leftJoin('command as d', 'd.id', 'v.commandId')
    .leftJoin('user as reader', 'reader.id', 'd.userId')
    .select([sql<string>`coalesce(author.name, '')`.as('writtenBy'), 'reader.name as reviewedBy', 'v.reviewedAt'])
    .where('e.id', '=', p.entryId),
);

/** One entry with its legs, the terms it recomputes from, who wrote it and who stood for it. @throws Refusal record.missing */
export function getEntry(reader: Reader, { entryId }: { entryId: number }) {
  const whole = entries.select(['e.occurredAt', 'e.recordedAt', 'e.commandId', 'e.digest', 'e.terms']);
  const row = reader.get(whole.where('e.id', '=', entryId));
  if (!row) throw new Refusal('record.missing', { kind: 'journalEntry', id: entryId });
  const { terms, digest, ...rest } = row;
  const people = peopleOf.get(reader, { entryId }) ?? { writtenBy: '', reviewedBy: null, reviewedAt: null };
  return { ...head(rest), ...people, digest: digest ?? '', terms: JSON.parse(terms), legs: legsOf.all(reader, { entryId }) };
}
