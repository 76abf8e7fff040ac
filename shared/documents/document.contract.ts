import { z } from 'zod';
import { largestFile } from '../company/file.rules.ts';
import { zDay, zId, zInstant, zMinor, zQuantity, zRatePpm, zUnitPrice } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { languages } from '../units/language.ts';
import { documentKinds } from './document.rules.ts';
import { accents, documentColumns, papers } from './document-look.rules.ts';

const zKind = z.enum(documentKinds);
const zLanguage = z.enum(languages);
const zNumber = z.string().trim().min(1).max(60);
const zReason = z.string().trim().min(1).max(500);

export const zLook = z.object({
  columns: z.array(z.enum(documentColumns)).min(1).max(documentColumns.length).readonly(),
  paper: z.enum(papers),
  accent: z.enum(accents),
  footer: z.object({ en: z.string().max(2_000), 'zh-Hans': z.string().max(2_000), 'zh-Hant': z.string().max(2_000) }),
  withBarcode: z.boolean(),
  withQr: z.boolean(),
});

export const zLetterhead = z.object({
  lines: z.array(z.string().max(200)).max(8).readonly(),
  taxNumber: z.string().trim().max(60),
  /** A picture of the shop's by its content. */
  logo: z.string().regex(/^[0-9a-f]{64}$/).nullable(),
  paymentDays: z.int().min(0).max(365),
});

const zParty = z.object({ name: z.string(), lines: z.array(z.string()).readonly(), taxNumber: z.string().nullable() });
const zFigures = { net: zMinor, tax: zMinor, gross: zMinor };

export const zDocument = z.object({
  kind: zKind,
  number: z.string(),
  language: zLanguage,
  currency: z.string(),
  timeZone: z.string(),
  pricesIncludeTax: z.boolean(),
  issuedOn: zDay,
  dueOn: zDay.nullable(),
  issuedAt: zInstant.nullable(),
  shop: zParty,
  party: zParty.nullable(),
  deliverTo: zParty.nullable(),
  facts: z.array(z.object({ name: z.enum(['order', 'shipment', 'invoice', 'shippedOn', 'carrier', 'tracking', 'reason', 'period', 'soldBy', 'place', 'orders', 'pieces', 'packAt', 'answerBy', 'neededOn']), value: z.string() })).readonly(),
  lines: z.array(z.object({ sku: z.string(), name: z.string(), quantity: zQuantity, unitPrice: zUnitPrice.nullable(), taxRate: zRatePpm.nullable(), ...zFigures, discount: zMinor, bin: z.string().nullable(), on: zDay.nullable(), tote: z.string().exactOptional(), lots: z.array(z.string()).readonly().exactOptional() })).readonly(),
  charges: z.array(z.object({ kind: z.enum(['shipping', 'fee', 'rounding']), name: z.string(), ...zFigures })).readonly(),
  payments: z.array(z.object({ method: z.string(), amount: zMinor, given: zMinor.nullable() })).readonly(),
  note: z.string(),
  labels: z.array(z.object({ code: z.string(), name: z.string() })).readonly().exactOptional(),
  barcode: z.string().nullable(),
  qr: z.string().nullable(),
  chainHead: z.string(),
});

const zAsked = z.object({ kind: zKind, number: zNumber, language: zLanguage.exactOptional() });

export const documentCommands = {
  setLook: command({ summary: 'Say how one kind of paper looks.', undo: { by: 'document.setLook' } })
    .input(z.object({ kind: zKind, look: zLook }))
    .output(z.object({ kind: zKind, before: zLook })),
  setLetterhead: command({ summary: 'Say who sends the papers: address, tax number, logo, days to pay.', undo: { by: 'document.setLetterhead' } })
    .input(z.object({ letterhead: zLetterhead }))
    .output(z.object({ before: zLetterhead })),
  setLogo: command({ summary: 'Put a picture on the letterhead: its file as base64, up to 11 MiB of JPEG, PNG, WebP, GIF or AVIF.', undo: { by: 'document.setLetterhead' }, keepInput: false })
    .input(z.object({ name: z.string().max(300), /** Read as it is: what is no base64 is no picture. */ data: z.string().max(Math.ceil(largestFile / 3) * 4) }))
    .output(z.object({ hash: z.string(), before: zLetterhead })),
};

