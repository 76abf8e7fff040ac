import { z } from 'zod';
import { zDay, zId, zMinor } from '../contract/fields.ts';
import { query } from '../contract/method.ts';

const held = { days7: zMinor, days14: zMinor, days30: zMinor, days60: zMinor, older: zMinor, total: zMinor };

export const clearingQueries = {
  ageing: query({ summary: 'What each channel holds of the shop’s money at a day, by how long, with its reserve and what it has sent.' })
    .input(z.object({ on: zDay.exactOptional() }))
    .output(
      z.object({
        on: zDay,
        currency: z.string(),
        rows: z.array(z.object({ channelId: zId, channel: z.string(), orders: z.int(), ...held, reserve: zMinor, inTransit: zMinor })),
        totals: z.object({ orders: z.int(), ...held, reserve: zMinor, inTransit: zMinor }),
        /** The clearing account at that day; the total is the same (INV-L6). */
        account: zMinor,
      }),
    ),
  orders: query({ summary: 'The orders whose money a channel holds at a day, page by page, the oldest first; negative where it paid more than the books have.' })
    .input(
      z.object({
        channelId: zId.exactOptional(),
        on: zDay.exactOptional(),
        after: z.object({ sinceOn: zDay, orderId: zId }).exactOptional(),
        limit: z.int().min(1).max(500).default(100),
      }),
    )
    .output(
      z.object({
        on: zDay,
        rows: z.array(z.object({ orderId: zId, number: z.string(), channelId: zId, channel: z.string(), sinceOn: zDay, days: z.int(), open: zMinor })),
        next: z.object({ sinceOn: zDay, orderId: zId }).nullable(),
        /** Of all pages: how many there are, and what they come to. */
        orders: z.int(),
        total: zMinor,
      }),
    ),
};
