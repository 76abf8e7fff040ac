import { z } from 'zod';
import { zDay, zId, zInstant, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

const zDifference = zMinor.meta({ description: 'Base currency; a gain is positive' });

const zRow = z.object({
  ledgerAccountId: zId,
  code: z.string(),
  name: z.string(),
  itemKind: z.string().nullable(),
  itemId: z.int().nullable(),
  number: z.string().meta({ description: 'Of the document, empty where the account itself is revalued' }),
  currency: z.string(),
  foreign: zMinor.meta({ description: 'In its own currency; debit positive' }),
  home: zMinor.meta({ description: 'What the books say, base currency' }),
  oldRate: z.string().nullable().meta({ description: 'What the two amounts imply; null where they imply none' }),
  newRate: z.string().nullable(),
  rateOn: zDay.nullable(),
  worth: zMinor.meta({ description: 'At the rate of the day, base currency' }),
  difference: zDifference,
});

const zRows = { home: z.string(), throughOn: zDay, rows: z.array(zRow), gain: zMinor, loss: zMinor, difference: zDifference };

export const revaluationCommands = {
  post: command({ summary: 'Revalue what is open in other currencies at the rates of a day; it takes itself back the day after.', undo: { by: 'revaluation.takeBack' } })
    .input(z.object({ throughOn: zDay }))
    .output(z.object({ revaluationId: zId, throughOn: zDay, difference: zDifference, entryIds: z.array(zId) })),
  takeBack: command({ summary: 'Take a revaluation and its own reversal back by the opposite entries.', undo: { by: 'revaluation.post' } })
    .input(z.object({ revaluationId: zId, reason: z.string().trim().min(1).max(500).default('—') }))
    .output(z.object({ revaluationId: zId, throughOn: zDay })),
};

export const revaluationQueries = {
  preview: query({ summary: 'What a revaluation at a day would post, row by row, with the old and the new rate.' })
    .input(z.object({ throughOn: zDay }))
    .output(z.object({ ...zRows, standing: zId.nullable().meta({ description: 'The revaluation that stands on this day already' }) })),
  get: query({ summary: 'One revaluation with its rows.' })
    .input(z.object({ revaluationId: zId }))
    .output(z.object({ ...zRows, revaluationId: zId, takenBack: z.boolean() })),
  list: query({ summary: 'Every revaluation, newest first.' }).output(
    z.object({
      rows: z.array(
        z.object({
          revaluationId: zId,
          throughOn: zDay,
          difference: zDifference,
          items: z.int(),
          recordedAt: zInstant,
          takenBack: z.boolean(),
          /** Something was posted on its days afterwards: its figures are no longer today's. */
          outdated: z.boolean(),
          entries: z.array(z.object({ entryId: zId, number: z.string() })),
        }),
      ),
    }),
  ),
};
