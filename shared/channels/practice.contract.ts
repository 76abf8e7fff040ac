import { z } from 'zod';
import { zId } from '../contract/fields.ts';
import { query } from '../contract/method.ts';

/** What a marketplace that is played is like: it does what it should, is asked too much, or is moody. */
export const tempers = ['calm', 'busy', 'moody'] as const;
export type Temper = (typeof tempers)[number];

/** What customers there can be made to do. */
export const practiceDeeds = ['buy', 'buyUnpaid', 'pay', 'cancel', 'refund', 'readdress'] as const;
export type PracticeDeed = (typeof practiceDeeds)[number];

export const zPracticeMarket = z.object({
  channelId: zId,
  name: z.string(),
  temper: z.enum(tempers),
  orders: z.int(),
  unpaid: z.int(),
  cancelled: z.int(),
  /** Requests it heard, and those it did not answer as it should. */
  asked: z.int(),
  failed: z.int(),
});

/** Marketplaces to practise with. Nothing of theirs is in the shop's file but what the sync brings, as from any other. */
export const practiceQueries = {
  start: query({ summary: 'Begin the marketplaces to practise with, and connect them.' }).output(z.object({ channels: z.array(z.object({ channelId: zId, name: z.string() })) })),
  happen: query({ summary: 'Let something happen at a marketplace that is played: a customer buys, pays, calls off.' })
    .input(z.object({ channelId: zId, deed: z.enum(practiceDeeds), times: z.int().min(1).max(50).default(1) }))
    .output(z.object({ numbers: z.array(z.string()) })),
  list: query({ summary: 'The marketplaces to practise with, and how they fare.' }).output(z.object({ markets: z.array(zPracticeMarket) })),
};
