import { type Selectable, sql } from 'kysely';
import type { Instant } from '../../shared/units/instant.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import type { Schema } from '../database/schema.ts';
import { firstDue, jobCounts } from './print-queue.statements.ts';

interface Asked {
  view: 'open' | 'all';
  shipmentId?: number;
  beforeId?: number;
  limit: number;
}

interface LabelRow {
  printJobId: number;
  shipmentId: number;
  number: string;
  orderNumber: string;
  carrier: string | null;
  trackingNumber: string | null;
  printerName: string;
  again: number;
  state: Selectable<Schema['printJob']>['state'];
  problem: Selectable<Schema['printJob']>['problem'];
  says: string | null;
  createdAt: Instant;
  finishedAt: Instant | null;
}

/** One page of labels, the latest first. */
export function listJobs(reader: Reader, { view, shipmentId, beforeId, limit }: Asked) {
  let page = db
    .selectFrom('printJob as job')
    .innerJoin('shipment', 'shipment.id', 'job.shipmentId')
    .innerJoin('salesOrder as o', 'o.id', 'shipment.orderId')
    .innerJoin('printer', 'printer.id', 'job.printerId')
    .select(['job.id as printJobId', 'job.shipmentId', 'o.shownNumber as orderNumber', 'shipment.carrier', 'shipment.trackingNumber'])
    .select(['printer.name as printerName', 'job.again', 'job.state', 'job.problem', 'job.says', 'job.createdAt', 'job.finishedAt'])
    // Only what left from here has a label, and that has a number.
    .select(sql<string>`shipment.number`.as('number'))
    .orderBy('job.id', 'desc');
  if (shipmentId !== undefined) page = page.where('job.shipmentId', '=', shipmentId);
  if (view === 'open') page = page.where(sql<boolean>`job.finishedAt is null`);
  if (beforeId !== undefined) page = page.where('job.id', '<', beforeId);
  const found: LabelRow[] = reader.all(page.limit(limit + 1));
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? (rows.at(-1)?.printJobId ?? null) : null, ...(jobCounts.get(reader, {}) ?? { waiting: 0, parked: 0 }) };
}

/** When the sender has something to do; undefined where nothing waits. */
export function nextJob(reader: Reader): Instant | undefined {
  const due = firstDue.get(reader, {});
  if (!due) return undefined;
  return due.inFlight === 1 ? (0 as Instant) : (due.nextTryAt ?? undefined);
}
