import net from 'node:net';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { makeImage } from '../../main/catalog/image-making.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { receiptBytes } from '../../main/app/document-methods.ts';
import { documentsProofs } from '../../main/documents/proofs.ts';
import { gb18030 } from '../../main/documents/gb18030.ts';
import { sendRaw } from '../../main/platform/raw-printer.ts';
import { type DocumentKind, documentKinds, totalsOf } from '../../shared/documents/document.rules.ts';
import { paired, placesOf, rollOf, wrapped } from '../../shared/documents/receipt-roll.rules.ts';
import { documentHtml } from '../../shared/documents/sheet-html.rules.ts';
import { writeDocument } from '../../shared/documents/written.rules.ts';
import { instant } from '../../shared/units/instant.ts';
import { type Language, languages } from '../../shared/units/language.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';
import { refused } from '../support/refused.ts';
import { openingTime } from '../support/shop.ts';

let shop: SellingShop;
beforeEach(() => void (shop = newSellingShop()));
afterEach(() => shop.close());

type Sku = keyof SellingShop['variant'];
const linesOf = (lines: readonly (readonly [Sku, number])[]) => lines.map(([sku, count]) => ({ variantId: shop.variant[sku], quantity: pieces(count) }));
const customer = (): number => shop.call('customer.create', { name: '上海林记贸易有限公司', kind: 'company', language: 'zh-Hans', addresses: [{ kind: 'billing', line1: '南京路 1 号', city: '上海', postcode: '200000', country: 'CN' }] } as never).customerId;
const shipped = (customerId: number | null = null, lines: readonly (readonly [Sku, number])[] = [['ROD', 1], ['HOOK', 3]]) => {
  const { orderId } = shop.call('order.create', { customerId, lines: linesOf(lines), charges: [{ kind: 'shipping', name: '', amount: minor(800) }] } as never);
  return { orderId, ...shop.call('shipment.ship', { orderId }) };
};
/** The legs of a parcel's entry by role, debit positive. */
const postedOf = (shipmentId: number): Record<string, number> =>
  Object.fromEntries(
    (shop.raw
      .prepare("select role, sum(amount) as amount from journalEntry e join posting p on p.entryId = e.id join accountRole using (ledgerAccountId) where e.sourceKind = 'shipment' and e.sourceId = ? group by role")
      .all(shipmentId) as { role: string; amount: number }[]).map(({ role, amount }) => [role, amount]),
  );

describe('what is on paper is what is in the ledger', () => {
  test('over random orders, parcel by parcel: net, tax, rounding and total of an invoice are the parcel’s entries', { timeout: 60_000 }, () => {
    const order = fc.record({
      lines: fc.uniqueArray(fc.tuple(fc.constantFrom<Sku>('ROD', 'LINE', 'HOOK'), fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 3, selector: ([sku]) => sku }),
      discount: fc.integer({ min: 0, max: 300 }),
      shipping: fc.integer({ min: 0, max: 1_500 }),
      parcels: fc.integer({ min: 1, max: 2 }),
    });
    shop.call('location.update', { locationId: shop.locationId, changes: { negativePolicy: 'allow' } } as never);
    fc.assert(fc.property(order, ({ lines, discount, shipping, parcels }) => {
      const { orderId } = shop.call('order.create', { lines: linesOf(lines), discount, charges: shipping === 0 ? [] : [{ kind: 'shipping', name: '', amount: shipping }] } as never);
      const [first] = shop.call('order.get', { orderId }).lines;
      const shipmentIds = parcels === 2 ? [shop.call('shipment.ship', { orderId, lines: [{ orderLineId: first!.id, quantity: pieces(1) }] }).shipmentId] : [];
      if (shop.call('order.get', { orderId }).fulfilment !== 'shipped') shipmentIds.push(shop.call('shipment.ship', { orderId }).shipmentId);
      for (const shipmentId of shipmentIds) {
        const { number, gross } = shop.call('invoice.issue', { shipmentIds: [shipmentId] });
        const totals = totalsOf(shop.call('document.get', { kind: 'invoice', number }).document);
        const posted = postedOf(shipmentId);
        expect({ net: totals.net, tax: totals.tax, gross: totals.gross, rounding: totals.rounding }).toEqual({
          net: 0 - (posted['salesRevenue'] ?? 0) - (posted['salesDiscounts'] ?? 0) - (posted['shippingIncome'] ?? 0),
          tax: 0 - (posted['outputTax'] ?? 0),
          gross: (posted['accountsReceivable'] ?? 0) + (posted['customerDeposits'] ?? 0),
          rounding: 0 - (posted['roundingDifference'] ?? 0),
        });
        expect(gross).toBe(totals.gross);
      }
    }), { numRuns: 25 });
    shop.check();
  });

  test('a receipt is what went into the till, a credit note is what the refund took from sales', () => {
    const sold = shop.call('order.sell', { lines: linesOf([['ROD', 1]]), tenders: [{ account: 'bank', method: 'card', amount: minor(10_000) }, { account: 'till', method: 'cash', given: minor(2_000) }] });
    const { document } = shop.call('document.get', { kind: 'receipt', number: sold.number });
    const totals = totalsOf(document);
    expect([totals.gross, totals.paid, totals.change]).toEqual([11_300, 11_300, 700]);
    const refund = shop.call('refund.record', { orderId: sold.orderId, parts: [{ kind: 'goodsKept', orderLineId: shop.call('order.get', { orderId: sold.orderId }).lines[0]!.id, amount: minor(1_130) }], account: 'till' });
    const note = shop.call('creditNote.issue', { refundId: refund.refundId });
    expect(note).toMatchObject({ number: 'CN-000001', gross: -1_130 });
    expect(totalsOf(shop.call('document.get', { kind: 'creditNote', number: note.number }).document)).toMatchObject({ net: -1_000, tax: -130, gross: -1_130 });
    refused(() => shop.call('creditNote.issue', { refundId: refund.refundId }), 'creditNote.twice');
    shop.check();
  });

  test('a statement ends at what the customer owes in the books', () => {
    const customerId = customer();
    const { orderId } = shipped(customerId);
    shop.call('payment.capture', { orderId, amount: minor(5_000) });
    const { document } = shop.call('document.get', { kind: 'statement', number: 'C-000001' });
    const owed = Number(shop.raw.prepare("select sum(balance) from openItem where itemKind = 'salesOrder'").pluck().get());
    expect([totalsOf(document).gross, document.lines.length]).toEqual([owed, 2]);
  });
});

