import { z } from 'zod';
import { needs, zDay, zId, zInstant, zMinor, zQuantity, zRatePpm } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zLots } from '../inventory/fields.ts';
import { zAfter, zLimit, zPositive, zWhy } from './fields.ts';
import { repairStates } from './repair.rules.ts';

const which = z.object({ repairId: zId });

export const repairCommands = {
  open: command({ summary: 'Take a customer’s goods in to be mended.', undo: { by: 'repair.cancel' } })
    .input(z.object({ lotId: zId.exactOptional(), orderLineId: zId.exactOptional(), variantId: zId.exactOptional(), customerId: zId.nullable().default(null), problem: zWhy }))
    .output(which.extend({ number: z.string(), underWarranty: z.boolean(), warrantyUntilOn: zDay.nullable() })),
  cancel: command({ summary: 'Nothing is mended: the goods go back as they came.', undo: { by: 'repair.reopen' } }).input(which).output(which),
  reopen: command({ summary: 'Go on with a repair; what was charged for it is reversed.', undo: { document: 'repair.finish' } }).input(which).output(which),
  usePart: command({ summary: 'Take a part from stock for a repair.', undo: { document: 'repair.returnPart' } })
    .input(which.extend({ variantId: zId, quantity: zPositive, locationId: zId.exactOptional(), lots: zLots.exactOptional() }))
    .output(z.object({ repairPartId: zId })),
  returnPart: command({ summary: 'A part was not needed: it is back in stock.', undo: { document: 'repair.usePart' } })
    .input(z.object({ repairPartId: zId }))
    .output(which),
  finish: command({ summary: 'The goods are mended, and paid for unless the warranty covers it.', undo: { document: 'repair.reopen' } })
    .input(
      which.extend({
        work: z.string().trim().max(2_000).default(''),
        charge: z.object({ amount: zMinor.refine((value) => value > 0), taxRate: zRatePpm.refine((value) => value >= 0).default(0 as never), account: z.enum(['till', 'bank']).default('till') }).exactOptional(),
      }),
    )
    .output(which.extend({ charged: zMinor })),
};

const zRepair = z.object({
  id: zId,
  number: z.string(),
  state: z.enum(repairStates),
  variantId: zId,
  sku: z.string(),
  name: z.string(),
  serial: z.string().nullable(),
  customerName: z.string().nullable(),
  problem: z.string(),
  underWarranty: z.boolean(),
  warrantyUntilOn: zDay.nullable(),
  receivedAt: zInstant,
  finishedAt: zInstant.nullable(),
  charged: zMinor,
  partsCost: needs('cost', zMinor),
});

export const repairQueries = {
  list: query({ summary: 'One page of repairs, the latest first.' })
    .input(z.object({ view: z.enum(['open', 'all']).default('open'), after: zAfter, limit: zLimit }))
    .output(z.object({ rows: z.array(zRepair), next: z.object({ id: zId }).nullable() })),
  get: query({ summary: 'One repair with the parts it used.' })
    .input(which)
    .output(
      zRepair.extend({
        orderId: zId.nullable(),
        orderNumber: z.string().nullable(),
        work: z.string(),
        parts: z.array(z.object({ id: zId, sku: z.string(), name: z.string(), quantity: zQuantity, value: needs('cost', zMinor), takenBack: z.boolean() })),
        entries: z.array(z.object({ id: zId })),
      }),
    ),
};

const zEvent = z.object({ kind: z.string(), at: zInstant, says: z.string(), place: z.string() });

export const warrantyQueries = {
  lookup: query({ summary: 'From a serial number to its warranty: sold when, to whom, until when, and what was mended.' })
    .input(z.object({ serial: z.string().trim().min(1).max(120) }))
    .output(
      z.object({
        pieces: z.array(
          z.object({
            lotId: zId,
            serial: z.string(),
            variantId: zId,
            sku: z.string(),
            name: z.string(),
            sold: z.object({ orderId: zId, orderNumber: z.string(), customerId: zId.nullable(), customerName: z.string().nullable(), soldOn: zDay }).nullable(),
            warrantyUntilOn: zDay.nullable(),
            inWarranty: z.boolean(),
            here: z.boolean(),
            repairs: z.array(z.object({ id: zId, number: z.string(), state: z.enum(repairStates), problem: z.string(), receivedAt: zInstant })),
            life: z.array(zEvent),
          }),
        ),
      }),
    ),
};