export const documentQueries = {
  get: query({ summary: 'A paper as plain data, with how it looks.' })
    .input(zAsked)
    .output(z.object({ document: zDocument, look: zLook, letterhead: zLetterhead })),
  settings: query({ summary: 'How every kind of paper looks, and the letterhead.' }).output(
    z.object({ letterhead: zLetterhead, looks: z.array(z.object({ kind: zKind, look: zLook })) }),
  ),
  ofOrder: query({ summary: 'The papers there are about an order, by kind and number.' })
    .input(z.object({ orderId: zId }))
    .output(
      z.object({
        /** `invoiceId` where it is an invoice that stands, and so can be cancelled. */
        papers: z.array(z.object({ kind: zKind, number: z.string(), invoiceId: zId.nullable() })),
        uninvoiced: z.array(z.object({ shipmentId: zId, number: z.string() })),
        /** Refunds that took from sales and have no credit note. */
        uncredited: z.array(z.object({ refundId: zId, number: z.string() })),
      }),
    ),
  verify: query({ summary: 'Whether a scanned paper is one of ours, and says what our file says.' })
    .input(z.object({ text: z.string().max(500) }))
    .output(z.object({ verdict: z.enum(['genuine', 'differs', 'unknown', 'notOurs']), kind: zKind.nullable(), number: z.string().nullable(), differs: z.array(z.enum(['issuedOn', 'currency', 'gross', 'chainHead'])) })),
  pdf: query({ summary: 'A paper as PDF, where the program can print by itself.' })
    .input(zAsked)
    .output(z.object({ name: z.string(), data: z.string() })),
};

export const invoiceCommands = {
  issue: command({ summary: 'Number parcels as an invoice with its due date.', undo: { document: 'invoice.cancel' } })
    .input(z.object({ shipmentIds: z.array(zId).min(1).max(200), language: zLanguage.exactOptional(), issuedOn: zDay.exactOptional(), dueOn: zDay.exactOptional() }))
    .output(z.object({ invoiceId: zId, number: z.string(), gross: zMinor, dueOn: zDay })),
  cancel: command({ summary: 'Take an invoice back by a credit note over all of it; its parcels can be invoiced again.', undo: { document: 'invoice.issue' } })
    .input(z.object({ invoiceId: zId, reason: zReason }))
    .output(z.object({ creditNoteId: zId, number: z.string() })),
};

export const creditNoteCommands = {
  issue: command({ summary: 'Number a refund as a credit note.', undo: { none: 'a number once given stays given; invoice anew what is owed after all' } })
    .input(z.object({ refundId: zId, language: zLanguage.exactOptional() }))
    .output(z.object({ creditNoteId: zId, number: z.string(), gross: zMinor })),
};

const zPrinter = z.object({
  name: z.string().trim().min(1).max(80),
  speaks: z.enum(['escpos', 'zpl', 'cainiao']),
  host: z.string().trim().min(1).max(253),
  port: z.int().min(1).max(65_535).default(9100),
  width: z.int().min(20).max(96).default(48),
  /** Of a print agent: which of its printers, empty for the one it prefers, and where the template lies it prints by. */
  agentPrinter: z.string().trim().max(120).default(''),
  template: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)]).default(''),
});
const zPrinterId = z.object({ printerId: zId });
const zPrinterOrNone = z.object({ printerId: zId.nullable() });

export const printerCommands = {
  add: command({ summary: 'Make a printer on the network known.', undo: { by: 'printer.block' } })
    .input(zPrinter.refine(({ speaks, template }) => speaks !== 'cainiao' || template !== '', { message: 'a print agent needs a template', path: ['template'] }))
    .output(zPrinterId),
  block: command({ summary: 'Use a printer no longer.', undo: { by: 'printer.unblock' } }).input(zPrinterId).output(zPrinterId),
  unblock: command({ summary: 'Use a printer again.', undo: { by: 'printer.block' } }).input(zPrinterId).output(zPrinterId),
  forLabels: command({ summary: 'Say which printer the labels of parcels go to by themselves, or none.', undo: { by: 'printer.forLabels' } })
    .input(zPrinterOrNone)
    .output(z.object({ before: zPrinterOrNone })),
};

export const printerQueries = {
  list: query({ summary: 'The printers on the network.' }).output(
    z.object({ printers: z.array(zPrinter.required().extend({ id: zId, labels: z.boolean(), blocked: z.boolean() })) }),
  ),
  send: query({ summary: 'Print a paper on a receipt printer; nothing in the shop changes by it.' })
    .input(zAsked.extend({ printerId: zId, openDrawer: z.boolean().default(false) }))
    .output(z.object({ bytes: z.int() })),
  sendDrawer: query({ summary: 'Print the X or Z report of a cash drawer on a receipt printer; nothing in the shop changes by it.' })
    .input(z.object({ drawerId: zId, printerId: zId, language: zLanguage.exactOptional() }))
    .output(z.object({ bytes: z.int() })),
};
