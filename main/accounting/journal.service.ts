import { randomUUID } from 'node:crypto';
import { type EntryDraft, type Leg, type OpenItem, tidyLegs } from '../../shared/accounting/entry.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import { type TaxByHand, type TaxFact, withRest } from '../../shared/tax/tax-fact.rules.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { entryDigest, textDigest } from './entry-digest.ts';
import {
  entryById,
  entryReversing,
  type EntryRow,
  insertEntry,
  insertPostings,
  insertText,
  postingsOfEntry,
  type PostingRow,
  postOpenEntry,
} from './journal.statements.ts';
import { withForeignAmounts } from './foreign-item.service.ts';
import { accountOfRole, openAccount, type PostingAccount, roleAccountOf } from './ledger-accounts.ts';
import { refuseLockedDay } from './period.service.ts';
import { inventoryPosted } from './stock-value.ts';
import { oppositeOfEntry, writeTaxLines } from '../tax/tax-line.service.ts';

export interface PostedEntry {
  entryId: number;
  number: string;
}

/**
 * Posts an entry; triggers keep the balances with it. Undefined when the draft has no legs: a document without value
 * (a free order) has no entry, and no number is drawn.
 * @throws Refusal period.locked, chart.missing, account.blocked, account.otherCurrency; a draft that does not balance is a bug and aborts.
 */
export function postEntry(tx: Tx, draft: EntryDraft): PostedEntry | undefined {
  return writeEntry(tx, draft, null);
}

/**
 * Undoes an entry by its opposite on a day of the caller's choice, under the same source and rule, so that what a document
 * posted still adds up by document.
 * @throws Refusal record.missing, entry.reversed, period.locked, account.blocked.
 */
export function reverseEntry(tx: Tx, input: { entryId: number; postedOn: Day; reason: string }): PostedEntry {
  const entry = entryById.get(tx, { id: input.entryId });
  if (!entry) throw new Refusal('record.missing', { kind: 'journalEntry', id: input.entryId });
  if (entryReversing.get(tx, { id: entry.id })) throw new Refusal('entry.reversed', { number: entry.number });
  const draft: EntryDraft = {
    postedOn: input.postedOn,
    occurredAt: tx.now,
    source: { kind: entry.sourceKind, id: entry.sourceId },
    rule: { id: entry.ruleId, version: entry.ruleVersion },
    memo: { key: 'journal.reversal', values: { number: entry.number } },
    text: input.reason,
    terms: { reversesId: entry.id },
    legs: postingsOfEntry.all(tx, { entryId: entry.id }).map(oppositeLeg),
    taxes: oppositeOfEntry(tx, entry.id),
  };
  const reversal = writeEntry(tx, draft, entry.id);
  if (!reversal) throw new Error(`entry ${entry.number} has no postings`);
  return reversal;
}

function writeEntry(tx: Tx, draft: EntryDraft, reversesId: number | null): PostedEntry | undefined {
  const legs = tidyLegs(withForeignAmounts(tx, draft.legs));
  if (legs.length === 0) return undefined;
  refuseLockedDay(tx, draft.postedOn);
  const postings = legs.map((leg) => postingRow(tx, leg, draft));
  const typed = draft.text === undefined ? null : { salt: randomUUID(), text: draft.text };
  const row = entryRow(tx, draft, reversesId, typed && textDigest(typed.salt, typed.text));
  const entryId = insertEntry.run(tx, { ...row, commandId: tx.commandId }).lastId;
  if (typed) insertText.run(tx, { ...typed, entryId });
  insertPostings.run(tx, postings.map((posting, index) => ({ ...posting, entryId, lineNo: index + 1, postedOn: row.postedOn })));
  writeTaxLines(tx, { entryId, postedOn: row.postedOn }, taxFacts(tx, draft, postings));
  const digest = entryDigest({ ...row, id: entryId }, postings);
  postOpenEntry.run(tx, { entryId, digest, postedAt: tx.now });
  tx.proves('journalEntry', entryId, digest);
  tx.changed('journalEntry', entryId);
  return { entryId, number: row.number };
}

