import { z } from 'zod';
import { batchLimit } from '../contract/batch.ts';
import { zId, zInstant, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zLimit, zLots, zPositive } from '../inventory/fields.ts';
import { leftOutReasons } from './wave.rules.ts';

const whichWave = z.object({ pickWaveId: zId });
const whichLine = z.object({ pickLineId: zId });

export const waveCommands = {
  build: command({ summary: 'Build a wave: what is set aside for orders at a location, each order in a tote of its own, in the order of a short walk.', undo: { by: 'wave.cancel' } })
    .input(
      z.object({
        /** The first place that sells, where it is left out. */
        locationId: zId.exactOptional(),
        /** Without orders, those that must leave first, all of them set aside and nothing against them. */
        orderIds: z.array(zId).min(1).max(batchLimit).exactOptional(),
        most: z.int().min(1).max(batchLimit).default(100),
        /** Orders that wait for approval with nothing against them are approved in the same stroke; otherwise they are left out. */
        approve: z.boolean().default(false),
      }),
    )
    .output(
      whichWave.extend({
        number: z.string(),
        orders: z.int(),
        lines: z.int(),
        units: zQuantity,
        approved: z.int(),
        leftOut: z.array(z.object({ orderId: zId, why: z.enum(leftOutReasons) })),
      }),
    ),
  cancel: command({ summary: 'Take a wave back of which nothing was picked, and the approvals it gave.', undo: { by: 'wave.build' } })
    .input(whichWave)
    .output(whichWave.extend({ before: z.object({ locationId: zId, orderIds: z.array(zId), approve: z.boolean() }) })),
  packAt: command({ summary: 'Say in which bin of a location picked goods stand until they leave.', undo: { by: 'wave.packAt' } })
    .input(z.object({ locationId: zId, binId: zId.nullable() }))
    .output(z.object({ locationId: zId, before: z.object({ binId: zId.nullable() }) })),
};

export const pickCommands = {
  take: command({ summary: 'Take goods of a pick list from their bin to packing.', undo: { by: 'pick.putBack' } })
    .input(whichLine.extend({ quantity: zPositive, lots: zLots.exactOptional() }))
    .output(whichLine.extend({ left: zQuantity })),
  putBack: command({ summary: 'Put picked goods back where they came from.', undo: { by: 'pick.take' } })
    .input(whichLine.extend({ quantity: zPositive, lots: zLots.exactOptional() }))
    .output(whichLine.extend({ left: zQuantity })),
  short: command({ summary: 'Say that the rest of a line is not in its bin; somebody has to look.', undo: { by: 'pick.found' } })
    .input(whichLine)
    .output(whichLine.extend({ short: zQuantity })),
  found: command({ summary: 'What was missing was found after all.', undo: { by: 'pick.short' } })
    .input(whichLine)
    .output(whichLine.extend({ found: zQuantity })),
};

const zWave = z.object({
  id: zId,
  number: z.string(),
  locationId: zId,
  builtAt: zInstant,
  cancelled: z.boolean(),
  /** Totes in all, and those with something left to do. */
  totes: z.int(),
  open: z.int(),
  /** Decimetres of the walk as planned, and bin after bin by code. */
  walk: z.int(),
  walkByCode: z.int(),
  units: zQuantity,
  picked: zQuantity,
  short: zQuantity,
});

/** One line of a pick list, in the order of the walk: what the station shows and paper prints. */
const zPickLine = whichLine.extend({
  stopNo: z.int(),
  binId: zId.nullable(),
  binCode: z.string().nullable(),
  toteNo: z.int(),
  orderId: zId,
  orderNumber: z.string(),
  variantId: zId,
  sku: z.string(),
  name: z.string(),
  quantity: zQuantity,
  picked: zQuantity,
  short: zQuantity,
  left: zQuantity,
  toPutBack: zQuantity,
});

export const waveQueries = {
  list: query({ summary: 'One page of waves, the latest first.' })
    .input(z.object({ only: z.enum(['open']).exactOptional(), beforeId: zId.exactOptional(), limit: zLimit }))
    .output(z.object({ rows: z.array(zWave), next: zId.nullable() })),
  get: query({ summary: 'One wave with its pick list in the order of the walk.' })
    .input(whichWave)
    .output(zWave.extend({ locationName: z.string(), packingBin: z.string().nullable(), stops: z.int(), lines: z.array(zPickLine) })),
  waiting: query({ summary: 'How many orders a wave would take now, and what stands ready.' })
    .input(z.object({ locationId: zId.exactOptional() }))
    .output(z.object({ locationId: zId.nullable(), packingBinId: zId.nullable(), orders: z.int(), /** Besides them: all set aside, nothing against them, not approved. */ toApprove: z.int(), toPick: z.int(), toPack: z.int() })),
};
