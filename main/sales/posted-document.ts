import type { Posting } from '../../shared/sales/order-balances.rules.ts';
import type { TaxBy } from '../../shared/sales/order-totals.rules.ts';
import type { StoredEntry } from '../accounting/recompute.proof.ts';

/** The order a document belongs to, for a question about documents named `d` and their orders `o`. */
export const documentOfOrder = ['d.id as documentId', 'd.orderId', 'o.channelId', 'o.shownNumber', 'o.taxBy'] as const;

interface PostedDocument extends StoredEntry {
  documentId: number;
  orderId: number;
  channelId: number | null;
  shownNumber: string;
  taxBy: TaxBy;
}

/** The document as its posting rule was told of it. */
export const postingOf = (row: PostedDocument): Posting => ({
  order: { id: row.orderId, number: row.shownNumber, channelId: row.channelId },
  documentId: row.documentId,
  postedOn: row.entryOn,
  occurredAt: row.occurredAt,
});

export const ruleOf = (row: StoredEntry): string => `${row.ruleId} ${row.ruleVersion}`;
