import { chromium } from 'playwright-core';
import { picturesOf } from '../../main/app/document-methods.ts';
import { findFonts } from '../../main/documents/fonts.ts';
import { makePdf } from '../../main/documents/pdf.ts';
import { pdfLayout } from '../../main/documents/pdf-layout.ts';
import type { Core } from '../../main/app/core.ts';
import type { Actor } from '../../main/database/handles.ts';
import { type DocumentKind, documentKinds } from '../../shared/documents/document.rules.ts';
import { documentHtml } from '../../shared/documents/sheet-html.rules.ts';
import { writeDocument } from '../../shared/documents/written.rules.ts';
import { instant } from '../../shared/units/instant.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { chromiumSwitches, findChromium } from '../support/chromium-place.ts';
import type { BenchShop } from './founding.ts';
import { type Measured, measure } from './measure.ts';
import type { Client } from './rpc.ts';

const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'app' };
const linesPerPaper = 12;

export type Papers = Record<DocumentKind, string>;

export interface PaperFigures {
  kind: DocumentKind;
  /** From the question over the port to the finished page, codes drawn. */
  html: Measured;
  /** The same page through a window to PDF; nothing on a machine without a Chromium. */
  window: Measured | null;
  /** The paper as PDF without a window; nothing on a machine without a Chinese face. */
  windowless: Measured | null;
}

/** One paper of each kind, of an order of twelve lines; answers their numbers. */
export function writePapers(core: Core, { goods }: BenchShop): Papers {
  const call = (method: string, input: object) => core.command(owner, method, input) as Record<'customerId' | 'orderId' | 'total' | 'shipmentId' | 'refundId' | 'supplierId', number> & { number: string };
  const { raw } = core.writer;
  const lines = goods.slice(0, linesPerPaper).map(({ variantId }, index) => ({ variantId, quantity: pieces(1 + (index % 3)) }));
  const { customerId } = call('customer.create', { name: '上海林记贸易有限公司', kind: 'company', language: 'zh-Hans', addresses: [{ kind: 'billing', line1: '南京路 1 号', city: '上海', postcode: '200000', country: 'CN' }] });
  const { orderId, number: order, total } = call('order.create', { customerId, lines });
  const { shipmentId, number: parcel } = call('shipment.ship', { orderId });
  const { number: invoice } = call('invoice.issue', { shipmentIds: [shipmentId] });
  call('payment.capture', { orderId, amount: total });
  const orderLineId = raw.prepare('select min(id) from orderLine where orderId = ?').pluck().get(orderId);
  const { refundId } = call('refund.record', { orderId, parts: [{ kind: 'goodsKept', orderLineId, amount: 100 }], account: 'bank' });
  const { number: creditNote } = call('creditNote.issue', { refundId });
  const { number: receipt } = call('order.sell', { lines, account: 'bank', method: 'card' });
  const { supplierId } = call('supplier.create', { name: '威海钓具厂', code: 'WH' });
  const { number: request } = call('quotation.ask', { supplierIds: [supplierId], lines });
  const { number: open } = call('order.create', { customerId, lines });
  const customer = raw.prepare('select number from customer where id = ?').pluck().get(customerId) as string;
  return { quote: open, orderConfirmation: order, invoice, receipt, packingSlip: parcel, pickList: open, deliveryNote: parcel, creditNote, statement: customer, quotationRequest: `${request}/WH` };
}

/** Every kind of paper in Chinese, as the program makes it: for the page, through a window, and without one. */
export async function benchPapers(client: Client, folder: string, papers: Papers): Promise<PaperFigures[]> {
  const browser = await openBrowser();
  const figures: PaperFigures[] = [];
  try {
    for (const kind of documentKinds) {
      const write = async () => {
        const { document, look, letterhead } = await client.document.get({ kind, number: papers[kind], language: 'zh-Hans' });
        const written = writeDocument(document, look, instant(Date.now()));
        return { written, look, pictures: await picturesOf(folder, written, letterhead.logo) };
      };
      const html = async (): Promise<string> => {
        const { written, look, pictures } = await write();
        return documentHtml(written, look, pictures);
      };
      const pdf = async (): Promise<Uint8Array> => {
        const { written, look, pictures } = await write();
        return makePdf(pdfLayout(written, look, pictures), 'zh-Hans');
      };
      const seldom = { rounds: 1, perRound: 3, warmUp: 1 };
      figures.push({
        kind,
        html: await measure({ name: kind, run: html }, { rounds: 3, perRound: 20, warmUp: 5 }),
        window: browser && (await measure({ name: kind, run: async () => browser.print(await html()) }, seldom).catch(notPrinted)),
        windowless: findFonts('zh-Hans') ? await measure({ name: kind, run: pdf }, seldom) : null,
      });
    }
  } finally {
    await browser?.close();
  }
  return figures;
}

/** A browser that could not print leaves its column empty and says so; the rest of the bench goes on. */
function notPrinted(error: unknown): null {
  console.error(error);
  return null;
}

/** As the program prints: a page of its own without scripts, with the paper's own size, closed again. */
async function openBrowser(): Promise<{ print(html: string): Promise<Uint8Array>; close(): Promise<void> } | null> {
  const executablePath = findChromium();
  if (!executablePath) return null;
  const browser = await chromium.launch({ executablePath, args: chromiumSwitches });
  const context = await browser.newContext({ javaScriptEnabled: false });
  return {
    print: async (html) => {
      const page = await context.newPage();
      try {
        await page.setContent(html);
        return await page.pdf({ preferCSSPageSize: true, printBackground: true });
      } finally {
        await page.close();
      }
    },
    close: () => browser.close(),
  };
}
