import { z } from 'zod';
import { zCurrency, zDay, zId, zInstant, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zCentres, zEntryCursor, zLimit, zMemo, zPosting, zReason, zSource, zVoucher } from './fields.ts';

const posted = z.object({ entryId: zId, number: z.string() });
const those = z.object({ entryIds: z.array(zId).min(1).max(200) });

export const journalCommands = {
  post: command({ summary: 'Post an entry written by hand.', undo: { document: 'journal.reverse' } })
    .input(
      z.object({
        postedOn: zDay,
        text: zReason,
        lines: z.array(z.object({ ledgerAccountId: zId, amount: zMinor, ...zCentres, foreign: z.object({ currency: zCurrency, amount: zMinor }).exactOptional() })).min(2).max(200),
        slipId: zId.exactOptional().meta({ description: 'The slip it is about: its paper lies beside the entry, and it waits no more' }),
      }),
    )
    .output(posted),
  reverse: command({ summary: 'Reverse an entry written by hand.', undo: { by: 'journal.reverse' } })
    .input(z.object({ entryId: zId, postedOn: zDay, reason: zReason }))
    .output(posted),
  review: command({ summary: 'Stand for entries somebody else wrote.', undo: { by: 'journal.unreview' } }).input(those).output(those),
  unreview: command({ summary: 'Take the review of entries back.', undo: { by: 'journal.review' } }).input(those).output(those),
};

const entryHead = z.object({
  entryId: zId,
  number: z.string(),
  voucher: zVoucher,
  postedOn: zDay,
  source: zSource,
  rule: z.object({ id: z.string(), version: z.int() }),
  memo: zMemo,
  reversesId: zId.nullable(),
  reversedById: zId.nullable(),
  total: zMinor.meta({ description: 'Sum of the debits, base currency' }),
});

export const journalQueries = {
  list: query({ summary: 'One page of journal entries, newest first.', tellsStock: true })
    .input(
      z.object({
        ledgerAccountId: zId.optional(),
        source: zSource.optional(),
        from: zDay.optional(),
        to: zDay.optional(),
        waiting: z.boolean().optional().meta({ description: 'Only entries by hand that nobody reviewed and nothing reversed' }),
        find: z.string().trim().max(60).optional().meta({ description: 'A number: an entry’s own, or its voucher’s, alone or behind its month: 记-12, 2026-03 记-12' }),
        after: zEntryCursor.optional(),
        limit: zLimit,
      }),
    )
    .output(z.object({ rows: z.array(entryHead), next: zEntryCursor.nullable() })),
  get: query({ summary: 'One journal entry with its legs and the terms it recomputes from.', tellsStock: true })
    .input(z.object({ entryId: zId }))
    .output(
      entryHead.extend({
        occurredAt: zInstant,
        recordedAt: zInstant,
        commandId: zId,
        writtenBy: z.string(),
        reviewedBy: z.string().nullable().meta({ description: 'A second person, where one stood for it' }),
        reviewedAt: zInstant.nullable(),
        digest: z.string(),
        terms: z.record(z.string(), z.json()),
        legs: z.array(zPosting.extend({ lineNo: zId, code: z.string(), name: z.string() })),
      }),
    ),
};
