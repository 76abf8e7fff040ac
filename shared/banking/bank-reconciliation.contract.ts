import { z } from 'zod';
import { zDay, zId, zInstant, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

const which = z.object({ bankReconciliationId: zId });
const asked = z.object({ bankAccountId: zId, throughOn: zDay });

export const bankReconciliationCommands = {
  record: command({ summary: 'Say that statement and books agree through a day.', undo: { by: 'bankReconciliation.undo' } })
    .input(asked.extend({ statementBalance: zMinor.meta({ description: 'As the bank states it at the end of the day' }) }))
    .output(which.extend({ outstanding: zMinor })),
  undo: command({ summary: 'Open a reconciliation again.', undo: { by: 'bankReconciliation.record' } })
    .input(which)
    .output(which.extend({ before: asked.extend({ statementBalance: zMinor }) })),
};

export const bankReconciliationQueries = {
  get: query({ summary: 'Statement against books at a day, with what is open on either side: the difference, line by line, down to zero.' })
    .input(asked)
    .output(
      z.object({
        /** The account's opening and its lines through the day. */
        statementBalance: zMinor,
        ledgerBalance: zMinor,
        /** What the books held at the account's opening beside what the bank said then; zero, or an opening entry is missing. */
        openingDifference: zMinor,
        /** Lines not yet in the books, and postings not yet on a statement; the first thousand of each. */
        lines: z.array(z.object({ bankLineId: zId, bookedOn: zDay, payee: z.string(), text: z.string(), open: zMinor })),
        postings: z.array(z.object({ entryId: zId, postingNo: zId, number: z.string(), postedOn: zDay, memo: z.object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) }), open: zMinor })),
        linesOpen: zMinor,
        postingsOpen: zMinor,
        /** ledgerBalance − postingsOpen − openingDifference + linesOpen − statementBalance: always zero. */
        unexplained: zMinor,
        history: z.array(z.object({ bankReconciliationId: zId, throughOn: zDay, statementBalance: zMinor, ledgerBalance: zMinor, outstanding: zMinor, reconciledAt: zInstant, undone: z.boolean() })),
      }),
    ),
};
