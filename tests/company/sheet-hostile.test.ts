import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { writeXlsx } from 'hucre';
import { afterAll, describe, expect, test } from 'vitest';
import { openSheet, type ReadChoice } from '../../main/company/sheets/sheet-reader.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { runs } from '../support/soak.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sheets-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

async function rowsOf(content: string | Uint8Array, choice: ReadChoice = {}): Promise<string[][]> {
  const file = path.join(folder, 'sheet');
  fs.writeFileSync(file, content);
  const rows: string[][] = [];
  for await (const { cells } of (await openSheet(file, choice)).rows) rows.push(cells);
  return rows;
}

async function refusalOf(content: string | Uint8Array, choice: ReadChoice = {}): Promise<string> {
  try {
    await rowsOf(content, choice);
    return 'read';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

interface Part {
  name: string;
  packed: Buffer;
  /** What the directory claims it unpacks to. */
  claims: number;
}

const deflated = (name: string, content: string): Part => ({ name, packed: zlib.deflateRawSync(content), claims: content.length });

/** A part that unpacks to a text repeated many times, built piece by piece so that the test needs no such memory. */
async function repeated(name: string, beginning: string, piece: Buffer, times: number): Promise<Part> {
  const deflate = zlib.createDeflateRaw({ level: 1 });
  const packed: Buffer[] = [];
  deflate.on('data', (part: Buffer) => packed.push(part));
  deflate.write(beginning);
  for (let done = 0; done < times; done += 1) if (!deflate.write(piece)) await new Promise((resolve) => deflate.once('drain', resolve));
  await new Promise<void>((resolve) => deflate.end(resolve));
  // It claims to be small: what it says of itself is not what is looked at.
  return { name, packed: Buffer.concat(packed), claims: 100 };
}

/** A packed file written by hand, so that it can say what no honest program would write. */
function zip(parts: readonly Part[]): Buffer {
  const [bodies, entries]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, packed, claims } of parts) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(claims, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claims, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    bodies.push(local, Buffer.from(name), packed);
    entries.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, directory, end]);
}

