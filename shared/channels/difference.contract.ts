import { z } from 'zod';
import { needs, zCurrency, zId, zInstant, zQuantity, zUnitPrice } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { differenceCauses, differenceSubjects } from './sweep.rules.ts';

const zWhich = z.object({ differenceId: zId });

/** The last time both sides of a channel were compared, and how many of each were. */
export const zSweep = z.object({
  startedAt: zInstant,
  endedAt: zInstant,
  levels: z.int(),
  prices: z.int(),
  listings: z.int(),
  orders: z.int(),
});

export const differenceCommands = {
  sendAgain: command({ summary: 'Send ours again where the other side of a channel differs: a level, a price, words, or whether a product is on sale.', undo: { none: 'sent news is answered by newer news' } })
    .input(zWhich)
    .output(z.object({})),
  takeOver: command({
    summary: 'Take over what the other side of a channel says: its level as found or lost goods, its price, its words, whether it is on sale, that a listing or an order is gone.',
    undo: { document: 'stock.adjust' },
  })
    .input(zWhich)
    .output(z.object({})),
};

export const differenceQueries = {
  list: query({ summary: 'What differs between both sides of a channel, the oldest first; the first five hundred.' })
    .input(z.object({ channelId: zId }))
    .output(
      z.object({
        currency: zCurrency,
        sweep: zSweep.nullable(),
        count: z.int(),
        rows: z.array(
          z.object({
            id: zId,
            subject: z.enum(differenceSubjects),
            cause: z.enum(differenceCauses),
            externalId: z.string(),
            name: z.string(),
            /** Our own order, where it is one. */
            orderId: zId.nullable(),
            ourLevel: needs('stockFigure', zQuantity.nullable()),
            theirLevel: needs('stockFigure', zQuantity.nullable()),
            ourPrice: zUnitPrice.nullable(),
            theirPrice: zUnitPrice.nullable(),
            ourWord: z.string().nullable(),
            theirWord: z.string().nullable(),
            since: zInstant,
            seenAt: zInstant,
            sends: z.boolean(),
            takes: z.boolean(),
          }),
        ),
      }),
    ),
};
