import { z } from 'zod';
import { zDay, zId, zMinor } from '../contract/fields.ts';
import { query } from '../contract/method.ts';
import { zEntryCursor, zLimit, zMemo, zPosting, zSource, zVoucher } from './fields.ts';

const postingCursor = zEntryCursor.extend({ lineNo: zId });
const itemCursor = z.object({ itemKind: z.string(), itemId: z.int() });

export const ledgerQueries = {
  list: query({ summary: 'One page of a ledger account, oldest first, with the running balance.', tellsStock: true })
    .input(
      z.object({
        ledgerAccountId: zId,
        from: zDay.optional(),
        to: zDay.optional(),
        after: postingCursor.optional(),
        limit: zLimit,
      }),
    )
    .output(
      z.object({
        opening: zMinor.meta({ description: 'Balance before the first row of this page; debit positive' }),
        rows: z.array(
          zPosting.extend({
            entryId: zId,
            lineNo: zId,
            postedOn: zDay,
            number: z.string(),
            voucher: zVoucher,
            memo: zMemo,
            source: zSource,
            balance: zMinor,
          }),
        ),
        next: postingCursor.nullable(),
      }),
    ),
  openItems: query({ summary: 'One page of what is still open on a control account.', tellsStock: true })
    .input(z.object({ ledgerAccountId: zId, after: itemCursor.optional(), limit: zLimit }))
    .output(
      z.object({
        rows: z.array(itemCursor.extend({ balance: zMinor })),
        next: itemCursor.nullable(),
        balance: zMinor.meta({ description: 'Of the account; the open items of all pages add up to it' }),
      }),
    ),
};