const skeleton: Part[] = [
  deflated('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'),
  deflated('_rels/.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
  deflated('xl/workbook.xml', '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S&amp;T" sheetId="1" r:id="rId1"/></sheets></workbook>'),
  deflated('xl/_rels/workbook.xml.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'),
];
const sheetName = 'xl/worksheets/sheet1.xml';
const opening = '<worksheet><sheetData>';
const workbook = (part: Part): Buffer => zip([...skeleton, part]);
const worksheet = (rows: string): Buffer => workbook(deflated(sheetName, `${opening}${rows}</sheetData></worksheet>`));
const cell = (reference: string, text: string): string => `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;

describe('a file that was made to hurt is refused in words, and nothing else happens', () => {
  test('a packed file that unpacks to gigabytes of empty rows, whatever it claims to be', async () => {
    expect(await refusalOf(workbook(await repeated(sheetName, opening, Buffer.from('<row></row>'.repeat(6000)), 18_000)))).toBe('sheet.tooLarge');
  });

  test('a cell of two gigabytes, in a workbook and in a text', async () => {
    expect(await refusalOf(workbook(await repeated(sheetName, `${opening}<row r="1"><c r="A1" t="inlineStr"><is><t>`, Buffer.alloc(1024 * 1024, 'x'), 2048)))).toBe('sheet.cellTooLong');
    expect(await refusalOf(`sku,name\nA,"${'x'.repeat(900_000)}`)).toBe('sheet.cellTooLong');
    expect(await refusalOf(`sku,name\nA,${'x'.repeat(900_000)}`)).toBe('sheet.cellTooLong');
  });

  test('a table of texts larger than any shop has', async () => {
    expect(await refusalOf(zip([...skeleton, await repeated('xl/sharedStrings.xml', '<sst>', Buffer.from('<si><t>tea</t></si>'.repeat(3000)), 4_000)]))).toBe('sheet.tooLarge');
  });

  test('rows beyond the last one a sheet can have, said or real', async () => {
    expect(await refusalOf(worksheet(`<row r="20000000">${cell('A20000000', 'x')}</row>`))).toBe('sheet.tooManyRows');
    expect(await refusalOf(worksheet('<row/>'.repeat(1_100_000)))).toBe('sheet.tooManyRows');
    expect(await refusalOf(`sku,name${'\n'.repeat(20_000_000)}A,Tea`)).toBe('sheet.tooManyRows');
  });

  test('more columns than any export has', async () => {
    expect(await refusalOf(worksheet(`<row r="1">${cell('XFD1', 'x')}</row>`))).toBe('sheet.tooManyColumns');
    expect(await refusalOf('x,'.repeat(600))).toBe('sheet.tooManyColumns');
  });

  test('a workbook cut off at any place is damaged, never half read', async () => {
    const whole = Buffer.from(await writeXlsx({ sheets: [{ name: 'S', rows: [['sku', 'name'], ['A', 'Tea'], ['B', 'Cup']] }] }));
    for (let length = 8; length < whole.length; length += Math.ceil(whole.length / 40)) expect(await refusalOf(whole.subarray(0, length))).toBe('sheet.damaged');
  });

  test('bytes changed anywhere in a workbook are refused or read as texts, never a crash', async () => {
    const whole = Buffer.from(await writeXlsx({ sheets: [{ name: 'S', rows: [['sku', 'name'], ['A', 'Tea']] }] }));
    const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
        const broken = Buffer.from(whole);
        for (const { at, byte } of changes) broken[at] = byte;
        expect(await refusalOf(broken)).toMatch(/^(read|sheet\.\w+)$/);
      }),
      { seed: 7, numRuns: runs(150, 20_000, 'workbooks with broken bytes') },
    );
  });

  test.each([
    ['a page', '%PDF-1.7 …'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
    ['bytes with zeros among them', Buffer.from('sku,na\0me\nA,Te\0\0a,x')],
    ['a packed file that is no workbook', zip([deflated('readme.txt', 'hello')])],
  ])('%s is no spreadsheet', async (_what, content) => {
    expect(await refusalOf(content)).toBe('sheet.notASheet');
  });

  test('an empty file, an old Excel file and a text in another encoding than said each have their own words', async () => {
    expect(await refusalOf('')).toBe('sheet.empty');
    expect(await refusalOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('sheet.oldFormat');
    expect(await refusalOf(Buffer.from('sku,name\nA,Café', 'latin1'), { encoding: 'utf-8' })).toBe('sheet.wrongEncoding');
  });
});

describe('what a sheet says is read as it stands', () => {
  test('a text that begins like a formula stays a text, and a formula is the value it had', async () => {
    const formulas = ['=1+1', '+86 138 0000', '-5', '@SUM(A1)', "=cmd|' /C calc'!A0"];
    expect(await rowsOf(stringify([formulas]))).toEqual([formulas]);
    expect(await rowsOf(worksheet(`<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="C1"><f>NOW()</f></c>${cell('D1', '=1+1')}</row>`))).toEqual([['2', 'ab', '', '=1+1']]);
  });

  test('numbers, days and yes or no of a workbook are texts a person would write', async () => {
    const content = await writeXlsx({ sheets: [{ name: 'S', rows: [[6_901_234_567_892, 0.1 + 0.2, new Date(Date.UTC(2026, 10, 22)), true, '007']] }] });
    expect(await rowsOf(Buffer.from(content))).toEqual([['6901234567892', '0.3', '2026-11-22', 'TRUE', '007']]);
  });

  test('any table of texts goes through a CSV unchanged, in each delimiter', async () => {
    // A row of nothing is no row, a line end inside a cell is kept, and what a text cannot hold (NUL, half a character) is left out.
    const text = fc.string({ unit: 'binary', maxLength: 20 }).map((one) => one.replaceAll('\0', '').replace(/[\u{feff}\u{fffe}]/gu, ''));
    const table = fc.integer({ min: 2, max: 5 }).chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(',', ';', '\t', '|'), async (rows, delimiter) => {
        const content = stringify(rows, { delimiter, quoted: true, bom: true });
        expect(await rowsOf(content, { delimiter: delimiter as ',' })).toEqual(rows);
      }),
      { seed: 7, numRuns: runs(200, 20_000, 'tables through CSV') },
    );
  });
});
