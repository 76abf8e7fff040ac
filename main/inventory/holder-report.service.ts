import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { findVariantBySku } from '../catalog/variant.queries.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';
import { adjustStock } from './adjustment.service.ts';
import { comparedLines, differingOf, getReport, type ReportRow } from './consignment.queries.ts';
import { consignStock } from './consignment.service.ts';
import { ownerOf, placeApart } from './location.queries.ts';

const insertReport = write((db, p: { locationId: number; reportedAt: Instant; reference: string; commandId: number }) =>
  db.insertInto('holderReport').values({ locationId: p.locationId, reportedAt: p.reportedAt, reference: p.reference, commandId: p.commandId }),
);
const insertLine = write((db, p: { holderReportId: number; variantId: number; quantity: Quantity }) =>
  db.insertInto('holderReportLine').values({ holderReportId: p.holderReportId, variantId: p.variantId, quantity: p.quantity }),
);
const setWithdrawn = write((db, p: { id: number; withdrawnById: number | null }) => db.updateTable('holderReport').set({ withdrawnById: p.withdrawnById }).where('id', '=', p.id));
const setSettled = write((db, p: { id: number; settledById: number }) => db.updateTable('holderReport').set({ settledById: p.settledById }).where('id', '=', p.id));

interface Report {
  locationId: number;
  reportedAt?: Instant;
  reference: string;
  lines: readonly { sku: string; quantity: Quantity }[];
}

/**
 * Keeps what is said to lie at a place of others. Nothing moves by it: what differs is settled, or explained, afterwards.
 * @throws Refusal location.notApart, sku.unknown, sku.twice, report.ahead
 */
export function reportGoods(tx: Tx, { locationId, reportedAt = tx.now, reference, lines }: Report) {
  placeApart(tx, locationId);
  if (reportedAt > tx.now) throw new Refusal('report.ahead', { reference });
  const { lastId: id } = insertReport.run(tx, { locationId, reportedAt, reference, commandId: tx.commandId });
  const seen = new Set<number>();
  for (const { sku, quantity } of lines) {
    const variant = findVariantBySku(tx, sku);
    if (!variant) throw new Refusal('sku.unknown', { sku });
    if (seen.has(variant.id)) throw new Refusal('sku.twice', { sku });
    seen.add(variant.id);
    insertLine.run(tx, { holderReportId: id, variantId: variant.id, quantity });
  }
  tx.changed('holderReport', id);
  return { holderReportId: id, differing: differingOf(comparedLines(tx, { id, locationId, reportedAt })) };
}

const which = (tx: Tx, holderReportId: number): ReportRow => {
  const report = getReport(tx, holderReportId);
  if (report.settledById !== null) throw new Refusal('report.settled', { reference: report.reference });
  return report;
};

/** @throws Refusal record.missing, report.settled */
export const withdrawReport = (tx: Tx, { holderReportId }: { holderReportId: number }) => turn(tx, holderReportId, tx.commandId);
/** @throws Refusal record.missing, report.settled */
export const restoreReport = (tx: Tx, { holderReportId }: { holderReportId: number }) => turn(tx, holderReportId, null);

function turn(tx: Tx, holderReportId: number, withdrawnById: number | null) {
  const { id } = which(tx, holderReportId);
  setWithdrawn.run(tx, { id, withdrawnById });
  tx.changed('holderReport', id);
  return { holderReportId };
}

/**
 * Makes the book say what a report says, as of the report's instant: goods of ours are lost or found with a reason, goods of
 * others come or go without any value. Goods that are followed by lot are settled by hand, since a report names none.
 * @throws Refusal record.missing, report.settled, report.agrees, and as adjustStock and consignStock
 */
export function settleReport(tx: Tx, { holderReportId, reason, note }: { holderReportId: number; reason: string; note?: string }) {
  const report = which(tx, holderReportId);
  const { id, locationId, reportedAt: occurredAt, reference } = report;
  const lines = comparedLines(tx, report).filter((line) => line.difference !== 0).map(({ variantId, difference }) => ({ variantId, quantity: difference }));
  if (lines.length === 0) throw new Refusal('report.agrees', { reference });
  const paper = { locationId, occurredAt, note: note ?? reference, lines };
  const { stockAdjustmentId } = ownerOf(tx, locationId) === null ? adjustStock(tx, { ...paper, reason }) : consignStock(tx, paper);
  setSettled.run(tx, { id, settledById: tx.commandId });
  tx.changed('holderReport', id);
  return { holderReportId, stockAdjustmentId };
}
