import { z } from 'zod';
import { zDay, zId, zInstant, zMinor, zRatePpm } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { paperIds } from './papers/papers.ts';

const period = { fromOn: zDay, throughOn: zDay, dueOn: zDay };
const which = z.object({ fromOn: zDay.meta({ description: 'Any day of the period' }) });
const zNote = z.string().trim().max(500).default('');
const filed = z.object({ taxFilingId: zId, fromOn: zDay, throughOn: zDay });

export const taxReturnCommands = {
  file: command({ summary: 'Record that a period was filed with the figures it has now; later documents go to the next period.', undo: { by: 'taxReturn.withdraw' } })
    .input(which.extend({ note: zNote }))
    .output(filed.extend({ due: zMinor })),
  withdraw: command({ summary: 'Take a filing back, to correct its period and file it again; both stay on record.', undo: { by: 'taxReturn.file' } })
    .input(which.extend({ note: zNote }))
    .output(filed),
};

/** Where a period stands: still running, over and not filed, filed, or taken back after it was filed. */
const zState = z.enum(['running', 'over', 'filed', 'withdrawn']);
const zGroups = z.array(z.string());
const zSigned = zMinor.meta({ description: 'Minor, base currency; negative comes back' });

export const taxReturnQueries = {
  calendar: query({ summary: 'The tax periods there are, newest first, with what is to be paid and by when.' }).output(
    z.object({ today: zDay, periods: z.array(z.object({ ...period, state: zState, due: zSigned })) }),
  ),
  get: query({ summary: 'The return of a period: its boxes, what ties them to the books, and what changed since it was filed.', tellsStock: true })
    .input(which)
    .output(
      z.object({
        ...period,
        paper: z.enum(paperIds),
        official: z.string(),
        state: zState,
        boxes: z.array(
          z.object({
            code: z.string(),
            official: z.string(),
            meaning: z.string(),
            rate: zRatePpm.nullable(),
            figure: zSigned,
            groups: zGroups,
            /** As this period was last filed. */
            filed: zSigned.nullable(),
            /** In the last filing of an earlier period. */
            before: zSigned.nullable(),
          }),
        ),
        rows: z.array(z.object({ code: z.string(), place: z.string(), part: z.string(), rate: zRatePpm.nullable(), base: zSigned, tax: zSigned, groups: zGroups })),
        tie: z.object({ due: zSigned, apart: zSigned, apartGroups: zGroups, ledger: zSigned, postings: zSigned.meta({ description: 'What the tax accounts moved by for these lines' }) }),
        /** Lines of documents dated in an earlier, filed period. */
        carried: z.int(),
        changedSinceFiling: z.int(),
        filings: z.array(z.object({ id: zId, kind: z.enum(['file', 'withdraw']), recordedAt: zInstant, note: z.string(), due: zSigned.nullable() })),
      }),
    ),
  lines: query({ summary: 'One page of the tax lines behind a box, oldest first.', tellsStock: true })
    .input(
      which.extend({
        groups: zGroups.max(500),
        /** Only what came after the period was last filed. */
        sinceFiling: z.boolean().default(false),
        after: z.object({ taxPointOn: zDay, id: zId }).exactOptional(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        rows: z.array(
          z.object({
            id: zId,
            entryId: zId,
            number: z.string(),
            taxPointOn: zDay,
            postedOn: zDay,
            source: z.object({ kind: z.string(), id: z.int() }),
            memo: z.object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) }),
            direction: z.string(),
            treatment: z.string(),
            className: z.string().nullable(),
            country: z.string(),
            region: z.string(),
            rate: zRatePpm.nullable(),
            base: zSigned,
            tax: zSigned,
          }),
        ),
        next: z.object({ taxPointOn: zDay, id: zId }).nullable(),
      }),
    ),
};