describe('numbers', () => {
  test('rise without a gap, also over what was refused; a cancelled invoice leaves its credit note and frees its parcels', () => {
    const customerId = customer();
    const [first, second, other] = [shipped(customerId), shipped(customerId), shipped()];
    const one = shop.call('invoice.issue', { shipmentIds: [first.shipmentId, second.shipmentId] });
    refused(() => shop.call('invoice.issue', { shipmentIds: [first.shipmentId] }), 'invoice.twice');
    refused(() => shop.call('shipment.cancel', { shipmentId: first.shipmentId, reason: 'x' }), 'shipment.invoiced');
    refused(() => shop.call('invoice.issue', { shipmentIds: [other.shipmentId], issuedOn: '2026-03-02', dueOn: '2026-03-01' } as never), 'invoice.dueBefore');
    expect(one).toMatchObject({ number: 'INV-000001', dueOn: '2026-04-01' });
    expect(shop.call('invoice.cancel', { invoiceId: one.invoiceId, reason: '抬头有误' }).number).toBe('CN-000001');
    refused(() => shop.call('invoice.cancel', { invoiceId: one.invoiceId, reason: 'x' }), 'invoice.cancelled');
    refused(() => shop.call('invoice.issue', { shipmentIds: [first.shipmentId, other.shipmentId] }), 'invoice.mixed');
    expect(shop.call('invoice.issue', { shipmentIds: [first.shipmentId] }).number).toBe('INV-000002');
    expect(shop.call('invoice.issue', { shipmentIds: [other.shipmentId] }).number).toBe('INV-000003');
    expect(totalsOf(shop.call('document.get', { kind: 'creditNote', number: 'CN-000001' }).document).gross).toBe(-one.gross);
    expect(() => shop.raw.exec('update invoice set gross = gross + 1, net = net + 1')).toThrow('never edited');
    shop.check();
  });

  const found = (): string[] => documentsProofs.flatMap(({ id, prove }) => prove(shop.read).faults.map((fault) => `${id} ${fault.table}`));
  test.each([
    ['a number left out', 'INV-D2 numbers invoice', "update invoice set number = 'INV-000002'"],
    ['a number that was drawn and is gone', 'INV-D2 numbers invoice', "update series set next = next + 1 where code = 'invoice'"],
    ['another sum than its parcels', 'INV-D1 papers invoice', 'update invoice set gross = gross + 1, net = net + 1'],
    ['cancelled without a credit note', 'INV-D2 numbers invoice', 'update invoice set cancelledAt = 1, cancelCommandId = 1'],
    ['a parcel taken back behind it', 'INV-D2 numbers invoice', 'update shipment set voidedAt = 1, voidPostedOn = 1, voidDue = 0, voidChargesNet = 0, voidDeposits = 0, voidCommandId = 1'],
  ])('%s is named', (_what, fault, statement) => {
    shop.call('invoice.issue', { shipmentIds: [shipped().shipmentId] });
    expect(found()).toEqual([]);
    for (const name of shop.raw.prepare("select name from sqlite_schema where type = 'trigger'").pluck().all() as string[]) shop.raw.exec(`drop trigger "${name}"`);
    shop.raw.pragma('ignore_check_constraints = on');
    shop.raw.exec(statement);
    expect(found()).toContain(fault);
  });
});

