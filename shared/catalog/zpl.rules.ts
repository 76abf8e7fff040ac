import type { LabelStock } from './label-stock.rules.ts';
import type { LabelSymbol } from './label-symbol.rules.ts';

/** A label as a label printer needs it: every text already written out. */
export interface ZplLabel {
  readonly name: string;
  readonly price: string;
  readonly symbol: LabelSymbol;
  readonly copies: number;
}

/** Dots of a 203 dpi printer; sizes below are in dots. */
const perMillimetre = 8;
const margin = 16;
const nameSize = 24;
const priceSize = 40;

/**
 * Labels in ZPL II for a roll, in UTF-8 (`^CI28`). Chinese names need a font with Han in the printer (`^CW0,E:…`); without one
 * print through the driver. Source: Zebra, ZPL II Programming Guide.
 */
export const zplOf = (labels: readonly ZplLabel[], stock: LabelStock): string => labels.map((label) => zplLabel(label, stock)).join('');

function zplLabel({ name, price, symbol, copies }: ZplLabel, stock: LabelStock): string {
  const [width, height] = [Math.round(stock.width * perMillimetre), Math.round(stock.height * perMillimetre)];
  const top = margin + 2 * (nameSize + 2) + (price === '' ? 0 : priceSize + 8);
  return [
    `^XA^CI28^PW${width}^LL${height}^LH0,0`,
    textField(margin, margin, nameSize, name, `^FB${width - 2 * margin},2,2,L`),
    ...(price === '' ? [] : [textField(margin, margin + 2 * (nameSize + 2), priceSize, price)]),
    `^FO${margin},${top}${symbolField(symbol, height - top - margin)}^FS`,
    `^PQ${copies}^XZ\n`,
  ].join('\n');
}

export const textField = (x: number, y: number, size: number, text: string, block = ''): string => `^FO${x},${y}^A0N,${size},${size}${block}^FH_^FD${escaped(text)}^FS`;

/** ^ and ~ begin commands and _ begins a hexadecimal sign. */
const escaped = (text: string): string => text.replace(/[\^~_]/g, (sign) => `_${sign.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll(/\s+/g, ' ');

/** Under linear codes the printer writes the text, which takes about 28 dots. */
const textUnder = 28;

export function symbolField({ symbology, text }: LabelSymbol, room: number): string {
  const bar = Math.max(40, room - textUnder);
  if (symbology === 'qrcode') return `^BQN,2,${modules(room, 33)}^FH_^FDMA,${escaped(text)}`;
  // _1 is FNC1: what makes it GS1. No sign of GS1's set needs escaping but the underscore itself.
  if (symbology === 'gs1datamatrix') return `^BXN,${modules(room, 26)},200,,,,_^FD_1${withoutBrackets(text.replaceAll('_', '__'))}`;
  // The printer works out the check digit itself.
  if (symbology === 'ean13') return `^BY2^BEN,${bar},Y,N^FD${text.slice(0, 12)}`;
  if (symbology === 'ean8') return `^BY2^B8N,${bar},Y,N^FD${text.slice(0, 7)}`;
  if (symbology === 'upca') return `^BY2^BUN,${bar},Y,N,Y^FD${text.slice(0, 11)}`;
  if (symbology === 'gs1-128') return `^BY2^BCN,${bar},Y,N,N,D^FH_^FD${escaped(text)}`;
  return `^BY2^BCN,${bar},Y,N,N,A^FH_^FD${escaped(text)}`;
}

const modules = (room: number, across: number): number => Math.max(2, Math.min(10, Math.floor(room / across)));

/** Of the values we print only lot and serial have no fixed length; the separator between them is _1 again. */
const withoutBrackets = (text: string): string => text.replace(/(\(10\)[^()]+)\(21\)/, '$1_1(21)').replaceAll(/\((\d{2})\)/g, '$1');

/** Sheets go through the driver; a roll may be written to directly. */
export const speaksZpl = (stock: LabelStock): boolean => stock.kind === 'roll';
