import { z } from 'zod';
import { zId, zMinor, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zPositive } from '../inventory/fields.ts';
import { preferences } from './ship-from.rules.ts';

const zSigns = z.string().regex(/^[A-Z0-9]{0,10}$/);
const zDistance = z.object({ country: z.string().regex(/^[A-Z]{2}$/), postcodeFrom: zSigns.default(''), postcodeTo: zSigns.default(''), kilometres: z.int().min(0).max(50_000) });
export type Distance = z.output<typeof zDistance>;
const zPlace = z.object({
  locationId: zId,
  handling: zMinor.refine((amount) => amount >= 0),
  distances: z
    .array(zDistance)
    .max(500)
    .refine((rows) => rows.every((row) => row.postcodeFrom.length === row.postcodeTo.length && row.postcodeFrom <= row.postcodeTo), { message: 'postcodes from and to have the same length and order' })
    .refine((rows) => new Set(rows.map((row) => `${row.country} ${row.postcodeFrom}`)).size === rows.length, { message: 'one distance for each area' }),
});
const zRule = z.object({ prefers: z.enum(preferences) });
const zPart = z.object({ orderLineId: zId, locationId: zId, quantity: zPositive });
const whichOrder = z.object({ orderId: zId });

export const shipFromCommands = {
  setRule: command({ summary: 'Say what decides from where an order leaves: fewest parcels, lowest cost or shortest way.', undo: { by: 'shipFrom.setRule' } })
    .input(zRule)
    .output(z.object({ before: zRule })),
  setPlace: command({ summary: 'Say what a parcel costs at a place besides its carriage, and how far the place is from where parcels go.', undo: { by: 'shipFrom.setPlace' } })
    .input(zPlace)
    .output(z.object({ before: zPlace })),
  apply: command({ summary: 'Set an order’s goods aside where the rule says they leave from, or where somebody says.', undo: { by: 'shipFrom.apply' } })
    .input(whichOrder.extend({ parts: z.array(zPart).max(5_000).exactOptional() }))
    .output(whichOrder.extend({ setAside: zQuantity, before: whichOrder.extend({ parts: z.array(zPart) }) })),
};

const zPlans = z.object({
  prefers: z.enum(preferences),
  /** The first figure in which the chosen way beats the next; null where there is one way only. */
  decidedBy: z.enum(['stock', ...preferences, 'order']).nullable(),
  plans: z.array(
    z.object({
      missing: zQuantity,
      /** Carriage and handling of all its parcels. */
      price: zMinor.nullable(),
      /** How much more that is than sending it whole from the cheapest place that has all; null where none has. */
      splitPrice: zMinor.nullable(),
      kilometres: z.int().nullable(),
      parcels: z.array(z.object({ locationId: zId, locationName: z.string(), units: zQuantity, grams: z.int(), carriage: zMinor.nullable(), handling: zMinor, kilometres: z.int().nullable() })),
    }),
  ),
});

export const shipFromQueries = {
  explain: query({ summary: 'Every way an order could leave, the chosen one first: stock, parcels, cost and distance of each, and what decided.' })
    .input(whichOrder)
    .output(zPlans.extend({ orderNumber: z.string(), /** Where its goods are set aside now. */ now: z.array(zPart) })),
  preview: query({ summary: 'From where goods would leave that are being ordered, and why.' })
    .input(z.object({ country: z.string().max(2).default(''), postcode: z.string().max(20).default(''), lines: z.array(z.object({ variantId: zId, quantity: zPositive })).min(1).max(200) }))
    .output(zPlans),
  settings: query({ summary: 'What decides from where orders leave, and what each place costs and is away.' }).output(zRule.extend({ places: z.array(zPlace.extend({ name: z.string() })) })),
};
