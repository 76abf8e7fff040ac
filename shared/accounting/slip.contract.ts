import { z } from 'zod';
import { attachmentTypes } from '../company/attachment.contract.ts';
import { zDay, zId, zInstant, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zCentres } from './fields.ts';

const which = z.object({ slipId: zId });

export const slipCommands = {
  take: command({ summary: 'Take in a receipt’s picture or PDF that waits for its entry; the same file that waits already is that one.', undo: { by: 'slip.discard' }, keepInput: false })
    .input(
      z.object({
        name: z.string().trim().min(1).max(200),
        data: z.base64(),
        changedAt: zInstant.exactOptional().meta({ description: 'When the file was last changed, as the computer says' }),
      }),
    )
    .output(which),
  discard: command({ summary: 'Let a slip wait no more; its file stays.', undo: { by: 'slip.restore' } }).input(which).output(which),
  restore: command({ summary: 'Let a discarded slip wait again.', undo: { by: 'slip.discard' } }).input(which).output(which),
};

const zSlip = z.object({ slipId: zId, name: z.string(), takenAt: zInstant, userName: z.string() });
const zEntryOf = z.object({ entryId: zId, number: z.string() });

export const slipQueries = {
  list: query({ summary: 'The slips that wait for their entries, as they came; the first two hundred of them.' }).input(z.object({})).output(z.object({ rows: z.array(zSlip), count: z.int() })),
  get: query({ summary: 'A slip with its paper, and what an entry about it begins with, guessed from the name of its file.' })
    .input(which)
    .output(
      zSlip.extend({
        paper: z.object({ attachmentId: zId, type: z.enum(attachmentTypes), bytes: z.int() }).nullable().meta({ description: 'Null where it was taken away' }),
        postedOn: z.object({ day: zDay, from: z.enum(['name', 'photo', 'file']) }).nullable(),
        amount: zMinor.nullable().meta({ description: 'Minor, base currency' }),
        text: z.string(),
        lines: z.array(z.object({ ledgerAccountId: zId, side: z.enum(['debit', 'credit']), amount: zMinor.nullable(), ...zCentres })),
        alike: z.object({ text: z.string(), number: z.string().nullable() }).nullable().meta({ description: 'What the lines are of: an entry, or one that comes again and has no number' }),
        beside: zEntryOf.nullable().meta({ description: 'An entry that stands and has the same file already' }),
      }),
    ),
};
