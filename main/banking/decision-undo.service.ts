import { Refusal } from '../../shared/refusal/refusal.ts';
import { reverseEntry } from '../accounting/journal.service.ts';
import { entryById, entryReversing } from '../accounting/journal.statements.ts';
import { accountOfRole } from '../accounting/ledger-accounts.ts';
import { openDay } from '../accounting/period.queries.ts';
import type { Tx } from '../database/handles.ts';
import { restoreClaim } from '../purchasing/claim-settlement.service.ts';
import { cancelSupplierPayment } from '../purchasing/supplier-payment.service.ts';
import { voidPayment } from '../sales/payment.service.ts';
import { reconciledThrough, requireBankAccount } from './bank-account.statements.ts';
import { decisionById, type DocumentKind, documentsOf, requireLine, standingOnEntry, undoDecisionRow, undoMatches, undoNettings } from './decision.statements.ts';
import { unlearn } from './learned-rule.service.ts';
import { netOpposites } from './posting-link.service.ts';

/**
 * Undoes a decision: what was posted for it is taken back by its own room's command, the line is open again. A refund has
 * left the house and stays in the books; the line can be linked to it again.
 * @throws Refusal record.missing, bank.undone, bank.reconciled, bank.linkedElsewhere where another line stands on it, and what the documents refuse
 */
export function undoDecision(tx: Tx, { bankDecisionId }: { bankDecisionId: number }): { bankLineId: number; kept: number } {
  const decision = decisionById.get(tx, { id: bankDecisionId });
  if (!decision) throw new Refusal('record.missing', { kind: 'bankDecision', id: bankDecisionId });
  if (decision.undoneById !== null) throw new Refusal('bank.undone', {});
  const line = requireLine(tx, decision.bankLineId);
  const through = reconciledThrough(tx, line.bankAccountId);
  if (through !== null && line.bookedOn <= through) throw new Refusal('bank.reconciled', { throughOn: through });
  const documents = documentsOf.all(tx, { bankDecisionId });
  refuseLinked(tx, bankDecisionId, documents);
  const own = { bankDecisionId, commandId: tx.commandId };
  undoMatches.run(tx, own);
  undoNettings.run(tx, own);
  undoDecisionRow.run(tx, { id: bankDecisionId, commandId: tx.commandId });
  const kept = documents.filter(({ kind, documentId }) => !takeBack(tx, kind, documentId)).length;
  const bank = accountOfRole(tx, 'bank');
  const accounts = [...new Set([bank, requireBankAccount(tx, line.bankAccountId).ledgerAccountId])];
  for (const account of accounts) {
    for (const { kind, documentId } of documents) if (kind !== 'journalEntry') netOpposites(tx, kind, documentId, account);
    netOpposites(tx, 'bankDecision', bankDecisionId, account);
  }
  if (decision.kind === 'person') unlearn(tx, line, documents);
  tx.changed('bankLine', line.id);
  return { bankLineId: line.id, kept };
}

/** The other end of a transfer may be linked already to a line of the other account. */
function refuseLinked(tx: Tx, bankDecisionId: number, documents: readonly { kind: DocumentKind; documentId: number }[]): void {
  for (const { kind, documentId: entryId } of documents) {
    const other = kind === 'journalEntry' ? standingOnEntry.get(tx, { entryId, bankDecisionId }) : undefined;
    if (other) throw new Refusal('bank.linkedElsewhere', { on: other.bookedOn, amount: other.amount });
  }
}

const reason = 'bank line';

/** Whether a document is taken back now, or was so before; false where it stays. */
function takeBack(tx: Tx, kind: DocumentKind, id: number): boolean {
  if (kind === 'refund') return false;
  if (kind === 'journalEntry') reverse(tx, id);
  else if (kind === 'supplierClaim') restoreClaim(tx, { supplierClaimId: id });
  else unlessDone(() => (kind === 'payment' ? voidPayment(tx, { paymentId: id, reason }) : cancelSupplierPayment(tx, { supplierPaymentId: id, reason })));
  return true;
}

/** An entry leaves on its own day while that is open, so that no day keeps what never was. */
function reverse(tx: Tx, entryId: number): void {
  const entry = entryById.get(tx, { id: entryId });
  if (entry && !entryReversing.get(tx, { id: entryId })) reverseEntry(tx, { entryId, postedOn: openDay(tx, entry.postedOn), reason });
}

/** Somebody may have taken the document back already, on its own screen. */
function unlessDone(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'payment.voided') throw error;
  }
}
