import { type ManualLine, manualEntry, sidesOf } from '../../shared/accounting/manual-entry.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { refuseUnknownCentres } from './campaign.service.ts';
import { type PostedEntry, postEntry, reverseEntry } from './journal.service.ts';
import { entryById } from './journal.statements.ts';
import { openAccount } from './ledger-accounts.ts';
import { laySlipBeside } from './slip.service.ts';

/**
 * Posts an entry the accountant writes by hand, and lays the slip it was typed from beside it.
 * @throws Refusal entry.unbalanced, account.control, account.blocked, account.otherCurrency, rate.home, record.missing, campaign.archived, period.locked, slip.posted.
 */
export function postManualEntry(tx: Tx, input: { postedOn: Day; text: string; lines: readonly ManualLine[]; slipId?: number }): PostedEntry {
  const sides = sidesOf(input.lines.map((line) => line.amount));
  if (sides.debit !== sides.credit || sides.debit === 0) throw new Refusal('entry.unbalanced', sides);
  for (const { ledgerAccountId, foreign } of input.lines) {
    refuseControlAccount(tx, ledgerAccountId);
    if (foreign?.currency === shopOf(tx).baseCurrency) throw new Refusal('rate.home', { currency: foreign.currency });
  }
  refuseUnknownCentres(tx, input.lines);
  const posted = postEntry(tx, manualEntry({ ...input, commandId: tx.commandId, occurredAt: tx.now }));
  if (!posted) throw new Error('a balanced entry with value has postings');
  if (input.slipId !== undefined) laySlipBeside(tx, { slipId: input.slipId, entryId: posted.entryId });
  return posted;
}

/**
 * Reverses a manual entry. What a document posted is undone by that document's own command.
 * @throws Refusal record.missing, entry.hasDocument, entry.reversed, period.locked.
 */
export function reverseManualEntry(tx: Tx, input: { entryId: number; postedOn: Day; reason: string }): PostedEntry {
  const entry = entryById.get(tx, { id: input.entryId });
  if (entry && entry.ruleId !== 'manual') {
    throw new Refusal('entry.hasDocument', { number: entry.number, kind: entry.sourceKind, id: entry.sourceId });
  }
  return reverseEntry(tx, input);
}

function refuseControlAccount(tx: Tx, id: number): void {
  const account = openAccount(tx, id);
  if (account.control !== null) throw new Refusal('account.control', { code: account.code });
}
