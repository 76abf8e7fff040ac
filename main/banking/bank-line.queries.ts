import { bestProposals, type Proposal } from '../../shared/banking/proposal.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { memoOf, typedText } from '../accounting/journal.statements.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { type BankAccountRow, requireBankAccount } from './bank-account.statements.ts';
import { candidatesFor, openThings, type OpenThings } from './candidates.queries.ts';
import { type BankLineRow, requireLine } from './decision.statements.ts';
import { sql } from 'kysely';

export interface LinePage {
  bankAccountId: number;
  view: 'open' | 'all';
  after?: { bookedOn: Day; id: number };
  limit: number;
}

const shownOf = ({ id, bookedOn, amount, matched, payee, text, reference, counterparty }: BankLineRow) => ({ id, bookedOn, amount, matched, payee, text, reference, counterparty });

/** One page of an account's lines, each open one with its best proposal. @throws Refusal record.missing */
export function listLines(reader: Reader, { bankAccountId, view, after, limit }: LinePage) {
  const account = requireBankAccount(reader, bankAccountId);
  const direction = view === 'open' ? ('asc' as const) : ('desc' as const);
  let page = db.selectFrom('bankLine').selectAll().where('bankAccountId', '=', bankAccountId).where('takenBackById', 'is', null).orderBy('bookedOn', direction).orderBy('id', direction);
  if (view === 'open') page = page.where(sql<boolean>`matched <> amount`);
  if (after) page = page.where((eb) => eb(eb.refTuple('bookedOn', 'id'), view === 'open' ? '>' : '<', eb.tuple(after.bookedOn, after.id)));
  const found = reader.all(page.limit(limit + 1));
  const things = openThings(reader, account);
  const rows = found.slice(0, limit).map((line) => ({ ...shownOf(line), proposal: proposalsFor(reader, account, line, things, 1)[0] ?? null }));
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? { bookedOn: last.bookedOn, id: last.id } : null };
}

/** What a line could be, the likeliest first; nothing where all of it is accounted for. */
export function proposalsFor(reader: Reader, account: BankAccountRow, line: BankLineRow, things: OpenThings, most: number): Proposal[] {
  const open = minor(line.amount - line.matched);
  if (open === 0) return [];
  const asked = { ...line, open };
  return bestProposals(asked, candidatesFor(reader, account, asked, things), most);
}

const decisions = read((builder, p: { bankLineId: number }) =>
  builder.selectFrom('bankDecision').selectAll().where('bankLineId', '=', p.bankLineId).orderBy('id', 'desc'),
);
const entriesOfDecision = read((builder, p: { bankDecisionId: number }) =>
  builder
    .selectFrom('bankMatch as m')
    .innerJoin('journalEntry as e', 'e.id', 'm.entryId')
    .select(['m.entryId', 'm.amount', 'e.number', 'e.postedOn', 'e.memoKey', 'e.memoValues', typedText.as('text')])
    .where('m.bankDecisionId', '=', p.bankDecisionId)
    .orderBy('m.id'),
);
const fileOf = read((builder, p: { id: number }) => builder.selectFrom('bankStatement').select('fileName').where('id', '=', p.id));

const proposalsShown = 8;

/** One line with all it could be, and what was decided about it. @throws Refusal record.missing */
export function getLine(reader: Reader, { bankLineId }: { bankLineId: number }) {
  const line = requireLine(reader, bankLineId);
  const account = requireBankAccount(reader, line.bankAccountId);
  return {
    ...shownOf(line),
    bankAccountId: account.id,
    currency: account.currency,
    externalId: line.externalId,
    fileName: fileOf.get(reader, { id: line.bankStatementId })?.fileName ?? '',
    proposals: proposalsFor(reader, account, line, openThings(reader, account), proposalsShown),
    decisions: decisions.all(reader, { bankLineId }).map(({ id, kind, amount, decidedAt, undoneById }) => ({
      bankDecisionId: id,
      kind,
      amount,
      decidedAt,
      undone: undoneById !== null,
      entries: entriesOfDecision.all(reader, { bankDecisionId: id }).map(({ entryId, number, postedOn, amount: part, memoKey, memoValues, text }) => ({ entryId, number, postedOn, amount: part, memo: memoOf(memoKey, memoValues, text) })),
    })),
  };
}
