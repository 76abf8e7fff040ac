import { z } from 'zod';
import { zItems } from '../contract/batch.ts';
import { zId, zInstant } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zLimit } from '../inventory/fields.ts';
import { deliveryStates, eventStates } from './tracking.rules.ts';

const whichShipment = z.object({ shipmentId: zId });
const zNumber = z.string().trim().min(1).max(120);
const zEvent = z.object({
  number: zNumber,
  status: z.enum(eventStates),
  happenedAt: zInstant,
  place: z.string().trim().max(200).default(''),
  says: z.string().trim().max(500).default(''),
});
export type TrackingNews = z.output<typeof zEvent>;

export const trackingCommands = {
  importBatch: command({ summary: 'Take in what carriers say of parcels. The same feed twice changes nothing; a number nobody knows is kept and shown.', undo: { none: 'what a carrier said is a fact; later news says otherwise' } })
    .input(z.object({ items: zItems(zEvent) }))
    .output(z.object({ results: z.array(z.enum(['new', 'known', 'stray'])) })),
  assign: command({ summary: 'Say which parcel a number nobody knew belongs to.', undo: { by: 'tracking.unassign' } })
    .input(whichShipment.extend({ number: zNumber }))
    .output(whichShipment.extend({ trackingEventIds: z.array(zId) })),
  unassign: command({ summary: 'Take news from a parcel again that is not its own.', undo: { document: 'tracking.assign' } })
    .input(z.object({ trackingEventIds: z.array(zId).min(1).max(1_000) }))
    .output(z.object({ taken: z.int() })),
  setRule: command({ summary: 'Say after how many days without news somebody asks where a parcel is.', undo: { by: 'tracking.setRule' } })
    .input(z.object({ stuckDays: z.int().min(1).max(90) }))
    .output(z.object({ before: z.object({ stuckDays: z.int() }) })),
};

const zDelivery = whichShipment.extend({
  orderId: zId,
  orderNumber: z.string(),
  shipmentNumber: z.string().nullable(),
  recipient: z.string(),
  carrier: z.string().nullable(),
  number: z.string(),
  status: z.enum(deliveryStates),
  shippedAt: zInstant,
  newsAt: zInstant,
  /** Whole days since anybody said something; null once it has arrived. */
  silentDays: z.int().nullable(),
  stuck: z.boolean(),
  link: z.string().nullable(),
});

export const trackingQueries = {
  list: query({ summary: 'One page of parcels: those under way by how long nobody has heard of them, or all, the latest first.' })
    .input(z.object({ view: z.enum(['underWay', 'stuck', 'all']).default('underWay'), after: z.object({ newsAt: zInstant, shipmentId: zId }).exactOptional(), limit: zLimit }))
    .output(z.object({ rows: z.array(zDelivery), next: z.object({ newsAt: zInstant, shipmentId: zId }).nullable() })),
  get: query({ summary: 'One parcel and all that was said of it, the latest first.' })
    .input(whichShipment)
    .output(zDelivery.extend({ events: z.array(z.object({ id: zId, status: z.enum(eventStates), happenedAt: zInstant, place: z.string(), says: z.string() })) })),
  label: query({ summary: 'What stands on a parcel’s label, and the same in the language of label printers.' })
    .input(whichShipment)
    .output(z.object({ from: z.string(), to: z.array(z.string()), carrier: z.string(), trackingNumber: z.string(), reference: z.string(), weightGrams: z.int().nullable(), zpl: z.string() })),
  strays: query({ summary: 'Numbers carriers speak of and nobody here knows.' }).output(
    z.object({ rows: z.array(z.object({ number: z.string(), events: z.int(), status: z.enum(eventStates), happenedAt: zInstant, carrier: z.string().nullable() })) }),
  ),
  counts: query({ summary: 'How many parcels are under way, silent for too long, and how many numbers nobody knows.' }).output(
    z.object({ underWay: z.int(), stuck: z.int(), strays: z.int(), stuckDays: z.int() }),
  ),
};