describe('a paper that comes back', () => {
  test('proves itself without a network; a changed one says what differs, a strange one is not ours', () => {
    const { number } = shop.call('invoice.issue', { shipmentIds: [shipped().shipmentId] });
    const { qr } = shop.call('document.get', { kind: 'invoice', number }).document;
    expect(qr).toMatch(/^SW1\|invoice\|INV-000001\|2026-03-02\|CNY\|13229\|\d+-[0-9a-f]{8}$/);
    const verdict = (text: string) => shop.call('document.verify', { text });
    expect(verdict(qr!)).toMatchObject({ verdict: 'genuine', number });
    expect(verdict(qr!.replace('|13229|', '|1322|'))).toMatchObject({ verdict: 'differs', differs: ['gross'] });
    expect(verdict(qr!.replace(/[0-9a-f]{8}$/, '00000000'))).toMatchObject({ verdict: 'differs', differs: ['chainHead'] });
    expect(verdict(qr!.replace('INV-000001', 'INV-000009'))).toMatchObject({ verdict: 'unknown' });
    expect(verdict('https://example.com')).toMatchObject({ verdict: 'notOurs' });
  });
});

describe('every kind', () => {
  const at = instant(openingTime);
  /** One paper of each kind about one order. */
  function papers(): Record<DocumentKind, string> {
    const customerId = customer();
    const open = shop.call('order.create', { customerId, lines: linesOf([['LINE', 1]]) } as never);
    const { orderId, shipmentId, number: parcel } = shipped(customerId);
    const invoice = shop.call('invoice.issue', { shipmentIds: [shipmentId] }).number;
    const [line] = shop.call('order.get', { orderId }).lines;
    shop.call('payment.capture', { orderId, amount: minor(13_229) });
    const { refundId } = shop.call('refund.record', { orderId, parts: [{ kind: 'goodsKept', orderLineId: line!.id, amount: minor(1_000) }], account: 'bank' });
    const creditNote = shop.call('creditNote.issue', { refundId }).number;
    const { number } = shop.call('order.sell', { lines: linesOf([['HOOK', 2]]) });
    const { supplierId } = shop.call('supplier.create', { name: '威海钓具厂', code: 'WH' });
    const request = shop.call('quotation.ask', { supplierIds: [supplierId], lines: [{ variantId: line!.variantId!, quantity: pieces(2) }] }).number;
    return { quotationRequest: `${request}/WH`, quote: open.number, orderConfirmation: open.number, pickList: open.number, packingSlip: parcel, deliveryNote: parcel, receipt: number, invoice, creditNote, statement: 'C-000001' };
  }

  test('is written in three languages, and HTML and roll print the same figures', () => {
    const numbers = papers();
    for (const kind of documentKinds) {
      for (const language of languages) {
        const { document, look } = shop.call('document.get', { kind, number: numbers[kind], language });
        const written = writeDocument(document, look, at);
        expect(document.lines.length, kind).toBeGreaterThan(0);
        const html = documentHtml(written, look, {});
        const roll = rollOf(written).map((row) => ('right' in row ? row.right : 'text' in row ? row.text : '')).join('\n');
        for (const { value } of written.sums) expect([html.includes(value), roll.includes(value)]).toEqual([true, true]);
        for (const row of written.rows) expect(html).toContain(row[written.columns.findIndex(({ id }) => id === 'name')]);
        expect(html).toContain(`<html lang="${language}">`);
        expect(/\p{Script=Han}/u.test(written.title)).toBe(language !== 'en');
      }
    }
  });

  test('goes by its customer’s language where nobody asks for another', () => {
    expect(shop.call('document.get', { kind: 'invoice', number: papers().invoice }).document.language).toBe('zh-Hans');
  });

  test('of an order are listed with it', () => {
    const numbers = papers();
    const { orderId } = shop.call('order.list', { filter: { search: 'SO-000002' } } as never).rows.map(({ id }) => ({ orderId: id }))[0]!;
    const listed = shop.call('document.ofOrder', { orderId });
    expect(listed.papers.map(({ kind }) => kind)).toEqual(['quote', 'orderConfirmation', 'packingSlip', 'deliveryNote', 'receipt', 'invoice', 'creditNote']);
    expect([listed.uninvoiced, listed.papers.at(-1)?.number]).toEqual([[], numbers.creditNote]);
  });

  test('looks as the shop says, and a column it cannot have is refused', () => {
    const numbers = papers();
    const { look } = shop.call('document.get', { kind: 'invoice', number: numbers.invoice });
    shop.call('document.setLook', { kind: 'invoice', look: { ...look, columns: ['name', 'gross'], footer: { ...look.footer, 'zh-Hans': '谢谢惠顾' }, withQr: false } });
    const changed = shop.call('document.get', { kind: 'invoice', number: numbers.invoice });
    const written = writeDocument(changed.document, changed.look, at);
    expect([written.columns.map(({ label }) => label), written.footer, written.qr]).toEqual([['商品', '金额'], '谢谢惠顾', null]);
    shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
    expect(shop.call('document.get', { kind: 'invoice', number: numbers.invoice }).look).toEqual(look);
    refused(() => shop.call('document.setLook', { kind: 'packingSlip', look: { ...look, columns: ['name', 'gross'] } }), 'document.noColumn');
    refused(() => shop.call('document.get', { kind: 'invoice', number: 'INV-999999' }), 'document.missing');
  });
});

