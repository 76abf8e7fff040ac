import type { Contract } from '../../shared/app/contract.ts';
import type { DocumentModel } from '../../shared/documents/document.rules.ts';
import { escposRaster, escposText } from '../../shared/documents/escpos.rules.ts';
import { drawerRoll } from '../../shared/documents/drawer-roll.rules.ts';
import { type RollLine, rollOf } from '../../shared/documents/receipt-roll.rules.ts';
import { documentHtml } from '../../shared/documents/sheet-html.rules.ts';
import { drawCodes } from '../../shared/documents/sheet-codes.rules.ts';
import type { SheetPictures } from '../../shared/documents/sheet.rules.ts';
import { writeDocument, type Written } from '../../shared/documents/written.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Language } from '../../shared/units/language.ts';
import { readOriginal } from '../catalog/image-files.ts';
import type { OutputOf } from '../database/handlers.ts';
import type { Actor } from '../database/handles.ts';
import { gb18030 } from '../documents/gb18030.ts';
import { rasterReceipt } from '../documents/receipt-raster.ts';
import { Fault } from '../platform/fault.ts';
import type { Platform } from '../platform/platform.ts';
import { sendRaw } from '../platform/raw-printer.ts';
import type { OutsideMethods } from './door.ts';
import type { Store } from './store.ts';

type Got = OutputOf<Contract, 'document.get'>;

interface Asked {
  kind: DocumentModel['kind'];
  number: string;
  language?: DocumentModel['language'];
}

interface Desk {
  folder: string;
  now: () => Instant;
  platform: Partial<Pick<Platform, 'print'>>;
}

/** Papers that leave the program: to a file, to a printer. What they say is asked of the store like any question. */
export const documentMethods = (store: Store, desk: Desk): OutsideMethods => ({
  'document.pdf': (actor, input) => pdfOf(store, desk, actor, input as Asked),
  'printer.sendDrawer': (actor, input) => sendDrawer(store, desk, actor, input as AskedDrawer),
  'printer.send': (actor, input) => sendReceipt(store, desk, actor, input as Asked & { printerId: number; openDrawer: boolean }),
});

async function pdfOf(store: Store, { folder, now, platform }: Desk, actor: Actor, asked: Asked) {
  if (!platform.print) throw new Fault('refused', { retry: 'never', says: 'This host has no printer of its own; the page prints itself.' });
  const got = (await store.query(actor, 'document.get', asked)) as Got;
  const written = writeDocument(got.document, got.look, now());
  const html = documentHtml(written, got.look, await picturesOf(folder, written, got.letterhead.logo));
  const bytes = await platform.print(html);
  return { name: `${asked.kind}-${asked.number}.pdf`, data: Buffer.from(bytes).toString('base64') };
}

/** Logo and codes, drawn by a library that is read with the first paper. */
export async function picturesOf(folder: string, written: Written, logo: string | null): Promise<SheetPictures> {
  const { toSVG } = await import('bwip-js/node');
  return { ...drawCodes(toSVG, written), logo: logo === null ? undefined : await logoOf(folder, logo) };
}

/** At most 50 mm wide and 18 mm high, as the style says; the picture's own proportions stay. */
async function logoOf(folder: string, hash: string) {
  const found = await readOriginal(folder, hash);
  return found && { source: `data:image/${found.kind};base64,${found.bytes.toString('base64')}`, width: 50, height: 18 };
}

async function sendReceipt(store: Store, { now }: Desk, actor: Actor, { printerId, openDrawer, ...asked }: Asked & { printerId: number; openDrawer: boolean }) {
  const [got, printer] = await Promise.all([store.query(actor, 'document.get', asked) as Promise<Got>, receiptPrinter(store, actor, printerId)]);
  const bytes = await receiptBytes(got, now(), { width: printer.width, openDrawer });
  await sendRaw(printer, bytes);
  return { bytes: bytes.length };
}

interface AskedDrawer {
  drawerId: number;
  printerId: number;
  language?: Language;
}

/** The X or Z report of a drawer, on the roll the receipts are printed on. */
async function sendDrawer(store: Store, { now }: Desk, actor: Actor, { drawerId, printerId, language }: AskedDrawer) {
  const [report, shop, printer] = await Promise.all([
    store.query(actor, 'drawer.report', { drawerId }) as Promise<OutputOf<Contract, 'drawer.report'>>,
    store.query(actor, 'shop.get', undefined) as Promise<OutputOf<Contract, 'shop.get'>>,
    receiptPrinter(store, actor, printerId),
  ]);
  const speaks = language ?? shop.language;
  const bytes = await rollBytes(drawerRoll(report, { shopName: shop.name, language: speaks, timeZone: shop.timeZone, printedAt: now() }), speaks, { width: printer.width, openDrawer: false });
  await sendRaw(printer, bytes);
  return { bytes: bytes.length };
}

/** @throws Refusal record.missing, printer.blocked */
async function receiptPrinter(store: Store, actor: Actor, printerId: number) {
  const { printers } = (await store.query(actor, 'printer.list', undefined)) as OutputOf<Contract, 'printer.list'>;
  const printer = printers.find(({ id }) => id === printerId);
  if (!printer) throw new Refusal('record.missing', { kind: 'printer', id: printerId });
  if (printer.blocked) throw new Refusal('printer.blocked', { name: printer.name });
  return printer;
}

/** A receipt's lines as its printer takes them. */
export const receiptBytes = ({ document, look }: Pick<Got, 'document' | 'look'>, at: Instant, roll: { width: number; openDrawer: boolean }): Promise<Uint8Array> =>
  rollBytes(rollOf(writeDocument(document, look, at)), document.language, roll);

/** Simplified Chinese and Latin in the printer's own font; Traditional as pictures, since a mainland printer draws mainland shapes. */
export async function rollBytes(lines: readonly RollLine[], language: Language, roll: { width: number; openDrawer: boolean }): Promise<Uint8Array> {
  if (language === 'zh-Hant') return escposRaster(await rasterReceipt(lines, language, roll.width), roll);
  return escposText(lines, gb18030, roll);
}
