import type { Paper } from './document-look.rules.ts';
import type { Written, WrittenColumn } from './written.rules.ts';

/** A piece of a page. The same tree becomes elements on the screen and text for the printer, so there is one template. */
export interface SheetNode {
  tag: 'div' | 'h1' | 'p' | 'span' | 'table' | 'thead' | 'tbody' | 'tr' | 'th' | 'td' | 'img' | 'dl' | 'dt' | 'dd' | 'strong';
  className?: string;
  attributes?: Readonly<Record<string, string>>;
  children?: readonly (SheetNode | string)[];
}

/** A drawn picture, as wide as it has to be on paper. */
export interface SheetPicture {
  source: string;
  width: number;
  height: number;
}

export interface SheetPictures {
  logo?: SheetPicture | undefined;
  barcode?: SheetPicture | undefined;
  qr?: SheetPicture | undefined;
  /** One for each label of the paper, in its order. */
  labels?: readonly SheetPicture[] | undefined;
}

const node = (tag: SheetNode['tag'], className: string, children: readonly (SheetNode | string)[] = []): SheetNode => ({ tag, ...(className !== '' && { className }), children });

/** The template of every paper: head, parties, lines, sums, codes, foot. */
export function sheetOf(written: Written, pictures: SheetPictures, paper: Paper): SheetNode {
  return {
    tag: 'div',
    className: `sheet sheet-${paper} sheet-kind-${written.kind}`,
    attributes: { lang: written.language },
    children: [head(written, pictures), parties(written), lines(written), sums(written), ...notes(written), codes(written, pictures), ...labels(written, pictures), node('div', 'sheet-foot', [written.foot])],
  };
}

function head({ shop, taxNumber, title, number, facts }: Written, { logo }: SheetPictures): SheetNode {
  return node('div', 'sheet-head', [
    node('div', 'sheet-shop', [
      ...(logo ? [image(logo, shop.name, 'sheet-logo')] : []),
      node('strong', '', [shop.name]),
      ...shop.lines.map((line) => node('p', '', [line])),
      ...(shop.taxNumber ? [node('p', '', [`${taxNumber} ${shop.taxNumber}`])] : []),
    ]),
    node('div', 'sheet-title', [
      node('h1', '', [title]),
      node('p', 'sheet-number', [number]),
      node('dl', '', facts.flatMap(([label, value]) => [node('dt', '', [label]), node('dd', '', [value])])),
    ]),
  ]);
}

const parties = ({ parties: all, taxNumber }: Written): SheetNode =>
  node('div', 'sheet-parties', all.map(({ label, party }) =>
    node('div', '', [
      node('p', 'sheet-label', [label]),
      node('strong', '', [party.name]),
      ...party.lines.map((line) => node('p', '', [line])),
      ...(party.taxNumber ? [node('p', '', [`${taxNumber} ${party.taxNumber}`])] : []),
    ])));

function lines({ columns, rows }: Written): SheetNode {
  return node('table', '', [
    node('thead', '', [node('tr', '', columns.map((column) => node('th', classOf(column), [column.label])))]),
    node('tbody', '', rows.map((row) => node('tr', '', row.map((cell, index) => cellOf(columns[index], cell))))),
  ]);
}

const classOf = ({ id, numeric }: WrittenColumn): string => `sheet-${id}${numeric ? ' sheet-num' : ''}`;

const cellOf = (column: WrittenColumn | undefined, cell: string): SheetNode =>
  node('td', column ? classOf(column) : '', column?.id === 'tick' ? [node('span', 'sheet-box')] : column?.id === 'quantity' ? [node('span', '', [cell])] : [cell]);

const sums = ({ sums: rows, payments }: Written): SheetNode =>
  node('div', 'sheet-sums', [
    ...(rows.length > 0 ? [node('dl', '', rows.flatMap(({ label, value, strong }) => [node('dt', strong ? 'sheet-total' : '', [label]), node('dd', strong ? 'sheet-total' : '', [value])]))] : []),
    ...(payments.length > 0 ? [node('dl', 'sheet-paid', payments.flatMap(([label, value]) => [node('dt', '', [label]), node('dd', '', [value])]))] : []),
  ]);

const notes = ({ note, footer }: Written): SheetNode[] => [
  ...(note === '' ? [] : [node('p', 'sheet-note', [note])]),
  ...(footer === '' ? [] : [node('p', 'sheet-note', [footer])]),
];

const codes = ({ barcode, qr }: Written, pictures: SheetPictures): SheetNode =>
  node('div', 'sheet-codes', [
    ...(barcode !== null && pictures.barcode ? [node('div', '', [image(pictures.barcode, barcode, 'sheet-barcode'), node('p', 'sheet-label', [barcode])])] : []),
    ...(qr !== null && pictures.qr ? [image(pictures.qr, qr, 'sheet-qr')] : []),
  ]);

/** Each in a frame to cut along. */
const labels = ({ labels: all }: Written, pictures: SheetPictures): SheetNode[] => all.length === 0 ? [] : [
  node('div', 'sheet-labels', all.map(({ code, name }, index) => {
    const drawn = pictures.labels?.[index];
    return node('div', 'sheet-cut', [node('strong', '', [name]), ...(drawn ? [image(drawn, code, 'sheet-barcode')] : []), node('p', 'sheet-label', [code])]);
  })),
];

const image = ({ source, width, height }: SheetPicture, alt: string, className: string): SheetNode => ({
  tag: 'img',
  className,
  attributes: { src: source, alt, width: String(Math.round((width * 96) / 25.4)), height: String(Math.round((height * 96) / 25.4)) },
});
