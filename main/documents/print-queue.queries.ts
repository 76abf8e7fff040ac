import { sql } from 'kysely';
import type { Instant } from '../../shared/units/instant.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { firstDue, jobCounts } from './print-queue.statements.ts';

interface Asked {
  view: 'open' | 'all';
  shipmentId?: number;
  beforeId?: number;
  limit: number;
}

/** One page of labels, the latest first. */
export function listJobs(reader: Reader, { view, shipmentId, beforeId, limit }: Asked) {
  let page = db
    .selectFrom('printJob as job')
    .innerJoin('shipment', 'shipment.id', 'job.shipmentId')
    .innerJoin('salesOrder as o', 'o.id', 'shipment.orderId')
    .innerJoin('printer', 'printer.id', 'job.printerId')
    .select(['job.id as printJobId', 'job.shipmentId', 'shipment.number', 'o.shownNumber as orderNumber', 'shipment.carrier', 'shipment.trackingNumber'])
    .select(['printer.name as printerName', 'job.again', 'job.state', 'job.problem', 'job.says', 'job.createdAt', 'job.finishedAt'])
    .orderBy('job.id', 'desc');
  if (shipmentId !== undefined) page = page.where('job.shipmentId', '=', shipmentId);
  if (view === 'open') page = page.where(sql<boolean>`job.finishedAt is null`);
  if (beforeId !== undefined) page = page.where('job.id', '<', beforeId);
  const found = reader.all(page.limit(limit + 1));
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? (rows.at(-1)?.printJobId ?? null) : null, ...(jobCounts.get(reader, {}) ?? { waiting: 0, parked: 0 }) };
}

/** When the sender has something to do; undefined where nothing waits. */
export function nextJob(reader: Reader): Instant | undefined {
  const due = firstDue.get(reader, {});
  if (!due) return undefined;
  return due.inFlight === 1 ? (0 as Instant) : (due.nextTryAt ?? undefined);
}
