import { z } from 'zod';
import { zKeptGoods, zReading, zScanned } from '../catalog/barcode.contract.ts';
import { needs, rowNeeds, zDay, zId, zInstant, zMinor, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zLotCode, zLots, zStockFigure, zTracking } from './fields.ts';

const which = z.object({ lotId: zId });

export const lotCommands = {
  track: command({ summary: 'Follow a variant by lot, by serial number, or not at all.', undo: { by: 'lot.track' } })
    .input(z.object({ variantId: zId, tracking: zTracking }))
    .output(z.object({ variantId: zId, before: zTracking })),
  hold: command({ summary: 'Keep a lot from every customer, as for a recall; what lies there stays.', undo: { by: 'lot.release' } }).input(which).output(which),
  release: command({ summary: 'Sell a lot again.', undo: { by: 'lot.hold' } }).input(which).output(which),
  name: command({ summary: 'Say which lots goods were of that left before anybody could say.', undo: { none: 'it completes a fact; the goods themselves come back by a return or a cancellation' } })
    .input(z.object({ movementId: zId, lots: zLots }))
    .output(z.object({ movementId: zId })),
};

const zLot = z.object({
  lotId: zId,
  code: z.string(),
  variantId: zId,
  sku: z.string(),
  name: z.string(),
  tracking: zTracking,
  expiresOn: zDay.nullable(),
  held: z.boolean(),
  onHand: zStockFigure,
  onHold: zStockFigure,
});

export const lotQueries = {
  list: query({ summary: 'Lots and serial numbers in stock, the first to expire first; by code, of one variant, or expiring within some days.' })
    .input(
      z.object({
        variantId: zId.exactOptional(),
        code: z.string().trim().min(1).max(60).exactOptional(),
        /** Expired, or expiring within so many days. */
        withinDays: z.int().min(0).max(3650).exactOptional(),
        limit: z.int().min(1).max(500).default(100),
      }),
    )
    .output(
      z.object({
        /** None of goods that whoever asks counts blind: as many pieces as rows are expected. */
        rows: z.array(rowNeeds('stockFigure', zLot.extend({ daysLeft: z.int().nullable(), /** Its share of what its variant's stock cost. */ value: needs('stockValue', zMinor) }))),
        value: needs('stockValue', zMinor),
        more: z.boolean(),
      }),
    ),
  find: query({ summary: 'A lot or serial number by what a scanner read.' })
    .input(z.object({ code: zLotCode }))
    .output(z.object({ lots: z.array(zLot) })),
  ofGoods: query({ summary: 'Goods with every code they answer to and how they are followed: what a device keeps for when nobody can be asked.' })
    .input(z.object({ variantIds: z.array(zId).min(1).max(500) }))
    .output(z.object({ goods: z.array(zKeptGoods.extend({ tracking: zTracking })) })),
  scan: query({ summary: 'What a scan means where goods are followed: which goods and how, and the lot or piece it names.' })
    .input(z.object({ text: z.string().trim().min(1).max(500) }))
    .output(
      z.object({
        reading: zReading,
        /** The lot or serial number in the code; of a code that names no goods, the code as it stands. */
        code: z.string().nullable(),
        found: zScanned.extend({ tracking: zTracking }).nullable(),
        /** What is known under that code: of these goods, or of any where the code names none. */
        lots: z.array(
          zLot.extend({
            daysLeft: z.int().nullable(),
            /** Where the counter sells from, without what lies on hold. */
            atCounter: zStockFigure,
          }),
        ),
      }),
    ),
  places: query({ summary: 'Where a variant lies: by location, bin and lot.' })
    .input(z.object({ variantId: zId }))
    .output(
      z.object({
        tracking: zTracking,
        places: z.array(
          rowNeeds('stockFigure', z.object({
            variantId: zId,
            locationId: zId,
            location: z.string(),
            binId: zId.nullable(),
            bin: z.string().nullable(),
            lotId: zId.nullable(),
            lot: z.string().nullable(),
            onHand: zStockFigure,
            onHold: zStockFigure,
          })),
        ),
        /** Left a counter, and nobody has said of which lot. */
        unnamed: z.array(z.object({ movementId: zId, quantity: zQuantity, occurredAt: zInstant })),
      }),
    ),
};
