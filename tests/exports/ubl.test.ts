import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type ExportInvoice, invoiceTotals } from '../../shared/exports/invoice.rules.ts';
import { checkUbl } from '../../shared/exports/ubl-check.rules.ts';
import { ublDocument, ublFile, ublLacks } from '../../shared/exports/ubl.rules.ts';
import { priceOf } from '../../shared/exports/xero-invoice.rules.ts';
import { readXml, textAt, type XmlElement, xmlHead, xmlLines } from '../../shared/exports/xml.rules.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { runs } from '../support/soak.ts';

const samples = new URL('../../../shared/specs/accounting/', import.meta.url).pathname;
const there = fs.existsSync(samples) ? fs.readdirSync(samples).filter((name) => name.startsWith('ubl-')) : [];
if (there.length === 0) console.log('the official UBL samples are not there: their tests are skipped');

const party = (name: string, country: string, taxNumber: string | null) => ({ name, street: 'Gate 1', city: 'Oslo', postcode: '0150', country, email: 'a@b.example', taxNumber });

const invoice = (over: Partial<ExportInvoice> = {}): ExportInvoice => ({
  kind: 'invoice', number: 'INV-0001', reference: 'SO-1', issuedOn: day('2026-03-02'), dueOn: day('2026-04-01'), currency: 'EUR', seller: party('Lakeside & Söhne', 'DE', '123456789'), buyer: party('王 <Ltd>', 'FR', null),
  lines: [
    { sku: 'ROD-1', name: 'Rod "3.6 m"', quantity: quantity(3000), net: minor(1000), tax: minor(190), rate: percent(19) },
    { sku: 'TEA', name: '茶', quantity: quantity(350), net: minor(777), tax: minor(54), rate: percent(7) },
    { sku: 'GIFT', name: 'Gift', quantity: quantity(1000), net: minor(500), tax: minor(0), rate: percent(0) },
  ],
  charges: [{ kind: 'shipping', name: 'Parcel', net: minor(499), tax: minor(95), rate: percent(19) }], rounding: minor(-1), paid: minor(1000), ...over,
});

const saved = (one: ExportInvoice): string => [...ublFile(one).text].join('');

describe('an invoice as UBL', () => {
  test('keeps the sums of EN 16931, and its totals are ours', () => {
    const document = readXml(saved(invoice()));
    expect(checkUbl(document)).toEqual([]);
    expect(textAt(document, 'cac:LegalMonetaryTotal', 'cbc:PayableAmount')).toBe('21.14');
    expect(textAt(document, 'cac:AccountingSupplierParty', 'cac:Party', 'cac:PartyTaxScheme', 'cbc:CompanyID')).toBe('DE123456789');
    expect(invoiceTotals(invoice())).toMatchObject({ lines: 2277, charges: 499, net: 2776, tax: 339, gross: 3115, payable: 2114 });
  });

  test('is refused by the check when a cent of any total is wrong', () => {
    const text = saved(invoice());
    for (const [name, rule] of [['TaxInclusiveAmount', 'BR-CO-15'], ['LineExtensionAmount', 'BR-CO-10'], ['PayableAmount', 'BR-CO-16'], ['ChargeTotalAmount', 'BR-CO-12']] as const) {
      const wrong = text.replace(new RegExp(`(<cbc:${name} currencyID="EUR">\\d+\\.\\d)(\\d)`), (_all, before: string, last: string) => `${before}${(Number(last) + 1) % 10}`);
      expect(checkUbl(readXml(wrong)).map((fault) => fault.rule)).toContain(rule);
    }
  });

  test('says what it lacks before it is written', () => {
    expect(ublLacks(invoice({ buyer: null, seller: party('x', '', null) }))).toEqual(['buyer', 'sellerAddress', 'sellerTaxNumber']);
    expect(ublLacks(invoice())).toEqual([]);
  });

  test('keeps its sums for any lines, as invoice and as credit note', () => {
    const line = fc.record({ net: fc.integer({ min: 0, max: 10_000_000 }), units: fc.integer({ min: 1, max: 100_000 }), rate: fc.constantFrom(0, 7, 19, 20), name: fc.constantFrom('茶', 'a & b', '<x>', '"', '\u0000', '𠮷', '') });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.constantFrom('EUR', 'JPY', 'KWD'), fc.constantFrom<ExportInvoice['kind']>('invoice', 'creditNote'), (lines, currency, kind) => {
        const rows = lines.map(({ net, units, rate, name }) => ({ sku: '', name, quantity: quantity(units), net: minor(net), tax: minor(mulDiv(net, rate, 100)), rate: percent(rate) }));
        const one = invoice({ kind, currency, lines: rows, charges: [], rounding: minor(0), paid: minor(0) });
        expect(checkUbl(readXml(saved(one)))).toEqual([]);
      }),
      { seed: 1, numRuns: runs(30, 5_000, 'random invoices as UBL') },
    );
  });
});

