import type { creditNoteCommands, documentCommands, documentQueries, invoiceCommands, printerCommands, printerQueries } from '../../shared/documents/document.contract.ts';
import type { printJobCommands, printJobQueries } from '../../shared/documents/print-queue.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { getDocument, getSettings, papersOfOrder, verifyDocument } from './document.queries.ts';
import { cancelInvoice, creditRefund, issueInvoice } from './invoice.service.ts';
import { listJobs, nextJob } from './print-queue.queries.ts';
import { dropJob, noteJob, queueLabel, retryJob, takeJob } from './print-queue.service.ts';
import { addPrinter, blockPrinter, chooseLabelPrinter, listPrinters, unblockPrinter } from './printer.service.ts';
import { setLetterhead, setLook } from './setting.service.ts';

/** `document.setLogo` is answered beside the store, which keeps the picture's files. */
export const documentsCommands: CommandHandlers<{ document: Omit<typeof documentCommands, 'setLogo'>; invoice: typeof invoiceCommands; creditNote: typeof creditNoteCommands; printer: typeof printerCommands; printJob: typeof printJobCommands }> = {
  'document.setLook': setLook,
  'document.setLetterhead': setLetterhead,
  'invoice.issue': issueInvoice,
  'invoice.cancel': cancelInvoice,
  'creditNote.issue': creditRefund,
  'printer.add': addPrinter,
  'printer.block': blockPrinter,
  'printer.unblock': unblockPrinter,
  'printer.forLabels': chooseLabelPrinter,
  'printJob.queueLabel': queueLabel,
  'printJob.drop': dropJob,
  'printJob.retry': retryJob,
};

/** What the sender tells the file; no host has a name for it. */
export const documentsInternal = { 'printJob.take': takeJob, 'printJob.told': noteJob };

/** What the program asks itself: when a label is due. */
export const documentsLookups = { 'printJob.next': nextJob };

/** What is printed goes outside: see main/app/document-methods.ts. */
export const documentsQueries: QueryHandlers<{ document: Omit<typeof documentQueries, 'pdf'>; printer: Omit<typeof printerQueries, 'send' | 'sendDrawer'>; printJob: typeof printJobQueries }> = {
  'document.get': getDocument,
  'document.settings': getSettings,
  'document.ofOrder': papersOfOrder,
  'document.verify': verifyDocument,
  'printer.list': listPrinters,
  'printJob.list': listJobs,
};
