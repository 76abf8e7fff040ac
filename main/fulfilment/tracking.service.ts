import type { TrackingNews } from '../../shared/fulfilment/tracking.contract.ts';
import { plainNumber } from '../../shared/fulfilment/tracking-number.rules.ts';
import { silentDays, silentSince } from '../../shared/fulfilment/tracking.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { raiseException, settleOfOrder } from '../sales/exception.service.ts';
import { assignEvent, deliveryById, deliveryOfNumber, eventLike, insertEvent, markStuck, silentDeliveries, straysOf, stuckRule, setStuckRule } from './tracking.statements.ts';

type Result = 'new' | 'known' | 'stray';

/** Takes in what carriers say. Each thing said is one row, however often it is told; whose number it is may be found later. */
export function importTracking(tx: Tx, { items }: { items: readonly TrackingNews[] }): { results: Result[] } {
  return { results: items.map((item) => takeIn(tx, { ...item, number: plainNumber(item.number) })) };
}

function takeIn(tx: Tx, news: TrackingNews): Result {
  if (eventLike.get(tx, news)) return 'known';
  const delivery = deliveryOfNumber.get(tx, news);
  const { lastId } = insertEvent.run(tx, { ...news, shipmentId: delivery?.shipmentId ?? null, commandId: tx.commandId });
  tx.changed('trackingEvent', lastId);
  if (!delivery) return 'stray';
  heardOf(tx, delivery);
  return 'new';
}

/** News ends silence: the exception goes by itself, and the next silence is another one. */
function heardOf(tx: Tx, delivery: { shipmentId: number; orderId: number; stuckAt: number | null }): void {
  tx.changed('delivery', delivery.shipmentId);
  if (delivery.stuckAt === null) return;
  markStuck.run(tx, { shipmentId: delivery.shipmentId, stuckAt: null });
  settleOfOrder(tx, { orderId: delivery.orderId, kind: 'stuckParcel' });
}

/** Says whose a number is that nobody knew. @throws Refusal record.missing, tracking.noStray */
export function assignStray(tx: Tx, input: { shipmentId: number; number: string }) {
  const delivery = deliveryById.get(tx, input);
  if (!delivery) throw new Refusal('record.missing', { kind: 'delivery', id: input.shipmentId });
  const number = plainNumber(input.number);
  const trackingEventIds = straysOf.all(tx, { number }).map(({ id }) => id);
  if (trackingEventIds.length === 0) throw new Refusal('tracking.noStray', { number });
  for (const id of trackingEventIds) assignEvent.run(tx, { id, shipmentId: input.shipmentId });
  heardOf(tx, delivery);
  return { shipmentId: input.shipmentId, trackingEventIds };
}

export function unassignEvents(tx: Tx, { trackingEventIds }: { trackingEventIds: readonly number[] }) {
  for (const id of trackingEventIds) {
    assignEvent.run(tx, { id, shipmentId: null });
    tx.changed('trackingEvent', id);
  }
  return { taken: trackingEventIds.length };
}

export const stuckDaysOf = (reader: Reader): number => stuckRule.get(reader, {})?.stuckDays ?? 7;

export function setTrackingRule(tx: Tx, { stuckDays }: { stuckDays: number }) {
  const before = { stuckDays: stuckDaysOf(tx) };
  setStuckRule.run(tx, { stuckDays });
  tx.changed('fulfilmentSetting', 1);
  return { before };
}

const mostAtOnce = 200;

/** Puts every parcel nobody has heard of for too long before a person, each silence once. */
export function watchParcels(tx: Tx): { stuck: number } {
  const stuckDays = stuckDaysOf(tx);
  const silent = silentDeliveries.all(tx, { before: silentSince(tx.now, stuckDays), most: mostAtOnce });
  for (const { shipmentId, orderId, number, newsAt } of silent) {
    raiseException(tx, { orderId, kind: 'stuckParcel', details: { number, days: silentDays(newsAt, tx.now) } });
    markStuck.run(tx, { shipmentId, stuckAt: tx.now });
    tx.changed('delivery', shipmentId);
  }
  return { stuck: silent.length };
}
