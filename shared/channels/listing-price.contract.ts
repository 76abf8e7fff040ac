import { z } from 'zod';
import { zItems, zResults } from '../contract/batch.ts';
import { zCurrency, zId, zInstant, zUnitPrice } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

const zSent = z.object({ sent: zUnitPrice, before: zUnitPrice.nullable() });

export const listingPriceCommands = {
  pushPrices: command({ summary: 'Send our prices to up to 200 listings: only those that differ, and none under its margin floor.', undo: { by: 'listing.setBackPrices' } })
    .input(z.object({ items: zItems(z.object({ listingId: zId })) }))
    .output(z.object({ results: zResults(zSent) })),
  setBackPrices: command({ summary: 'Send the prices again that listings showed before.', undo: { by: 'listing.setBackPrices' } })
    .input(z.object({ items: zItems(z.object({ listingId: zId, to: zUnitPrice })) }))
    .output(z.object({ results: zResults(zSent) })),
};

/** Why a price is not sent. */
export const priceBlocks = ['same', 'noPrice', 'underFloor', 'underway', 'inConflict'] as const;

export const listingPriceQueries = {
  prices: query({ summary: 'What each listing asks, what we ask there, and what sending would make it; looks at a thousand listings at a time.' })
    .input(z.object({ channelId: zId, differentOnly: z.boolean().default(true), afterId: z.int().min(0).default(0), limit: z.int().min(1).max(200).default(100) }))
    .output(
      z.object({
        currency: zCurrency,
        rows: z.array(
          z.object({
            listingId: zId,
            name: z.string(),
            sku: z.string(),
            ourPrice: zUnitPrice.nullable(),
            theirPrice: zUnitPrice.nullable(),
            theirsSeenAt: zInstant,
            newPrice: zUnitPrice.nullable(),
            blockedBy: z.enum(priceBlocks).nullable(),
          }),
        ),
        nextId: zId.nullable(),
        /** Listings this answer looked at, and those after `nextId` that nobody looked at yet. */
        looked: z.int(),
        left: z.int(),
      }),
    ),
};
