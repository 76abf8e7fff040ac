import type { SheetPicture, SheetPictures } from './sheet.rules.ts';
import type { Written } from './written.rules.ts';

/** Draws a symbol as SVG: bwip-js, which is large and so handed in by whoever has read it. */
export type DrawSymbol = (options: { bcid: string; text: string; scale: number; height?: number; paddingwidth?: number; paddingheight?: number; eclevel?: string }) => string;

/** Millimetres of one module, wide enough for a 203 dpi printer and a hand scanner. */
const modules = { barcode: 0.33, qr: 0.6 };
const barHeight = 12;
/** BWIPP measures heights in points at one point a module. */
const millimetresOfPoint = 25.4 / 72;

/** The codes of a paper as pictures: Code 128 of its number, QR of what proves it. */
export function drawCodes(draw: DrawSymbol, { barcode, qr, labels }: Pick<Written, 'barcode' | 'qr' | 'labels'>): Omit<SheetPictures, 'logo'> {
  const barsOf = (text: string): SheetPicture => pictureOf(draw({ bcid: 'code128', text, scale: 1, height: (barHeight / modules.barcode) * millimetresOfPoint, paddingwidth: 10 }), modules.barcode);
  const bars = barcode === null || barcode === '' ? undefined : barsOf(barcode);
  const square = qr === null || qr === '' ? undefined : pictureOf(draw({ bcid: 'qrcode', text: qr, scale: 1, eclevel: 'M', paddingwidth: 4, paddingheight: 4 }), modules.qr);
  return { ...(bars && { barcode: bars }), ...(square && { qr: square }), ...(labels.length > 0 && { labels: labels.map(({ code }) => barsOf(code)) }) };
}

/** One unit of the drawing is one module. */
function pictureOf(svg: string, module: number): SheetPicture {
  const [, width = '1', height = '1'] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  return { source: `data:image/svg+xml,${encodeURIComponent(svg)}`, width: Number(width) * module, height: Number(height) * module };
}
