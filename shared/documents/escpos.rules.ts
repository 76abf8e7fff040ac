import { paired, type RollLine, wrapped } from './receipt-roll.rules.ts';

/** A picture in black and white, eight dots a byte, rows one after another. */
export interface Raster {
  /** In bytes. */
  width: number;
  height: number;
  bits: Uint8Array;
}

const [ESC, GS, FS, LF] = [0x1b, 0x1d, 0x1c, 0x0a];
const ascii = (text: string): number[] => Array.from(text).map((sign) => sign.charCodeAt(0) & 0x7f);

/** Opens the drawer that hangs on the printer: pin 2, 50 ms. */
export const kick: readonly number[] = [ESC, 0x70, 0, 25, 250];

interface Roll {
  /** Places on a line. */
  width: number;
  openDrawer: boolean;
}

/**
 * A receipt for an ESC/POS printer, its texts in the printer's own Chinese font (`FS &`, GB18030). Source: Epson, ESC/POS
 * Command Reference; LIBRARIES of the platform know no encoder that writes Chinese.
 */
export function escposText(lines: readonly RollLine[], encode: (text: string) => readonly number[], { width, openDrawer }: Roll): Uint8Array {
  return bytesOf([[ESC, 0x40], [FS, 0x26], ...(openDrawer ? [kick] : []), ...lines.map((line) => lineInText(line, encode, width)), cut]);
}

/** The same with every text as a picture: for signs the printer has no font for. Codes stay codes, they scan better. */
export function escposRaster(parts: readonly (Raster | Extract<RollLine, { kind: 'barcode' | 'qr' }>)[], { openDrawer }: Roll): Uint8Array {
  return bytesOf([[ESC, 0x40], ...(openDrawer ? [kick] : []), ...parts.map((part) => ('kind' in part ? codeOf(part) : rasterOf(part))), cut]);
}

const cut: readonly number[] = [ESC, 0x64, 4, GS, 0x56, 66, 0];

function lineInText(line: RollLine, encode: (text: string) => readonly number[], width: number): readonly number[] {
  if (line.kind === 'barcode' || line.kind === 'qr') return codeOf(line);
  if (line.kind === 'rule') return [...encode('-'.repeat(width)), LF];
  const large = line.kind === 'text' && line.large === true;
  const texts = line.kind === 'pair' ? paired(line.left, line.right, width) : wrapped(line.text, large ? Math.floor(width / 2) : width);
  const strong = line.strong === true || large;
  const align = line.kind === 'text' && line.align === 'center' ? 1 : 0;
  return [
    ESC, 0x61, align,
    ...(strong ? [ESC, 0x45, 1] : []),
    // Twice as wide and high, for Latin signs and for Chinese ones.
    ...(large ? [GS, 0x21, 0x11, FS, 0x57, 1] : []),
    ...texts.flatMap((text) => [...encode(text), LF]),
    ...(large ? [GS, 0x21, 0, FS, 0x57, 0] : []),
    ...(strong ? [ESC, 0x45, 0] : []),
    ESC, 0x61, 0,
  ];
}

/** Code 128 in set B, 2 dots a module, 64 dots high, its text below; or a QR code of 4 dots a module, correction M. */
function codeOf({ kind, text }: Extract<RollLine, { kind: 'barcode' | 'qr' }>): readonly number[] {
  const data = ascii(text);
  if (kind === 'barcode') return [ESC, 0x61, 1, GS, 0x48, 2, GS, 0x68, 64, GS, 0x77, 2, GS, 0x6b, 73, data.length + 2, ...ascii('{B'), ...data, LF, ESC, 0x61, 0];
  const length = data.length + 3;
  const store = [GS, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, 0x50, 0x30, ...data];
  return [ESC, 0x61, 1, GS, 0x28, 0x6b, 4, 0, 0x31, 0x41, 0x32, 0, GS, 0x28, 0x6b, 3, 0, 0x31, 0x43, 4, GS, 0x28, 0x6b, 3, 0, 0x31, 0x45, 0x31, ...store, GS, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30, LF, ESC, 0x61, 0];
}

const rasterOf = ({ width, height, bits }: Raster): readonly number[] => [GS, 0x76, 0x30, 0, width & 0xff, width >> 8, height & 0xff, height >> 8, ...bits];

const bytesOf = (parts: readonly (readonly number[])[]): Uint8Array => Uint8Array.from(parts.flat());
