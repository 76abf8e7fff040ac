import { stringify } from 'csv-stringify/sync';
import { reportJson, reportTexts } from '../../shared/reporting/report-cells.rules.ts';
import { reportWords } from '../../shared/reporting/report-words.rules.ts';
import type { Report } from '../../shared/reporting/report.rules.ts';
import { makePdf } from '../documents/pdf.ts';
import { reportLayout } from './report-layout.ts';
import { reportWorkbook } from './report-workbook.ts';

export const reportFormats = ['csv', 'xlsx', 'pdf', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** A report as the content of a file. @throws Fault for a PDF where this machine has no face for the language */
export async function reportFile(report: Report, format: ReportFormat, withAccounts = true): Promise<Uint8Array> {
  if (format === 'xlsx') return reportWorkbook(report, withAccounts);
  if (format === 'pdf') return makePdf(reportLayout(report, withAccounts), report.language);
  return Buffer.from(format === 'csv' ? reportCsv(report, withAccounts) : `${JSON.stringify(reportJson(report, withAccounts), null, 2)}\n`);
}

/** UTF-8 with its mark, for spreadsheets that guess; texts that begin like a formula are made harmless. */
export const reportCsv = (report: Report, withAccounts: boolean): string =>
  `\uFEFF${stringify(reportTexts(report, reportWords[report.language], withAccounts), { record_delimiter: 'windows', escape_formulas: true })}`;

/** What the file is called: its title, shop and days, with nothing in it a file system refuses. */
export const reportFileName = ({ title, shop, from, to }: Report, format: ReportFormat): string =>
  `${[shop, title, ...(from === null ? [to] : [from, to])].join(' ').replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '-')}.${format}`;
