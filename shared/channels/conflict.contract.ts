import { z } from 'zod';
import { zItems, zResults } from '../contract/batch.ts';
import { zCurrency, zId, zInstant } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { conflictChoices, conflictFields, conflictSides } from './conflict.rules.ts';

const zText = z.string().max(20_000);
const zPlace = z.object({
  recipient: zText, company: zText, line1: zText, line2: zText, city: zText,
  region: zText, postcode: zText, country: zText, phone: zText, email: zText,
});
/** A unit price, words, whether it is on sale, or an address: by the field. Null where that side says nothing. */
const zValue = z.union([z.int(), z.boolean(), zText, zPlace]).nullable();
export type ConflictValue = z.output<typeof zValue>;

const zConflictId = z.object({ conflictId: zId });
/** `value` counts for a third value only. */
const zSettling = zConflictId.extend({ choose: z.enum(conflictChoices), value: zValue.default(null) });
export type Settling = z.output<typeof zSettling>;
const zSettled = zConflictId.extend({ choose: z.enum(conflictChoices), value: zValue });

const zRule = z.object({ channelId: zId, field: z.enum(conflictFields), winner: z.enum(conflictSides).nullable() });

export const conflictCommands = {
  settle: command({ summary: 'Settle up to 200 fields that were changed both here and at their channels: keep ours, take theirs, or write a third value.', undo: { by: 'conflict.reopen' } })
    .input(z.object({ items: zItems(zSettling) }))
    .output(z.object({ results: zResults(zSettled) })),
  reopen: command({ summary: 'Take settlements back: both values stand again, and channels are owed what they said.', undo: { by: 'conflict.settle' } })
    .input(z.object({ items: zItems(zConflictId) }))
    .output(z.object({ results: zResults(zSettled) })),
  setRule: command({ summary: 'Say which side of a field wins by itself on a channel; null asks a person.', undo: { by: 'conflict.setRule' } })
    .input(zRule)
    .output(z.object({ before: zRule })),
};

const zSide = z.object({ value: zValue, at: zInstant.nullable() });
const zConflict = z.object({
  conflictId: zId,
  channelId: zId,
  channelName: z.string(),
  field: z.enum(conflictFields),
  /** Of prices. */
  currency: zCurrency,
  /** What it is about: a product, a listing's name, an order's number. */
  subject: z.string(),
  productId: zId.nullable(),
  orderId: zId.nullable(),
  state: z.enum(['open', 'settled']),
  raisedAt: zInstant,
  ours: zSide.extend({ from: z.enum(['draft', 'copy', 'product', 'price', 'priceList', 'order']) }),
  theirs: zSide.extend({ from: z.enum(['reading', 'answer']) }),
  /** What both said when they were last settled; null where that is unknown. */
  agreed: z.object({ ours: zValue, theirs: zValue }),
  /** Which side the owner lets win by itself; null where a person is asked. */
  rule: z.enum(conflictSides).nullable(),
  settled: z
    .object({ outcome: z.enum([...conflictChoices, 'over']), by: z.enum(['person', 'rule', 'itself']), value: zValue, at: zInstant })
    .nullable(),
});

export const conflictQueries = {
  list: query({ summary: 'Fields that were changed both here and at their channels, the newest first: those that wait, or those that are settled.' })
    .input(
      z.object({
        channelId: zId.exactOptional(),
        state: z.enum(['open', 'settled']).default('open'),
        beforeId: zId.nullable().default(null),
        limit: z.int().min(1).max(200).default(100),
      }),
    )
    .output(z.object({ rows: z.array(zConflict), nextId: zId.nullable() })),
  get: query({ summary: 'One conflict with everything that became of it.' })
    .input(zConflictId)
    .output(
      zConflict.extend({
        facts: z.array(
          z.object({
            kind: z.enum(['raised', 'moved', 'settled', 'reopened']),
            ours: zValue,
            theirs: zValue,
            outcome: z.enum([...conflictChoices, 'over']).nullable(),
            by: z.enum(['person', 'rule', 'itself']).nullable(),
            at: zInstant,
            /** Null where the program did it by itself. */
            who: z.string().nullable(),
          }),
        ),
      }),
    ),
  rules: query({ summary: 'Which side of each field wins by itself, channel by channel; what is not there asks a person.' }).output(
    z.object({ rows: z.array(z.object({ channelId: zId, field: z.enum(conflictFields), winner: z.enum(conflictSides) })) }),
  ),
};
