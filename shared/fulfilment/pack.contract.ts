import { z } from 'zod';
import { zId, zInstant, zMinor, zQuantity, zRatePpm } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zLimit, zPositive } from '../inventory/fields.ts';
import { packOutcomes } from './pack.rules.ts';

const whichTote = z.object({ pickToteId: zId });
const whichParcel = z.object({ parcelId: zId });
const zGrams = z.int().min(1).max(1_000_000);
const zMillimetres = z.int().min(1).max(10_000);
const zWeightRule = z.object({
  packagingGrams: z.int().min(0).max(100_000),
  toleranceRate: zRatePpm.refine((rate) => rate >= 0 && rate <= 1_000_000),
  toleranceGrams: z.int().min(0).max(100_000),
});
const zReason = z.string().trim().min(1).max(500);

export const packCommands = {
  open: command({ summary: 'Begin a parcel for a tote; a tote has one open parcel at a time.', undo: { by: 'pack.discard' } }).input(whichTote).output(whichParcel),
  discard: command({ summary: 'Empty an open parcel: its goods are to be packed again.', undo: { document: 'pack.open' } }).input(whichParcel).output(whichTote),
  scan: command({ summary: 'Scan a piece into a parcel. What does not belong there is said, and holds the parcel until it is put aside.', undo: { by: 'pack.takeOut' } })
    .input(whichParcel.extend({ code: z.string().trim().min(1).max(120), quantity: zPositive.exactOptional() }))
    .output(
      whichParcel.extend({
        outcome: z.enum(packOutcomes),
        packScanId: zId,
        variantId: zId.nullable(),
        sku: z.string().nullable(),
        name: z.string().nullable(),
        quantity: zQuantity,
        /** Of these goods: in the parcel now, and still to come. */
        packed: zQuantity,
        left: zQuantity,
        /** Whether everything picked for this order is in a parcel. */
        complete: z.boolean(),
      }),
    ),
  takeOut: command({ summary: 'Take the last scan out of a parcel again.', undo: { document: 'pack.scan' } }).input(z.object({ packScanId: zId })).output(whichParcel),
  putAside: command({ summary: 'What did not belong is out of the box: scan it once more to show it.', undo: { document: 'pack.scan' } })
    .input(whichParcel.extend({ code: z.string().trim().min(1).max(120) }))
    .output(whichParcel.extend({ settled: z.int(), open: z.int() })),
  overrule: command({ summary: 'Let a parcel go although a scan in it does not belong or its weight is off, with the PIN of a supervisor and a reason.', undo: { document: 'pack.discard' }, keepInput: false })
    .input(whichParcel.extend({ userId: zId, pin: z.string().max(64).exactOptional(), reason: zReason, /** The weight it is let go at. */ weightGrams: zGrams.exactOptional() }))
    .output(whichParcel.extend({ settled: z.int() })),
  setWeightRule: command({ summary: 'Say how far a parcel may weigh from its goods; null where weights are not checked.', undo: { by: 'pack.setWeightRule' } })
    .input(z.object({ rule: zWeightRule.nullable() }))
    .output(z.object({ before: zWeightRule.nullable() })),
  ship: command({ summary: 'Close a parcel and ship it: stock, revenue, cost and the news to the channel in one step.', undo: { document: 'shipment.cancel' } })
    .input(
      whichParcel.extend({
        weightGrams: zGrams.exactOptional(),
        lengthMm: zMillimetres.exactOptional(),
        widthMm: zMillimetres.exactOptional(),
        heightMm: zMillimetres.exactOptional(),
        /** The cheapest that may carry it, where nobody says and there are rates. */
        carrierServiceId: zId.exactOptional(),
        /** From the numbers kept for the carrier, where nobody says. */
        trackingNumber: z.string().trim().max(120).exactOptional(),
      }),
    )
    .output(
      whichParcel.extend({
        number: z.string(),
        shipmentId: zId,
        shipmentNumber: z.string(),
        orderId: zId,
        carrier: z.string().nullable(),
        trackingNumber: z.string().nullable(),
        trackingFrom: z.enum(['typed', 'pool', 'none']),
        price: zMinor.nullable(),
        usualPrice: zMinor.nullable(),
        /** Whether something picked for this order is still in no parcel. */
        more: z.boolean(),
      }),
    ),
};

export const packQueries = {
  weightRule: query({ summary: 'How far a parcel may weigh from what its goods weigh.' }).output(z.object({ rule: zWeightRule.nullable() })),
  waiting: query({ summary: 'Totes with something to pack, the oldest wave first.' })
    .input(z.object({ locationId: zId.exactOptional(), limit: zLimit }))
    .output(
      z.object({
        rows: z.array(
          whichTote.extend({
            toteNo: z.int(),
            waveNumber: z.string(),
            orderId: zId,
            orderNumber: z.string(),
            recipient: z.string(),
            shipByAt: zInstant,
            toPack: zQuantity,
            toPick: zQuantity,
            packed: zQuantity,
          }),
        ),
      }),
    ),
  find: query({ summary: 'The tote a scan means: its number in a wave (W-00001/7), an order number, or goods only one waiting tote asks for.' })
    .input(z.object({ code: z.string().trim().min(1).max(120) }))
    .output(z.object({ pickToteId: zId.nullable() })),
  tote: query({ summary: 'One tote: what goes into its parcels, what is in the open one, and what must come out.' })
    .input(whichTote)
    .output(
      whichTote.extend({
        toteNo: z.int(),
        waveNumber: z.string(),
        pickWaveId: zId,
        orderId: zId,
        orderNumber: z.string(),
        recipient: z.string(),
        country: z.string(),
        postcode: z.string(),
        note: z.string(),
        done: z.boolean(),
        parcelId: zId.nullable(),
        parcelNumber: z.string().nullable(),
        /** What the goods in the open parcel weigh by the catalogue. */
        expectedGrams: z.int(),
        /** Between which it may weigh; null where it is not checked, or a weight is not known. */
        weightRange: z.object({ lightest: z.int(), heaviest: z.int() }).nullable(),
        lines: z.array(
          z.object({
            orderLineId: zId,
            variantId: zId,
            sku: z.string(),
            name: z.string(),
            wanted: zQuantity,
            picked: zQuantity,
            /** In the open parcel, and in those that left. */
            inParcel: zQuantity,
            shipped: zQuantity,
            toPutBack: zQuantity,
            /** Picked and in no parcel yet. */
            left: zQuantity,
          }),
        ),
        wrong: z.array(z.object({ packScanId: zId, code: z.string(), outcome: z.enum(packOutcomes), name: z.string().nullable() })),
      }),
    ),
};
