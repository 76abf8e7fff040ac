import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { picturesOf } from '../../main/app/document-methods.ts';
import { findFonts } from '../../main/documents/fonts.ts';
import { makePdf } from '../../main/documents/pdf.ts';
import { pdfLayout } from '../../main/documents/pdf-layout.ts';
import { type DocumentKind, documentKinds, type DocumentModel } from '../../shared/documents/document.rules.ts';
import type { DocumentLook } from '../../shared/documents/document-look.rules.ts';
import { documentHtml } from '../../shared/documents/sheet-html.rules.ts';
import { writeDocument } from '../../shared/documents/written.rules.ts';
import { instant } from '../../shared/units/instant.ts';
import { languages } from '../../shared/units/language.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { typistAt } from '../support/keyboard.ts';
import { scan, scannerAt } from '../support/scanner.ts';
import { newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

const hasRaster = ((): boolean => {
  try {
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

interface Got {
  document: DocumentModel;
  look: DocumentLook;
}

describe.skipIf(!chromiumPath() || !hasRaster)('papers', () => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;
  /** What prints. */
  let printer: Page;
  let orderId: number;
  const numbers = {} as Record<DocumentKind, string>;
  const call = async <T>(method: string, input?: unknown): Promise<T> => (await stage.call(method, input)) as T;
  const written = async (kind: DocumentKind, language: string) => {
    const { document, look } = await call<Got>('document.get', { kind, number: numbers[kind], language });
    return { document, look, written: writeDocument(document, look, instant(stageTime)) };
  };
  /** Every page as the printer's dots, and what a scanner reads from them. */
  async function scanned(pdf: Uint8Array, name: string): Promise<string[]> {
    const file = path.join(folder, name);
    fs.writeFileSync(`${file}.pdf`, pdf);
    execFileSync('pdftoppm', ['-r', '203', '-png', `${file}.pdf`, file]);
    const pages = fs.readdirSync(folder).filter((one) => one.startsWith(`${name}-`) && one.endsWith('.png'));
    const read = await Promise.all(pages.map((page) => readBarcodes(new Blob([fs.readFileSync(path.join(folder, page))]), { tryHarder: true, formats: ['Code128', 'QRCode'] })));
    return read.flat().map(({ text }) => text);
  }

  beforeAll(async () => {
    const wasm = fs.readFileSync(path.join(import.meta.dirname, '../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'));
    await prepareZXingModule({ overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer }, fireImmediately: true });
    stage = await openStage(folder);
    await stage.call('shop.create', { ...founding, goLiveAt: stageTime });
    await stage.call('location.create', { name: '门店', kind: 'shop', negativePolicy: 'allow', sellable: true });
    const { taxClasses } = await call<{ taxClasses: { id: number }[] }>('taxClass.list');
    await stage.call('taxClass.setRate', { taxClassId: taxClasses[0]!.id, country: 'CN', region: '', validFromOn: '2020-01-01', rate: 130_000 });
    const made = await call<{ variants: { id: number }[] }>('product.create', { name: '碳素鱼竿 3.6 米（臺灣製）Carbon rod, two parts, with a soft case', state: 'active', variants: [{ sku: 'ROD-36', prices: [{ currency: 'CNY', amount: 8_990_000 }] }] });
    await stage.call('stock.openingBatch', { items: [{ sku: 'ROD-36', quantity: 40_000, value: 2_000_000 }] });
    const { customerId } = await call<{ customerId: number }>('customer.create', { name: '上海林记贸易有限公司', kind: 'company', language: 'zh-Hans', addresses: [{ kind: 'billing', line1: '南京西路 1266 号恒隆广场 38 楼', city: '上海', postcode: '200040', country: 'CN' }] });
    await stage.call('document.setLetterhead', { letterhead: { lines: ['滨江路 8 号', '200120 上海', 'shop@yuju.example'], taxNumber: '91310000MA1K00000X', logo: null, paymentDays: 30 } });
    const lines = [{ variantId: made.variants[0]!.id, quantity: 12_000, discount: 5_000 }];
    const open = await call<{ number: string }>('order.create', { customerId, lines });
    const order = await call<{ orderId: number; number: string }>('order.create', { customerId, lines, charges: [{ kind: 'shipping', name: '', amount: 2_500 }], recipient: { recipient: '林师傅', line1: '龙井路 1 号', city: '杭州', postcode: '310013', country: 'CN' } });
    ({ orderId } = order);
    const parcel = await call<{ shipmentId: number; number: string }>('shipment.ship', { orderId, carrier: '顺丰', trackingNumber: 'SF1234567890' });
    const { number } = await call<{ number: string }>('invoice.issue', { shipmentIds: [parcel.shipmentId] });
    await stage.call('payment.capture', { orderId, amount: 500_000 });
    const { lines: sold } = await call<{ lines: { id: number }[] }>('order.get', { orderId });
    const { refundId } = await call<{ refundId: number }>('refund.record', { orderId, parts: [{ kind: 'goodsKept', orderLineId: sold[0]!.id, amount: 11_300 }], account: 'bank', reason: '竿尖有划痕' });
    const note = await call<{ number: string }>('creditNote.issue', { refundId });
    const sale = await call<{ number: string }>('order.sell', { lines: [{ variantId: made.variants[0]!.id, quantity: 1_000 }], tenders: [{ account: 'bank', method: 'card', amount: 50_000 }, { account: 'till', method: 'cash', given: 60_000 }] });
    const { supplierId } = await call<{ supplierId: number }>('supplier.create', { name: '威海钓具厂', code: 'WH' });
    const asked = await call<{ number: string }>('quotation.ask', { supplierIds: [supplierId], lines: [{ variantId: made.variants[0]!.id, quantity: 12_000 }] });
    Object.assign(numbers, { quotationRequest: `${asked.number}/WH`, quote: open.number, orderConfirmation: order.number, pickList: open.number, packingSlip: parcel.number, deliveryNote: parcel.number, invoice: number, receipt: sale.number, creditNote: note.number, statement: 'C-000001' });
    browser = await launchChromium();
    printer = await browser.newPage();
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test.each(documentKinds)('%s: its number and what proves it are read back from the printed page', { timeout: 120_000 }, async (kind) => {
    for (const language of languages) {
      // One page prints after another.
      // oxlint-disable-next-line no-await-in-loop
      const { document, look, written: texts } = await written(kind, language);
      // oxlint-disable-next-line no-await-in-loop
      await printer.setContent(documentHtml(texts, look, await picturesOf(folder, texts, null)));
      // oxlint-disable-next-line no-await-in-loop
      const read = await scanned(await printer.pdf({ preferCSSPageSize: true, printBackground: true }), `${kind}-${language}`);
      expect(read.toSorted(), `${kind} ${language}`).toEqual([texts.barcode, texts.qr].filter((text) => text !== null).toSorted());
      expect(texts.barcode).toBe(document.number);
    }
    const keep = process.env['PAPERS'];
    if (keep !== undefined) for (const name of fs.readdirSync(folder).filter((one) => one.startsWith(`${kind}-`) && one.endsWith('.png'))) fs.copyFileSync(path.join(folder, name), path.join(keep, name));
  });

  test('a wave’s pick list: its number and the label of every tote are read back from the printed page', { timeout: 120_000 }, async () => {
    const wave = await call<{ number: string; orders: number }>('wave.build', {});
    numbers.pickList = wave.number;
    for (const language of languages) {
      // One page prints after another.
      // oxlint-disable-next-line no-await-in-loop
      const { look, written: texts } = await written('pickList', language);
      // oxlint-disable-next-line no-await-in-loop
      const pictures = await picturesOf(folder, texts, null);
      // oxlint-disable-next-line no-await-in-loop
      await printer.setContent(documentHtml(texts, look, pictures));
      const wanted = [wave.number, ...Array.from({ length: wave.orders }, (_, index) => `${wave.number}/${index + 1}`)].toSorted();
      // oxlint-disable-next-line no-await-in-loop
      expect((await scanned(await printer.pdf({ preferCSSPageSize: true, printBackground: true }), `wave-${language}`)).toSorted(), language).toEqual(wanted);
      // oxlint-disable-next-line no-await-in-loop, vitest/no-conditional-expect
      if (findFonts('zh-Hant')) expect((await scanned(await makePdf(pdfLayout(texts, look, pictures), language), `window-less-wave-${language}`)).toSorted(), language).toEqual(wanted);
    }
    const keep = process.env['PAPERS'];
    if (keep !== undefined) for (const name of fs.readdirSync(folder).filter((one) => one.includes('wave-') && one.endsWith('.png'))) fs.copyFileSync(path.join(folder, name), path.join(keep, name));
  });

  test.skipIf(!findFonts('zh-Hant'))('without a window the same papers are made by pdfmake, and scan the same', { timeout: 120_000 }, async () => {
    for (const [kind, language] of [['invoice', 'zh-Hans'], ['invoice', 'zh-Hant'], ['invoice', 'en'], ['receipt', 'zh-Hans']] as const) {
      // oxlint-disable-next-line no-await-in-loop
      const { look, written: texts } = await written(kind, language);
      // oxlint-disable-next-line no-await-in-loop
      const pdf = await makePdf(pdfLayout(texts, look, await picturesOf(folder, texts, null)), language);
      // oxlint-disable-next-line no-await-in-loop
      expect((await scanned(pdf, `window-less-${kind}-${language}`)).toSorted()).toEqual([`${texts.barcode}`, `${texts.qr}`].toSorted());
    }
  });

  test('P opens the papers of an order; another language and another paper are a click away', async () => {
    const page = await stage.open(browser, { language: 'en', theme: 'light', at: `/orders/${orderId}` });
    const { press, sees } = typistAt(page);
    await press('p');
    await sees(page.locator('.sheet', { hasText: 'INV-000001' }));
    await page.locator('.paper-page[data-drawn=true]').waitFor();
    await settled(page);
    await picture(page, 'papers', { language: 'en', theme: 'light' }, 'invoice');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByText('English', { exact: true }).click();
    await sees(page.locator('.sheet h1', { hasText: 'Invoice' }));
    await page.getByRole('button', { name: 'Packing slip' }).click();
    await sees(page.locator('.sheet h1', { hasText: 'Packing slip' }));
    // What the printer gets is the paper alone.
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.shell').isVisible()).toBe(false);
    expect(await page.locator('.print-only .sheet').isVisible()).toBe(true);
  });

  test('a scanned paper is told to be ours, and a changed one to differ', async () => {
    const page = await stage.open(browser, { language: 'en', theme: 'light', at: '/orders' });
    const scanner = await scannerAt(page);
    const { document } = await call<Got>('document.get', { kind: 'invoice', number: 'INV-000001' });
    await scan(scanner, document.qr!);
    await page.getByText('INV-000001 is ours, and says what our file says').waitFor();
    await scan(scanner, document.qr!.replace('|1215894|', '|215894|'));
    await expect.poll(() => page.locator('.toast').textContent()).toContain('INV-000001 differs from our file');
  });

  test('a wrong invoice is cancelled with its reason, and its parcels are invoiced again', async () => {
    const page = await stage.open(browser, { language: 'en', theme: 'light', at: `/orders/${orderId}/papers` });
    const { type, press, sees, isOn } = typistAt(page);
    await page.getByRole('button', { name: 'Cancel invoice INV-000001' }).click();
    await isOn(page.getByLabel('Reason', { exact: true }));
    await type('Wrong name');
    expect(await seriousFaults(page)).toEqual([]);
    await press('Control+Enter');
    await sees(page.locator('.sheet', { hasText: 'CN-000002' }));
    await page.getByRole('button', { name: 'Issue an invoice for SH-000001' }).click();
    await sees(page.locator('.sheet', { hasText: 'INV-000002' }));
  });

  test.each([{ language: 'zh-Hans', theme: 'dark' }, { language: 'zh-Hant', theme: 'light' }] as const)('their look is chosen beside a paper that changes with it, in $language, $theme', async (look) => {
    const page = await stage.open(browser, { ...look, at: '/settings/papers' });
    await page.locator('.sheet-roll80, .sheet-a4').first().waitFor();
    await page.locator('.paper-page[data-drawn=true]').waitFor();
    await settled(page);
    await picture(page, 'paper-settings', look, 'full');
    expect(await seriousFaults(page)).toEqual([]);
    const columns = page.locator('.sheet th');
    const before = await columns.count();
    await page.getByRole('checkbox', { name: 'SKU' }).click();
    await expect.poll(() => columns.count()).toBe(before - 1);
  });
});
