import { type BookingOccasion, placementEntry } from '../../shared/banking/booking.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { postEntry } from '../accounting/journal.service.ts';
import { accountOfRole } from '../accounting/ledger-accounts.ts';
import type { Tx } from '../database/handles.ts';
import { insertDocument, insertMatch, insertNetting, postingsOfEntryOn, postingsOfSource, postingWithOpen } from './decision.statements.ts';

/** A decision while it is made: its line, and where the line's account stands in the books. */
export interface Deciding {
  bankLineId: number;
  at: BookingOccasion;
  /** The line's own day, for the rate. */
  on: Day;
  /** The currency the account holds, where that is not the base currency. */
  held: string | null;
}

export interface PostingRef {
  entryId: number;
  postingNo: number;
}

/**
 * So much of a posting is so much of the line. What stands on the account that rules call the bank is first placed on the
 * line's own. @throws Refusal bank.postingTooSmall, bank.otherAccount, record.missing
 */
export function linkPosting(tx: Tx, deciding: Deciding, { entryId, postingNo }: PostingRef, amount: Minor): void {
  const posting = postingWithOpen.get(tx, { entryId, postingNo });
  if (!posting) throw new Refusal('record.missing', { kind: 'posting', id: entryId });
  if (amount > 0 !== posting.open > 0 || Math.abs(amount) > Math.abs(posting.open)) throw new Refusal('bank.postingTooSmall', { open: posting.open, asked: amount });
  const { ledgerAccountId } = deciding.at;
  if (posting.ledgerAccountId === ledgerAccountId) return match(tx, deciding, { entryId, postingNo }, amount);
  if (deciding.held !== null || posting.ledgerAccountId !== accountOfRole(tx, 'bank')) throw new Refusal('bank.otherAccount', { account: deciding.at.account });
  const placed = place(tx, deciding, amount);
  insertNetting.run(tx, { bankDecisionId: deciding.at.bankDecisionId, entryId, postingNo, otherEntryId: placed.from.entryId, otherPostingNo: placed.from.postingNo, amount, commandId: tx.commandId });
  match(tx, deciding, placed.to, amount);
}

function match(tx: Tx, { bankLineId, at }: Deciding, posting: PostingRef, amount: Minor): void {
  insertMatch.run(tx, { bankDecisionId: at.bankDecisionId, bankLineId, ...posting, amount, commandId: tx.commandId });
}

/** Money the books hold on the general account is put on this one; answers both postings. */
function place(tx: Tx, { at }: Deciding, amount: Minor): { from: PostingRef; to: PostingRef } {
  const entryId = postOwn(tx, at, placementEntry(at, amount));
  const [from] = postingsOfEntryOn.all(tx, { entryId, ledgerAccountId: accountOfRole(tx, 'bank') });
  const [to] = postingsOfEntryOn.all(tx, { entryId, ledgerAccountId: at.ledgerAccountId });
  if (!from || !to) throw new Error('a placement has two postings');
  return { from: { entryId, postingNo: from.postingNo }, to: { entryId, postingNo: to.postingNo } };
}

/** Posts an entry that the decision itself answers for, and that goes with it. */
export function postOwn(tx: Tx, at: BookingOccasion, draft: ReturnType<typeof placementEntry>): number {
  const posted = postEntry(tx, draft);
  if (!posted) throw new Error('an entry of a line has value');
  insertDocument.run(tx, { bankDecisionId: at.bankDecisionId, kind: 'journalEntry', documentId: posted.entryId });
  return posted.entryId;
}

/** What a document posted in this command on the account rules call the bank; money in another currency is where that is held. */
export function postedOn(tx: Tx, { at, held }: Deciding, kind: string, id: number): (PostingRef & { open: Minor })[] {
  return postingsOfSource.all(tx, { kind, id, ledgerAccountId: held === null ? accountOfRole(tx, 'bank') : at.ledgerAccountId }).filter(({ commandId, open }) => commandId === tx.commandId && open !== 0);
}

/** Postings of one document on one account that are each other's opposite take each other off: an entry and its reversal. */
export function netOpposites(tx: Tx, kind: string, id: number, ledgerAccountId: number): void {
  const open = postingsOfSource.all(tx, { kind, id, ledgerAccountId }).filter((posting) => posting.open !== 0);
  while (open.length > 0) {
    const posting = open.shift();
    const at = open.findIndex((other) => posting && other.open === -posting.open);
    if (!posting || at < 0) continue;
    const [other] = open.splice(at, 1);
    if (other) insertNetting.run(tx, { bankDecisionId: null, entryId: posting.entryId, postingNo: posting.postingNo, otherEntryId: other.entryId, otherPostingNo: other.postingNo, amount: minor(posting.open), commandId: tx.commandId });
  }
}
