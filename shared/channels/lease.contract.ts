import { z } from 'zod';
import { needs, zDay, zId, zInstant, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

/** How a listing is told of stock: what is free less a buffer, shared with everybody, or a lease of its own. */
export const sellingMethods = ['shared', 'leased'] as const;
export type SellingMethod = (typeof sellingMethods)[number];

/** `channel`: a variant is sold as its channel as a whole. */
const zChoice = z.object({ channelId: zId, variantId: zId.nullable(), method: z.enum([...sellingMethods, 'channel']) });
export type LeaseChoice = z.output<typeof zChoice>;

/** `quantity` 0: nothing is kept any more. */
const zFence = z.object({ channelId: zId, variantId: zId, quantity: zQuantity.refine((value) => value >= 0), until: zDay });
export type Fence = z.output<typeof zFence>;

export const leaseCommands = {
  choose: command({ summary: 'Say whether a channel, or one variant there, is leased goods or shares them.', undo: { by: 'lease.choose' } })
    .input(zChoice)
    .output(z.object({ before: zChoice })),
  keep: command({ summary: 'Keep goods for one channel until a day: no other channel is offered them.', undo: { by: 'lease.keep' } })
    .input(zFence)
    .output(z.object({ before: zFence })),
};

/** How far a listing is from the number it is to show. */
export const leaseStates = ['shown', 'underway', 'waits', 'unknown', 'short'] as const;

const zAmount = needs('stockFigure', zQuantity);

const zTold = z.object({
  listingId: zId,
  name: z.string(),
  sku: z.string(),
  variantId: zId,
  method: z.enum(sellingMethods),
  /** Whether this variant was chosen otherwise than its channel. */
  chosen: z.boolean(),
  available: zAmount,
  /** What it is told; available = level + each of the four below. */
  level: zAmount,
  leased: zAmount,
  fenced: zAmount,
  buffer: zAmount,
  left: zAmount,
  /** Kept for this channel, and until which day. */
  kept: needs('stockFigure', z.object({ quantity: zQuantity, until: zDay }).nullable()),
  shows: needs('stockFigure', zQuantity.nullable()),
  /** When the channel last confirmed a number of ours; null before it did. */
  publishedAt: zInstant.nullable(),
  state: z.enum(leaseStates),
});

export const leaseQueries = {
  list: query({ summary: 'What each listing of a channel is told, and what is held back from it and why.' })
    .input(z.object({ channelId: zId, afterId: z.int().min(0).default(0), limit: z.int().min(1).max(200).default(100) }))
    .output(z.object({ rows: z.array(zTold), nextId: zId.nullable() })),
  explain: query({ summary: 'Why a listing is told this number: terms that add up to it, channel by channel.' })
    .input(z.object({ listingId: zId }))
    .output(
      z.object({
        level: zAmount,
        asOf: zInstant,
        terms: z.array(
          z.object({
            kind: z.enum(['available', 'leased', 'fenced', 'counter', 'buffer', 'rest']),
            /** The channel it is leased to or kept for. */
            channel: z.string().nullable(),
            until: zDay.nullable(),
            amount: zAmount,
          }),
        ),
        /** The most it can still sell that our book does not know yet; null where nothing is leased. */
        lease: needs('stockFigure', zQuantity.nullable()),
        state: z.enum(leaseStates),
        /** By how much more is leased than there is, and since when. */
        short: needs('stockFigure', z.object({ pieces: zQuantity, since: zInstant }).nullable()),
      }),
    ),
};
