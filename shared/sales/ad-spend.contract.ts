import { z } from 'zod';
import { zCurrency, zDay, zId, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

const which = z.object({ adSpendId: zId });

export const adSpendCommands = {
  record: command({ summary: 'Say what advertising cost in some days, so that its orders bear it in what they leave. Posts nothing.', undo: { by: 'adSpend.withdraw' } })
    .input(
      z.object({
        channelId: zId.nullable().default(null).meta({ description: 'Null is every order of these days' }),
        campaignId: zId.nullable().default(null),
        fromOn: zDay,
        throughOn: zDay,
        amount: zMinor.refine((value) => value !== 0).meta({ description: 'Money in minor units of the base currency, without tax; negative where some of it was given back' }),
        note: z.string().trim().max(500).default(''),
      }),
    )
    .output(which),
  withdraw: command({ summary: 'Take back what advertising was said to cost.', undo: { by: 'adSpend.restore' } }).input(which).output(which),
  restore: command({ summary: 'Let it count again what advertising was said to cost.', undo: { by: 'adSpend.withdraw' } }).input(which).output(which),
};

/** `name` is the campaign's, else the channel's; null is advertising of the whole shop. */
export const zAdSpend = which.extend({
  name: z.string().nullable(),
  channelId: zId.nullable(),
  campaignId: zId.nullable(),
  channel: z.string().nullable(),
  campaign: z.string().nullable(),
  fromOn: zDay,
  throughOn: zDay,
  amount: zMinor,
  note: z.string(),
  /** Its days are over: the shares stay unless orders of them change. */
  isOver: z.boolean(),
});

export const adSpendQueries = {
  list: query({ summary: 'What advertising cost, the latest days first, and how many orders bear it.' })
    .input(z.object({ before: z.object({ throughOn: zDay, adSpendId: zId }).exactOptional(), limit: z.int().min(1).max(200).default(100) }))
    .output(
      z.object({
        currency: zCurrency,
        rows: z.array(zAdSpend.extend({ orders: z.int(), /** What they sell for, with tax. */ sold: zMinor })),
        next: z.object({ throughOn: zDay, adSpendId: zId }).nullable(),
      }),
    ),
  shares: query({ summary: 'What each order bears of one spend; the shares add up to it.' })
    .input(which)
    .output(
      zAdSpend.extend({
        currency: zCurrency,
        /** Those that bear most. */
        orders: z.array(z.object({ orderId: zId, number: z.string(), orderedOn: zDay, sold: zMinor, share: zMinor })),
        /** The others, in sum. */
        rest: z.object({ orders: z.int(), sold: zMinor, share: zMinor }),
      }),
    ),
};