/** What an entry says about tax, and what its postings on the tax accounts say beyond it. */
function taxFacts(tx: Tx, draft: EntryDraft, postings: readonly PostingRow[]): TaxFact[] {
  const [output, input] = [accountOfRole(tx, 'outputTax'), accountOfRole(tx, 'inputTax')];
  const on = (account: number): number => postings.reduce((sum, posting) => (posting.ledgerAccountId === account ? sum + posting.amount : sum), 0);
  const told = draft.taxes ?? [];
  // A chart with one account for both says what is owed in the end, so the input told is taken as it is.
  const inputTold = input === output ? sumMinor(told.filter((fact) => fact.direction === 'input').map((fact) => fact.tax)) : null;
  const posted = { output: minor((inputTold ?? 0) - on(output)), input: inputTold ?? minor(on(input)) };
  return withRest(told, posted, byHand(tx, draft, postings));
}

/** What moves tax to Tax payable settles it (DOMAIN §5 "tax settlement"); anything else an accountant writes adjusts it. */
function byHand(tx: Tx, draft: EntryDraft, postings: readonly PostingRow[]): TaxByHand {
  const payable = accountOfRole(tx, 'taxPayable');
  if (payable !== accountOfRole(tx, 'outputTax') && postings.some((posting) => posting.ledgerAccountId === payable)) return 'settlement';
  return draft.rule.id === 'manual' ? 'adjustment' : 'unsorted';
}

function entryRow(tx: Tx, draft: EntryDraft, reversesId: number | null, digestOfText: string | null): EntryRow {
  return {
    number: nextNumber(tx, 'journalEntry'),
    postedOn: draft.postedOn,
    occurredAt: draft.occurredAt,
    recordedAt: tx.now,
    sourceKind: draft.source.kind,
    sourceId: draft.source.id,
    ruleId: draft.rule.id,
    ruleVersion: draft.rule.version,
    memoKey: draft.memo.key,
    memoValues: JSON.stringify(draft.memo.values),
    terms: JSON.stringify(draft.terms),
    textDigest: digestOfText,
    reversesId,
  };
}

/** A line of the result belongs to its entry's place unless it names its own; what stands on a balance has none. */
function postingRow(tx: Tx, leg: Leg, { postedOn, locationId: placeOfEntry = null }: Pick<EntryDraft, 'postedOn' | 'locationId'>): PostingRow {
  const account = 'role' in leg ? roleAccountOf(tx, leg.role) : openAccount(tx, leg.ledgerAccountId);
  refuseOtherCurrency(account, leg);
  if (account.control === 'inventory') inventoryPosted(tx, postedOn, leg.amount);
  return {
    ledgerAccountId: account.id,
    amount: leg.amount,
    channelId: leg.channelId ?? null,
    locationId: leg.locationId ?? (account.type === 'income' || account.type === 'expense' ? placeOfEntry : null),
    campaignId: leg.campaignId ?? null,
    itemKind: leg.item?.kind ?? null,
    itemId: leg.item?.id ?? null,
    currency: leg.foreign?.currency ?? null,
    foreignAmount: leg.foreign?.amount ?? null,
  };
}

/** An account that holds another currency takes nothing that does not say how much of it. @throws Refusal account.otherCurrency */
function refuseOtherCurrency({ code, currency }: Pick<PostingAccount, 'code' | 'currency'>, leg: Leg): void {
  if (currency !== null && leg.foreign?.currency !== currency) throw new Refusal('account.otherCurrency', { code, currency });
}

function oppositeLeg(posting: PostingRow): Leg {
  const { itemKind, itemId, currency, foreignAmount } = posting;
  return {
    ledgerAccountId: posting.ledgerAccountId,
    amount: minor(-posting.amount),
    channelId: posting.channelId,
    locationId: posting.locationId,
    campaignId: posting.campaignId,
    // The column holds only kinds that were written from an OpenItem.
    item: itemKind === null || itemId === null ? null : { kind: itemKind as OpenItem['kind'], id: itemId },
    foreign: currency === null || foreignAmount === null ? null : { currency, amount: minor(-foreignAmount) },
  };
}
