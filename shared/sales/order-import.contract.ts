import { z } from 'zod';
import { zItems, zResults } from '../contract/batch.ts';
import { zCurrency, zId, zInstant, zMinor, zQuantity, zRatePpm, zUnitPrice } from '../contract/fields.ts';
import { command } from '../contract/method.ts';
import { zRecipient } from './order.contract.ts';

/** Net and tax after the row's share of all discounts, as the channel says; gross is their sum. */
const figures = { net: zMinor, tax: zMinor };

const zImportedLine = z.object({
  externalId: z.string().min(1).max(120),
  /** When the channel's listing is known; else the SKU decides, and a line nobody knows is taken unmapped. */
  variantId: zId.nullable().default(null),
  sku: z.string().max(200).default(''),
  name: z.string().max(500),
  quantity: zQuantity.refine((value) => value >= 0),
  /** What of it had left before this order came to us; counts for orders taken over at go-live only. */
  shippedBefore: zQuantity.refine((value) => value >= 0).default(0 as never),
  unitPrice: zUnitPrice,
  taxRate: zRatePpm.nullable().default(null),
  discount: zMinor.default(0 as never),
  ...figures,
});

const zImportedCharge = z.object({ kind: z.enum(['shipping', 'fee']), name: z.string().max(200), ...figures });

const zImportedPayment = z
  .object({
    externalId: z.string().min(1).max(200),
    amount: zMinor.refine((value) => value > 0),
    fee: zMinor.refine((value) => value >= 0).default(0 as never),
    method: z.string().max(120),
    occurredAt: zInstant,
  })
  .refine(({ fee, amount }) => fee <= amount, { message: 'a fee of at most the amount', path: ['fee'] });

/** `line` gives back (part of) a line, `charge` shipping or a fee, `amountOnly` what the refund says beyond its rows. */
const zImportedRefundPart = z.object({
  kind: z.enum(['line', 'charge', 'amountOnly']),
  lineExternalId: z.string().nullable().default(null),
  quantity: zQuantity.refine((value) => value >= 0).default(0 as never),
  ...figures,
});

const zImportedRefund = z.object({
  externalId: z.string().min(1).max(200),
  occurredAt: zInstant,
  reason: z.string().max(1_000).default(''),
  /** By what the channel knows that it was asked for this refund from here. */
  mark: z.string().min(1).max(40).exactOptional(),
  parts: z.array(zImportedRefundPart).min(1).max(5_000),
});

export const zImportedOrder = z.object({
  externalId: z.string().min(1).max(200),
  number: z.string().min(1).max(200),
  /** Digest of the content: the same content again is no change, whatever its date says. */
  contentHash: z.string().min(1).max(128),
  versionAt: zInstant,
  status: z.enum(['unpaid', 'onHold', 'open', 'completed', 'cancelled', 'unknown']),
  channelStatus: z.string().max(120),
  currency: zCurrency,
  pricesIncludeTax: z.boolean(),
  taxBy: z.enum(['shop', 'channel']).default('shop'),
  orderedAt: zInstant,
  finishedAt: zInstant.nullable(),
  shipByAt: zInstant.nullable().default(null),
  customer: z.object({ name: z.string().max(200), email: z.string().max(254).nullable(), phone: z.string().max(60).nullable() }).nullable(),
  recipient: zRecipient.nullable().default(null),
  note: z.string().max(100_000).default(''),
  lines: z
    .array(zImportedLine)
    .min(1)
    .max(5_000)
    // A newer version finds our line by this name.
    .refine((lines) => new Set(lines.map((line) => line.externalId)).size === lines.length, { message: 'lines of different names' }),
  charges: z.array(zImportedCharge).max(100).default([]),
  total: zMinor.refine((value) => value >= 0),
  payments: z.array(zImportedPayment).max(100).default([]),
  refunds: z.array(zImportedRefund).max(1_000).default([]),
});
export type ImportedOrder = z.output<typeof zImportedOrder>;
export type ImportedRefund = z.output<typeof zImportedRefund>;

/** What became of one order of a batch. */
export const importOutcomes = ['created', 'takenOver', 'history', 'changed', 'unchanged', 'older'] as const;

export const orderImportCommands = {
  importBatch: command({
    summary: 'Take up to 200 orders of one channel; the same order again changes nothing.',
    undo: { none: 'a channel order is a fact of the channel; cancel it instead' },
    keepInput: false,
  })
    .input(
      z.object({
        channelId: zId,
        /** The channel's own go-live; the shop's counts when none is given. */
        goLiveAt: zInstant.nullable().default(null),
        items: zItems(zImportedOrder),
      }),
    )
    .output(z.object({ results: zResults(z.object({ orderId: zId, outcome: z.enum(importOutcomes) })) })),
};
