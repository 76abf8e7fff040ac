import { sql } from 'kysely';
import type { AccountRole, OpenItem } from '../../shared/accounting/entry.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import { db } from '../database/builder.ts';
import { read } from '../database/statement.ts';
import { knownVoucher, voucherNamed } from './journal.queries.ts';
import { memoOf, typedText } from './journal.statements.ts';
import { ledgerAccountOf } from './ledger-accounts.ts';
import { accountBalanceBefore } from './trial-balance.queries.ts';

interface PostingCursor {
  postedOn: Day;
  entryId: number;
  lineNo: number;
}

interface LedgerPage {
  ledgerAccountId: number;
  from?: Day | undefined;
  to?: Day | undefined;
  after?: PostingCursor | undefined;
  limit: number;
}

const beginning: PostingCursor = { postedOn: '' as Day, entryId: 0, lineNo: 0 };
const endOfDays = '9999-12-31' as Day;

const page = read((builder, p: { ledgerAccountId: number; to: Day; limit: number } & PostingCursor) =>
  builder
    .selectFrom('posting as p')
    .innerJoin('journalEntry as e', 'e.id', 'p.entryId')
    .select(['p.entryId', 'p.lineNo', 'p.postedOn', 'p.ledgerAccountId', 'p.amount', 'p.channelId', 'p.locationId', 'p.campaignId'])
    .select(['p.itemKind', 'p.itemId', 'p.currency', 'p.foreignAmount'])
    .select(['e.number', 'e.memoKey', 'e.memoValues', typedText.as('text'), knownVoucher.as('voucherNumber'), 'e.sourceKind', 'e.sourceId'])
    .where('p.ledgerAccountId', '=', p.ledgerAccountId)
    .where('p.postedOn', '<=', p.to)
    .where(sql<boolean>`(p.postedOn, p.entryId, p.lineNo) > (${p.postedOn}, ${p.entryId}, ${p.lineNo})`)
    .orderBy('p.postedOn')
    .orderBy('p.entryId')
    .orderBy('p.lineNo')
    .limit(p.limit),
);

const earlierThatDay = read((builder, p: PostingCursor & { ledgerAccountId: number }) =>
  builder
    .selectFrom('posting')
    .select(sql<Minor>`coalesce(sum(amount), 0)`.as('balance'))
    .where('ledgerAccountId', '=', p.ledgerAccountId)
    .where('postedOn', '=', p.postedOn)
    .where(sql<boolean>`(entryId, lineNo) <= (${p.entryId}, ${p.lineNo})`),
);

/** One page of an account, oldest first. The balance before it comes from the kept days plus one day's postings. */
export function listLedger(reader: Reader, input: LedgerPage) {
  const after = input.after ?? { ...beginning, postedOn: input.from ?? beginning.postedOn };
  const { ledgerAccountId, limit } = input;
  const thatDay = input.after ? (earlierThatDay.get(reader, { ...after, ledgerAccountId })?.balance ?? 0) : 0;
  const opening = minor(accountBalanceBefore(reader, ledgerAccountId, after.postedOn) + thatDay);
  const found = page.all(reader, { ...after, ledgerAccountId, to: input.to ?? endOfDays, limit: limit + 1 });
  let balance = opening;
  const rows = found.slice(0, limit).map(({ memoKey, memoValues, text, voucherNumber, sourceKind, sourceId, ...row }) => {
    balance = minor(balance + row.amount);
    return { ...row, voucher: voucherNamed(voucherNumber), memo: memoOf(memoKey, memoValues, text), source: { kind: sourceKind, id: sourceId }, balance };
  });
  const last = rows.at(-1);
  const next = last && found.length > limit ? { postedOn: last.postedOn, entryId: last.entryId, lineNo: last.lineNo } : null;
  return { opening, rows, next };
}

interface OpenItemsPage {
  ledgerAccountId: number;
  after?: { itemKind: string; itemId: number } | undefined;
  limit: number;
}

/** One page of the items still open on a control account, and the balance all pages add up to. */
export function listOpenItems(reader: Reader, { ledgerAccountId, after = { itemKind: '', itemId: 0 }, limit }: OpenItemsPage) {
  const found = reader.all(
    db
      .selectFrom('openItem')
      .select(['itemKind', 'itemId', 'balance'])
      .where('ledgerAccountId', '=', ledgerAccountId)
      .where('balance', '<>', minor(0))
      .where(sql<boolean>`(itemKind, itemId) > (${after.itemKind}, ${after.itemId})`)
      .orderBy('itemKind')
      .orderBy('itemId')
      .limit(limit + 1),
  );
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const next = last && found.length > limit ? { itemKind: last.itemKind, itemId: last.itemId } : null;
  return { rows, next, balance: accountBalanceBefore(reader, ledgerAccountId, '9999-12-31' as Day) };
}

const itemBalance = read((builder, p: { ledgerAccountId: number; itemKind: string; itemId: number }) =>
  builder
    .selectFrom('openItem')
    .select('balance')
    .where('ledgerAccountId', '=', p.ledgerAccountId)
    .where('itemKind', '=', p.itemKind)
    .where('itemId', '=', p.itemId),
);

/**
 * What is still open for one item on a control account: debit positive, so a deposit of 50.00 is −5,000.
 * Posting rules ask it how much of an order's deposit is left. @throws Refusal chart.missing
 */
export function openBalance(reader: Reader, role: AccountRole, item: OpenItem): Minor {
  const ledgerAccountId = ledgerAccountOf(reader, role);
  return itemBalance.get(reader, { ledgerAccountId, itemKind: item.kind, itemId: item.id })?.balance ?? minor(0);
}
