import type { Contract } from '../../shared/app/contract.ts';
import type { OutputOf } from '../database/handlers.ts';
import { reportFile, reportFileName, type ReportFormat } from '../reporting/report-file.ts';
import type { OutsideMethods } from './door.ts';
import type { Store } from './store.ts';

/** Reports that leave the program as a file: asked of the store like any question, written outside of it. */
export const reportMethods = (store: Store): OutsideMethods => ({
  'report.file': async (actor, input) => {
    const { format, withAccounts, ...asked } = input as { format: ReportFormat; withAccounts: boolean };
    const report = (await store.query(actor, 'report.get', asked)) as OutputOf<Contract, 'report.get'>;
    return { name: reportFileName(report, format), data: Buffer.from(await reportFile(report, format, withAccounts)).toString('base64') };
  },
});
