import type { Contract } from '../../shared/app/contract.ts';
import type { InputOf, OutputOf } from '../database/handlers.ts';
import type { Actor } from '../database/handles.ts';
import { cashReleaseReport } from '../../shared/reporting/cash-release.rules.ts';
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
  'cashRelease.file': (actor, input) => cashReleaseFile(store, actor, input as InputOf<Contract, 'cashRelease.file'>),
});

const fileOf = async (report: Report, format: ReportFormat, withAccounts?: boolean) => ({
  name: reportFileName(report, format),
  data: Buffer.from(await reportFile(report, format, withAccounts)).toString('base64'),
});

/** Asked page by page as the screen asks it, so that a person's file holds what that person may see: the last page, with the rows of all. */
async function everyPage<Page extends { rows: unknown[]; next: number | null }>(ask: (after?: number) => Promise<Page>): Promise<Page> {
  let last = await ask();
  const rows = [...last.rows];
  while (last.next !== null) {
    // A page says where the next one begins.
    // oxlint-disable-next-line no-await-in-loop
    last = await ask(last.next);
    rows.push(...last.rows);
  }
  return { ...last, rows };
}

async function aboutShop(store: Store, actor: Actor) {
  const { name: shop, baseCurrency: currency } = (await store.query(actor, 'shop.get', undefined)) as OutputOf<Contract, 'shop.get'>;
  return { shop, currency };
}

async function analysisFile(store: Store, actor: Actor, { language, format, ...asked }: InputOf<Contract, 'analysis.file'>): Promise<OutputOf<Contract, 'analysis.file'>> {
  const about = await aboutShop(store, actor);
  const list = await everyPage(async (after) => (await store.query(actor, 'analysis.list', { ...asked, limit: 200, ...(after !== undefined && { after }) })) as OutputOf<Contract, 'analysis.list'>);
  return { ...(await fileOf(stockAnalysisReport(list, { ...about, language }), format)), rows: list.rows.length };
}

async function cashReleaseFile(store: Store, actor: Actor, { language, format, ...asked }: InputOf<Contract, 'cashRelease.file'>): Promise<OutputOf<Contract, 'cashRelease.file'>> {
  const about = await aboutShop(store, actor);
  const list = await everyPage(async (after) => (await store.query(actor, 'cashRelease.list', { ...asked, limit: 200, ...(after !== undefined && { after }) })) as OutputOf<Contract, 'cashRelease.list'>);
  return { ...(await fileOf(cashReleaseReport(list, { ...about, language }), format)), rows: list.rows.length };
}
