import type { Contract } from '../../shared/app/contract.ts';
import type { InputOf, OutputOf } from '../database/handlers.ts';
import type { Actor } from '../database/handles.ts';
import { stockAnalysisReport } from '../../shared/reporting/stock-analysis.rules.ts';
import type { Report } from '../../shared/reporting/report.rules.ts';
import { reportFile, reportFileName, type ReportFormat } from '../reporting/report-file.ts';
import type { OutsideMethods } from './door.ts';
import type { Store } from './store.ts';

/** Reports that leave the program as a file: asked of the store like any question, written outside of it. */
export const reportMethods = (store: Store): OutsideMethods => ({
  'report.file': async (actor, input) => {
    const { format, withAccounts, ...asked } = input as { format: ReportFormat; withAccounts: boolean };
    const report = (await store.query(actor, 'report.get', asked)) as OutputOf<Contract, 'report.get'>;
    return fileOf(report, format, withAccounts);
  },
  'analysis.file': (actor, input) => analysisFile(store, actor, input as InputOf<Contract, 'analysis.file'>),
});

const fileOf = async (report: Report, format: ReportFormat, withAccounts?: boolean) => ({
  name: reportFileName(report, format),
  data: Buffer.from(await reportFile(report, format, withAccounts)).toString('base64'),
});

/** Asked page by page as the screen asks it, so that a person's file holds what that person may see. */
async function analysisFile(store: Store, actor: Actor, { language, format, ...asked }: InputOf<Contract, 'analysis.file'>): Promise<OutputOf<Contract, 'analysis.file'>> {
  const { name: shop, baseCurrency: currency } = (await store.query(actor, 'shop.get', undefined)) as OutputOf<Contract, 'shop.get'>;
  const page = async (after?: number) => (await store.query(actor, 'analysis.list', { ...asked, limit: 200, ...(after !== undefined && { after }) })) as OutputOf<Contract, 'analysis.list'>;
  let last = await page();
  const rows = [...last.rows];
  while (last.next !== null) {
    // A page says where the next one begins.
    // oxlint-disable-next-line no-await-in-loop
    last = await page(last.next);
    rows.push(...last.rows);
  }
  return { ...(await fileOf(stockAnalysisReport({ ...last, rows }, { shop, currency, language }), format)), rows: rows.length };
}
