import { z } from 'zod';
import { zEntryCursor, zLimit, zMemo, zVoucher } from '../accounting/fields.ts';
import { centreKinds } from '../accounting/centre.rules.ts';
import { zDay, zId, zMinor } from '../contract/fields.ts';
import { query } from '../contract/method.ts';
import { languages } from '../units/language.ts';
import { bases } from './cash-basis.rules.ts';
import { reportNames } from './report-words.rules.ts';

const zCell = z.union([z.string(), z.number(), z.null()]);

export const zReport = z.object({
  name: z.string(),
  title: z.string(),
  shop: z.string(),
  currency: z.string(),
  language: z.enum(languages),
  from: zDay.nullable(),
  to: zDay,
  columns: z.array(
    z.object({
      id: z.string(),
      heading: z.string(),
      unit: z.enum(['code', 'text', 'day', 'money', 'quantity', 'rate', 'percent', 'count']),
      from: zDay.nullable(),
      to: zDay.nullable(),
      centreId: z.int().nullable(),
    }),
  ),
  rows: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['heading', 'line', 'sum', 'total', 'account']),
      level: z.int(),
      cells: z.array(zCell),
      ledgerAccountId: zId.nullable(),
      under: z.string().nullable(),
      parts: z.array(z.string()),
      deducts: z.array(z.string()).exactOptional().meta({ description: 'Those of `parts` whose figures are taken off' }),
    }),
  ),
  controls: z.array(z.object({ id: z.string(), label: z.string(), left: zMinor, right: zMinor })),
  seal: z.object({ code: z.string(), text: z.string() }).exactOptional().meta({ description: 'Where the record stood, as its paper shows it' }),
});

/** What stands side by side: periods, months, or the cost centres of a kind. */
const zBy = z.enum(['period', 'month', ...centreKinds]).default('period');

/** When income and expenses count; the books themselves are on accrual. */
const zBasis = z.enum(bases).default('accrual');

export const zReportAsked = z.object({
  name: z.enum(reportNames),
  from: zDay.exactOptional().meta({ description: 'First day; the start of the fiscal year where it is not said' }),
  to: zDay.meta({ description: 'Last day, or the day of a balance sheet' }),
  compare: z.enum(['none', 'previous', 'lastYear', 'year']).default('none').meta({ description: 'Beside it: the period before, the year before, or the fiscal year so far (a balance sheet: its start)' }),
  by: zBy,
  centreId: zId.exactOptional().meta({ description: 'For a budget: of this centre of the kind in `by` alone' }),
  method: z.enum(['direct', 'indirect']).default('direct'),
  basis: zBasis.meta({ description: 'Cash: income when it is paid, expenses when they are paid; for a profit and loss or a balance sheet, where the chart of accounts knows it' }),
  ledgerAccountId: zId.exactOptional().meta({ description: 'For a general ledger: of this account alone' }),
  entryId: zId.exactOptional().meta({ description: 'For vouchers: of this entry alone' }),
  language: z.enum(languages).default('en'),
});
export type ReportAsked = z.output<typeof zReportAsked>;

const zPostingCursor = zEntryCursor.extend({ lineNo: zId });

export const reportQueries = {
  postings: query({ summary: 'One page of the postings a cell of a statement is made of, oldest first, with how much of each counts; the pages add up to the cell.', tellsStock: true })
    .input(
      z.object({
        name: z.enum(reportNames),
        method: z.enum(['direct', 'indirect']).default('direct'),
        basis: zBasis,
        ledgerAccountId: zId,
        from: zDay.nullable().meta({ description: 'Null for a balance' }),
        to: zDay,
        by: zBy,
        centreId: z.int().nullable().default(null).meta({ description: 'Of the kind of centre in `by`; 0: what belongs to none' }),
        after: zPostingCursor.exactOptional(),
        limit: zLimit,
      }),
    )
    .output(
      z.object({
        rows: z.array(z.object({ entryId: zId, lineNo: zId, postedOn: zDay, number: z.string(), voucher: zVoucher, memo: zMemo, amount: zMinor.meta({ description: 'What of it the cell counts; debit positive' }), posted: zMinor.meta({ description: 'The posting as it stands in the books' }) })),
        next: zPostingCursor.nullable(),
      }),
    ),
  get: query({ summary: 'A report with its columns, rows and control totals.', tellsStock: true }).input(zReportAsked).output(zReport),
  file: query({ summary: 'A report as a file: its content in base64.' })
    .input(zReportAsked.extend({ format: z.enum(['csv', 'xlsx', 'pdf', 'json']), withAccounts: z.boolean().default(true) }))
    .output(z.object({ name: z.string(), data: z.string() })),
};
