import { knownAlready } from '../../shared/banking/proposal.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import type { Tx } from '../database/handles.ts';
import type { BankAccountRow } from './bank-account.statements.ts';
import { postingCandidates } from './candidates.queries.ts';
import { decide } from './decision.service.ts';
import { requireLine } from './decision.statements.ts';

/** A file of years is linked by hand: whoever imports it wants to look first, and would wait for it. */
const linkedAtMost = 2_000;

/**
 * Links new lines to entries that stand, where exactly one has the same amount and its number stands in the line: nothing is
 * posted to an account of income or cost by it, and each link can be undone. Answers how many.
 */
export function linkKnownLines(tx: Tx, account: BankAccountRow, lineIds: readonly number[]): number {
  if (lineIds.length > linkedAtMost) return 0;
  return lineIds.filter((bankLineId) => {
    const line = requireLine(tx, bankLineId);
    const open = { ...line, open: minor(line.amount - line.matched) };
    const known = knownAlready(open, postingCandidates(tx, account, open));
    return known !== null && tx.attempt(() => decide(tx, { bankLineId, parts: known.parts }, 'auto')).ok;
  }).length;
}
