import type { DocumentLook } from '../../shared/documents/document-look.rules.ts';
import type { SheetPictures } from '../../shared/documents/sheet.rules.ts';
import type { Written, WrittenColumn } from '../../shared/documents/written.rules.ts';

/** What pdfmake draws from, as far as we use it. */
export type Block = string | { [name: string]: unknown };

const millimetre = 72 / 25.4;
const grey = '#5B574E';
const numberWidth: Partial<Record<WrittenColumn['id'], number>> = { quantity: 46, unitPrice: 62, discount: 56, taxRate: 44, net: 68, gross: 68, tick: 24, bin: 60, tote: 40, on: 74, sku: 78 };

/** A paper for pdfmake: the same texts as the sheet, in points. Nothing here is fetched: pictures come with the paper. */
export function pdfLayout(written: Written, look: Pick<DocumentLook, 'paper'>, pictures: SheetPictures): { [name: string]: unknown } {
  const roll = look.paper === 'roll80';
  return {
    pageSize: roll ? { width: 72 * millimetre, height: 'auto' } : look.paper === 'letter' ? 'LETTER' : 'A4',
    pageMargins: roll ? 2 * millimetre : [16 * millimetre, 16 * millimetre, 16 * millimetre, 20 * millimetre],
    defaultStyle: { font: 'Paper', fontSize: roll ? 8 : 9.5, lineHeight: written.language === 'en' ? 1.15 : 1.25 },
    info: { title: `${written.title} ${written.number}` },
    content: [head(written, roll), parties(written), table(written, roll), sums(written), ...notes(written), codes(written, pictures, roll), ...labels(written, pictures, roll)],
    ...(!roll && {
      footer: (page: number, pages: number) => ({ margin: [16 * millimetre, 4, 16 * millimetre, 0], columns: [{ text: written.foot, fontSize: 7.5, color: grey }, { text: `${written.page} ${page} / ${pages}`, fontSize: 7.5, color: grey, alignment: 'right', width: 80 }] }),
    }),
  };
}

const pairs = (rows: readonly (readonly [string, string])[], strong = false): Block => ({
  layout: 'noBorders',
  table: { widths: ['*', 'auto'], body: rows.map(([label, value]) => [{ text: label, color: strong ? undefined : grey, bold: strong, alignment: 'right' }, { text: value, alignment: 'right', bold: strong }]) },
});

function head({ shop, taxNumber, title, number, facts }: Written, roll: boolean): Block {
  const from = { stack: [{ text: shop.name, bold: true, fontSize: 11 }, ...shop.lines, ...(shop.taxNumber ? [`${taxNumber} ${shop.taxNumber}`] : [])] };
  const what = { stack: [{ text: title, fontSize: roll ? 12 : 16, bold: true, alignment: 'right' }, { text: number, bold: true, alignment: 'right' }, pairs(facts)] };
  return roll ? { stack: [from, what], margin: [0, 0, 0, 4] } : { columns: [from, what], margin: [0, 0, 0, 10] };
}

const parties = ({ parties: all, taxNumber }: Written): Block => ({
  margin: [0, 0, 0, 10],
  columns: all.map(({ label, party }) => ({ stack: [{ text: label, color: grey }, { text: party.name, bold: true }, ...party.lines, ...(party.taxNumber ? [`${taxNumber} ${party.taxNumber}`] : [])] })),
});

function table({ columns, rows }: Written, roll: boolean): Block {
  const widths = columns.map(({ id }) => (id === 'name' ? '*' : roll ? 'auto' : (numberWidth[id] ?? 'auto')));
  const cell = (column: WrittenColumn | undefined, text: string, bold: boolean) => ({ text: column?.id === 'tick' && !bold ? '☐' : text, bold, alignment: column?.numeric ? 'right' : 'left', noWrap: bold || column?.numeric === true });
  return {
    layout: 'lightHorizontalLines',
    table: { headerRows: 1, dontBreakRows: true, widths, body: [columns.map((column) => cell(column, column.label, true)), ...rows.map((row) => row.map((text, index) => cell(columns[index], text, false)))] },
  };
}

const sums = ({ sums: rows, payments }: Written): Block => ({
  margin: [0, 8, 0, 0],
  unbreakable: true,
  stack: [
    ...(rows.length > 0 ? [pairs(rows.filter(({ strong }) => !strong).map(({ label, value }) => [label, value] as const)), pairs(rows.filter(({ strong }) => strong).map(({ label, value }) => [label, value] as const), true)] : []),
    ...(payments.length > 0 ? [pairs(payments)] : []),
  ].filter((block) => typeof block === 'string' || ((block['table'] as { body: unknown[] }).body.length > 0)),
});

const notes = ({ note, footer }: Written): Block[] => [note, footer].filter((text) => text !== '').map((text) => ({ text, margin: [0, 10, 0, 0] }));

function codes({ barcode, qr, foot }: Written, pictures: SheetPictures, roll: boolean): Block {
  const bars = barcode === null || !pictures.barcode ? [] : [{ stack: [{ svg: svgOf(pictures.barcode.source), width: pictures.barcode.width * millimetre }, { text: barcode, color: grey }] }];
  const square = qr === null || !pictures.qr ? [] : [{ svg: svgOf(pictures.qr.source), width: pictures.qr.width * millimetre, alignment: 'right' as const }];
  return roll ? { stack: [...bars, ...square, { text: foot, fontSize: 7, color: grey }], margin: [0, 8, 0, 0] } : { columns: [...bars, ...square], margin: [0, 16, 0, 0] };
}

const perRow = 3;

/** The labels of a paper side by side, each to be cut out. */
function labels({ labels: all }: Written, pictures: SheetPictures, roll: boolean): Block[] {
  if (all.length === 0) return [];
  const cell = ({ code, name }: Written['labels'][number], index: number): Block => {
    const drawn = pictures.labels?.[index];
    return { stack: [{ text: name, bold: true }, ...(drawn ? [{ svg: svgOf(drawn.source), width: Math.min(drawn.width * millimetre, 150) }] : []), { text: code, color: grey }], margin: [2, 4, 2, 4] };
  };
  const columns = roll ? 1 : perRow;
  const rows = Array.from({ length: Math.ceil(all.length / columns) }, (_, row) => Array.from({ length: columns }, (_unused, column) => { const label = all[row * columns + column]; return label ? cell(label, row * columns + column) : ''; }));
  return [{ margin: [0, 16, 0, 0], table: { dontBreakRows: true, widths: Array.from({ length: columns }, () => '*'), body: rows } }];
}

const svgOf = (source: string): string => decodeURIComponent(source.slice(source.indexOf(',') + 1));
