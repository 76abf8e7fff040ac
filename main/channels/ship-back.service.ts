import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';
import { noteSent, returnNews, takeDueNews } from '../outbox/delivery.service.ts';
import type { FulfilmentNews } from '../sales/fulfilment-news.ts';
import { getChannel } from './channel.statements.ts';
import { type ParcelTask, takeBackTold } from './push.service.ts';
import { noteRound } from './round.service.ts';
import { getSheetChannel } from './sheet-channel.statements.ts';
import { parcelToTell } from './ship-back.queries.ts';

const insertFile = write((db, p: { channelId: number; now: Instant; commandId: number }) =>
  db.insertInto('shipBack').values({ channelId: p.channelId, writtenAt: p.now, commandId: p.commandId }),
);

const insertParcel = write((db, p: { shipBackId: number; shipmentId: number; orderNumber: string; carrier: string; trackingNumber: string; shippedAt: Instant; lines: string }) =>
  db.insertInto('shipBackParcel').values({
    shipBackId: p.shipBackId,
    shipmentId: p.shipmentId,
    orderNumber: p.orderNumber,
    carrier: p.carrier,
    trackingNumber: p.trackingNumber,
    shippedAt: p.shippedAt,
    lines: p.lines,
  }),
);

/**
 * Writes down what a platform is told of: the parcels nobody told it of yet. A parcel without a tracking number waits, one taken
 * back before it was told needs no telling, one taken back afterwards is put before a person.
 * @throws Refusal record.missing, sheet.notItsChannel, shipBack.nothing
 */
export function writeShipBack(tx: Tx, { channelId }: { channelId: number }): { shipBackId: number; parcels: number; untracked: number } {
  getChannel(tx, channelId);
  getSheetChannel(tx, channelId);
  const due = takeDueNews(tx, { channelId, capability: 'fulfilment', limit: 10_000 }).map((taken) => ({ ...taken, news: JSON.parse(taken.payload) as FulfilmentNews, lines: [] }));
  const [told, untracked] = sorted(tx, channelId, due);
  if (told.length === 0) throw new Refusal('shipBack.nothing', { untracked: untracked.length });
  const { lastId: shipBackId } = insertFile.run(tx, { channelId, now: tx.now, commandId: tx.commandId });
  for (const { id, attempts, news } of told) {
    const { orderNumber, shippedAt, lines } = parcelToTell(tx, news);
    insertParcel.run(tx, { shipBackId, shipmentId: news.shipmentId, orderNumber, carrier: news.tracking?.carrier ?? '', trackingNumber: news.tracking?.number ?? '', shippedAt, lines: JSON.stringify(lines) });
    noteSent(tx, { id, attempts }, `file ${shipBackId}`);
  }
  for (const { id, attempts } of untracked) returnNews(tx, { id, attempts, nextTryAt: tx.now, problem: null, says: null });
  noteRound(tx, { channelId, startedAt: tx.now, pulled: 0, sent: told.length, fault: null, random: 0 });
  tx.changed('shipBack', shipBackId);
  return { shipBackId, parcels: told.length, untracked: untracked.length };
}

function sorted(tx: Tx, channelId: number, due: readonly ParcelTask[]): [told: ParcelTask[], untracked: ParcelTask[]] {
  const [told, untracked]: [ParcelTask[], ParcelTask[]] = [[], []];
  for (const task of due) {
    if (task.news.cancelled) takeBackTold(tx, channelId, task);
    else (task.news.tracking === null ? untracked : told).push(task);
  }
  return [told, untracked];
}