describe('the roll', () => {
  test('no line is wider than it, and no word is lost', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z西湖龙井茶 ]{0,80}$/), fc.integer({ min: 12, max: 48 }), (text, width) => {
      const lines = wrapped(text, width);
      expect(lines.every((line) => placesOf(line) <= width)).toBe(true);
      expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
    }));
    expect(paired('合计', '¥106.20', 20)).toEqual(['合计         ¥106.20']);
  });

  test('GB18030 reads back as it was written, and every sign is one or two bytes', () => {
    const text = '西湖龙井 100 克，¥89.90 − 臺灣 ✓';
    expect(new TextDecoder('gb18030').decode(Uint8Array.from(gb18030(text)))).toBe('西湖龙井 100 克，￥89.90 - 臺灣 √');
    expect(gb18030('😀')).toEqual([0x3f]);
  });

  const printed = async (language: Language): Promise<Buffer> => {
    const { number } = shop.call('order.sell', { lines: linesOf([['ROD', 1], ['HOOK', 2]]) });
    const got = shop.call('document.get', { kind: 'receipt', number, language });
    const bytes = await receiptBytes(got, instant(openingTime), { width: 48, openDrawer: true });
    const received: Buffer[] = [];
    let heardAll = (): void => undefined;
    const whole = new Promise<void>((resolve) => (heardAll = resolve));
    const printer = net.createServer((socket) => socket.on('data', (data) => received.push(data)).on('end', heardAll)).listen(0, '127.0.0.1');
    await new Promise((resolve) => printer.once('listening', resolve));
    await sendRaw({ host: '127.0.0.1', port: (printer.address() as AddressInfo).port }, bytes);
    // What was sent may still be on its way to who records it.
    await whole;
    await new Promise((resolve) => printer.close(resolve));
    return Buffer.concat(received);
  };

  test('a printer gets the drawer’s kick, Chinese in its own encoding, bar code, QR and the cut', async () => {
    const bytes = await printed('zh-Hans');
    expect([...bytes.subarray(0, 9)]).toEqual([0x1b, 0x40, 0x1c, 0x26, 0x1b, 0x70, 0, 25, 250]);
    expect([...bytes.subarray(-3)]).toEqual([0x56, 66, 0]);
    const text = new TextDecoder('gb18030').decode(bytes);
    for (const says of ['渔具小店', '收据', 'SO-000001', '合计', '￥120.53', '{BSO-000001', 'SW1|receipt|SO-000001']) expect(text).toContain(says);
  });

  test('English goes as the printer’s own letters, with the same figures, bar code, QR and cut', async () => {
    const bytes = await printed('en');
    expect([...bytes.subarray(-3)]).toEqual([0x56, 66, 0]);
    const text = new TextDecoder('gb18030').decode(bytes);
    for (const says of ['Receipt', 'SO-000001', '120.53', '{BSO-000001', 'SW1|receipt|SO-000001']) expect(text).toContain(says);
    // No picture stands for words.
    expect(bytes.includes(Buffer.from([0x1d, 0x76, 0x30, 0]))).toBe(false);
  });

  test('Traditional Chinese comes as pictures with ink in them, also after a product had its picture', async () => {
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    await makeImage('dot.png', Buffer.from(png, 'base64'));
    const bytes = await printed('zh-Hant');
    const first = bytes.indexOf(Buffer.from([0x1d, 0x76, 0x30, 0]));
    const [width, height] = [bytes.readUInt16LE(first + 4), bytes.readUInt16LE(first + 6)];
    const picture = bytes.subarray(first + 8, first + 8 + width * height);
    const dots = picture.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
    expect([width, height, dots > 500]).toEqual([72, 58, true]);
  });

  test('a printer that is not there is said to be', async () => {
    const printer = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => printer.once('listening', resolve));
    const { port } = printer.address() as AddressInfo;
    await new Promise((resolve) => printer.close(resolve));
    await expect(sendRaw({ host: '127.0.0.1', port }, Uint8Array.of(1))).rejects.toThrow(`127.0.0.1:${port} cannot be reached`);
  });
});
