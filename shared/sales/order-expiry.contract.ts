import { z } from 'zod';
import { zId, zInstant, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zStockFigure } from '../inventory/fields.ts';

const zMethod = z.string().trim().max(120).default('');
const zTerms = z.object({ minutes: z.int().min(1).max(527_040), remindMinutes: z.int().min(1).nullable(), act: z.enum(['cancel', 'free']) });
const zPlace = { channelId: zId.nullable(), method: zMethod };

export const expiryCommands = {
  setRule: command({ summary: 'Say after how many minutes an order nobody paid for ends; null where it waits for ever.', undo: { by: 'expiry.setRule' } })
    .input(z.object({ ...zPlace, terms: zTerms.nullable() }))
    .output(z.object({ before: zTerms.nullable() })),
};

const zBlocked = z.object({
  /** Promised to an order, or on hold. */
  kind: z.enum(['setAside', 'onHold']),
  variantId: zId,
  sku: z.string(),
  name: z.string(),
  locationId: zId,
  locationName: z.string(),
  quantity: zStockFigure,
  since: zInstant,
  order: z.object({ orderId: zId, number: z.string(), paid: z.boolean(), held: z.boolean() }).nullable(),
});

export const expiryQueries = {
  blocked: query({ summary: 'Goods set aside or on hold for longer than the shop said somebody is to be told; the longest first.' })
    .input(z.object({ limit: z.int().min(1).max(200).default(50) }).prefault({}))
    .output(z.object({ tellHours: z.int().nullable(), rows: z.array(zBlocked), more: z.boolean() })),
  rules: query({ summary: 'When orders nobody paid for end, by channel and way to pay.' }).output(z.object({ rows: z.array(zTerms.extend({ channelId: zId.nullable(), method: z.string() })) })),
  list: query({ summary: 'Orders that ended because nobody paid for them, the latest first.' })
    .input(z.object({ limit: z.int().min(1).max(200).default(50) }).prefault({}))
    .output(z.object({ rows: z.array(z.object({ id: zId, orderId: zId, number: z.string(), minutes: z.int(), dueAt: zInstant, expiredAt: zInstant, freed: zQuantity, wasCancelled: z.boolean() })) })),
};