test('a price for Xero gives the line’s net to the last cent, or the line is one piece', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 10_000_000 }), (units, net) => {
      const { count, price } = priceOf(units, net, 'EUR');
      const [whole = '', part = ''] = price.split('.');
      const scaled = BigInt(whole + part.padEnd(4, '0'));
      // price (1/10,000) × quantity (1/1000) = net (1/100).
      expect(scaled * BigInt(count)).toBe(BigInt(net) * 100n * 1000n);
    }),
    { seed: 1, numRuns: 200 },
  );
});

/** Every code unit, alone or in pairs, also those that are no character. */
const anyText = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units));

describe('XML', () => {
  test.each(['<a><b></a></b>', '<a>', '<a/><b/>', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', '<a>&nothing;</a>', 'text'])('%s is refused', (text) => {
    expect(() => readXml(text)).toThrow(SyntaxError);
  });

  test('any text comes back as it was written, but for what XML cannot say', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, attribute) => {
        // oxlint-disable-next-line no-control-regex
        const sayable = (one: string): string => one.toWellFormed().replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, ' ');
        const read = readXml(xmlHead + xmlLines({ name: 'a', attributes: { b: attribute }, children: [`x${text}`] }));
        expect(read).toEqual({ name: 'a', attributes: { b: sayable(attribute) }, children: [`x${sayable(text)}`] });
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe.runIf(there.length > 0).each(there)('the official sample %s', (name) => {
  const document = (): XmlElement => readXml(fs.readFileSync(path.join(samples, name), 'utf8'));

  test('is read, keeps the sums, and is the same after it is written again', () => {
    expect(checkUbl(document())).toEqual([]);
    expect(readXml(xmlHead + xmlLines(document()))).toEqual(document());
  });

  test('is found wrong when a total is a cent off', () => {
    const text = fs.readFileSync(path.join(samples, name), 'utf8').replace(/(<cbc:TaxInclusiveAmount currencyID="\w+">\d+\.\d)(\d)/, (_all, before: string, last: string) => `${before}${(Number(last) + 1) % 10}`);
    expect(checkUbl(readXml(text)).map(({ rule }) => rule)).toContain('BR-CO-15');
  });
});

const stylesheet = process.env['EN16931_XSLT'] ?? '';
const saxon = ['/usr/share/java/Saxon-HE.jar', '/usr/share/java/saxon-he.jar'].find((file) => fs.existsSync(file)) ?? '';
const official = stylesheet !== '' && saxon !== '' && fs.existsSync(stylesheet);
if (!official) console.log('no EN 16931 stylesheet (EN16931_XSLT) or no Saxon: the official validation is skipped');

describe.runIf(official)('the official EN 16931 stylesheet', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ubl-'));
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  const failed = (text: string): string[] => {
    const file = path.join(folder, 'a.xml');
    fs.writeFileSync(file, text);
    const { stdout } = spawnSync('java', ['-jar', saxon, `-s:${file}`, `-xsl:${stylesheet}`], { encoding: 'utf8' });
    return [...stdout.matchAll(/<svrl:failed-assert[^>]* id="([^"]+)"/g)].map(([, id = '']) => id);
  };

  test('accepts our invoice and our credit note, and refuses a wrong cent', () => {
    expect(failed(saved(invoice()))).toEqual([]);
    expect(failed(saved(invoice({ kind: 'creditNote', paid: minor(0) })))).toEqual([]);
    expect(failed(saved(invoice()).replace('>31.15</cbc:TaxInclusiveAmount>', '>31.16</cbc:TaxInclusiveAmount>'))).toContain('BR-CO-15');
  });
});

test('the document begins with what says it follows the norm', () => expect(textAt(ublDocument(invoice()), 'cbc:CustomizationID')).toBe('urn:cen.eu:en16931:2017'));
