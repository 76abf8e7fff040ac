import { openingPrepaymentEntry } from '../../shared/purchasing/bill.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { postEntry, reverseEntry } from '../accounting/journal.service.ts';
import type { Tx } from '../database/handles.ts';
import { requireSupplier } from '../parties/supplier.queries.ts';
import { standingEntries } from './bill.statements.ts';
import { changePrepayment, prepaidTo } from './prepayment.service.ts';

export interface OpeningPrepayment {
  supplierId: number;
  openingRowId: number;
  number: string;
  /** What the supplier has of ours, base currency, positive. */
  amount: Minor;
  openingOn: Day;
}

/**
 * What a supplier has of ours when the books begin, paid ahead or credited: it meets the next bills like any prepayment. Source: DOMAIN §5
 * "opening balances". @throws Refusal record.missing, period.locked
 */
export function takeOpeningPrepayment(tx: Tx, { supplierId, openingRowId, number, amount, openingOn }: OpeningPrepayment): { supplierId: number } {
  const { name: supplier } = requireSupplier(tx, supplierId);
  changePrepayment(tx, { supplierId, sourceKind: 'openingRow', sourceId: openingRowId, amount, postedOn: openingOn });
  postEntry(tx, openingPrepaymentEntry({ occurredAt: tx.now, postedOn: openingOn }, { id: openingRowId, supplierId, supplier, number }, amount));
  return { supplierId };
}

/** @throws Refusal opening.builtUpon where some of it met a bill, period.locked */
export function takeBackOpeningPrepayment(tx: Tx, { supplierId, openingRowId, number, amount, on, reason }: Omit<OpeningPrepayment, 'openingOn'> & { on: Day; reason: string }): void {
  if (prepaidTo(tx, supplierId) < amount) throw new Refusal('opening.builtUpon', { what: number });
  changePrepayment(tx, { supplierId, sourceKind: 'openingRow', sourceId: openingRowId, amount: minor(-amount), postedOn: on });
  for (const entryId of standingEntries(tx, 'openingRow', openingRowId)) reverseEntry(tx, { entryId, postedOn: on, reason });
}
