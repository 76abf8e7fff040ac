import type { creditNoteCommands, documentCommands, documentQueries, invoiceCommands, printerCommands, printerQueries } from '../../shared/documents/document.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { getDocument, getSettings, papersOfOrder, verifyDocument } from './document.queries.ts';
import { cancelInvoice, creditRefund, issueInvoice } from './invoice.service.ts';
import { addPrinter, blockPrinter, listPrinters, unblockPrinter } from './printer.service.ts';
import { setLetterhead, setLook } from './setting.service.ts';

export const documentsCommands: CommandHandlers<{ document: typeof documentCommands; invoice: typeof invoiceCommands; creditNote: typeof creditNoteCommands; printer: typeof printerCommands }> = {
  'document.setLook': setLook,
  'document.setLetterhead': setLetterhead,
  'invoice.issue': issueInvoice,
  'invoice.cancel': cancelInvoice,
  'creditNote.issue': creditRefund,
  'printer.add': addPrinter,
  'printer.block': blockPrinter,
  'printer.unblock': unblockPrinter,
};

/** What is printed goes outside: see main/app/document-methods.ts. */
export const documentsQueries: QueryHandlers<{ document: Omit<typeof documentQueries, 'pdf'>; printer: Omit<typeof printerQueries, 'send'> }> = {
  'document.get': getDocument,
  'document.settings': getSettings,
  'document.ofOrder': papersOfOrder,
  'document.verify': verifyDocument,
  'printer.list': listPrinters,
};
