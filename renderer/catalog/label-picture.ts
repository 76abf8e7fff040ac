import { useEffect, useState } from 'react';
import type { LabelStock } from '../../shared/catalog/label-stock.rules.ts';
import { isSquare, type LabelSymbol } from '../../shared/catalog/label-symbol.rules.ts';

/** A drawn symbol and its size on paper, quiet zones included. */
export interface LabelPicture {
  readonly source: string;
  readonly width: number;
  readonly height: number;
}

export type Pictures = ReadonlyMap<string, LabelPicture | 'tooWide'>;
export const pictureKey = ({ symbology, text }: LabelSymbol): string => `${symbology} ${text}`;

type Draw = (options: { bcid: string; text: string; scale: number; height?: number; includetext?: boolean; textyoffset?: number; paddingwidth?: number; paddingheight?: number }) => string;

/** Millimetres of one module, the widest first. A roll's printer has 8 dots to the millimetre, so its modules are whole dots. */
const modules = { sheet: { linear: [0.33, 0.25], square: [0.75, 0.5, 0.33] }, roll: { linear: [0.375, 0.25], square: [0.75, 0.5, 0.375, 0.25] } };
/** Modules left white at each side: GS1 asks eleven before an EAN, ten elsewhere, four around a QR code. */
const quiet = { linear: 11, square: 4 };
/** The digits' distance from the bars in points: drawn at one point a module they would touch. Of an EAN's it counts from its long bars. */
const belowBars = (symbology: string): number => (/^(ean|upc)/.test(symbology) ? -6 : -2);
/** BWIPP measures heights in points at one point a module. */
const millimetresOfPoint = 25.4 / 72;

/** Draws symbols for a box of paper; the drawing part is large and read only here. Undefined while it is. */
export function usePictures(symbols: readonly LabelSymbol[], stock: LabelStock, room: { width: number; height: number }): Pictures | undefined {
  const [draw, setDraw] = useState<Draw>();
  const [pictures, setPictures] = useState<Pictures>();
  const asked = symbols.map(pictureKey).join('\n');
  useEffect(() => {
    void import('bwip-js/browser').then(({ toSVG }) => setDraw(() => toSVG));
  }, []);
  useEffect(() => {
    if (draw) setPictures(new Map(symbols.map((symbol) => [pictureKey(symbol), pictureOf(draw, symbol, stock, room)])));
    // The symbols are told apart by their text; a new array of the same ones draws nothing.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [draw, asked, stock, room.width, room.height]);
  return pictures;
}

function pictureOf(draw: Draw, symbol: LabelSymbol, stock: LabelStock, room: { width: number; height: number }): LabelPicture | 'tooWide' {
  const kind = isSquare(symbol.symbology) ? 'square' : 'linear';
  const bare = sizeOf(draw({ bcid: symbol.symbology, text: symbol.text, scale: 1, paddingwidth: quiet[kind], ...(kind === 'square' && { paddingheight: quiet.square }) }));
  const module = modules[stock.kind][kind].find((size) => bare.width * size <= room.width && (kind === 'linear' || bare.height * size <= room.height));
  if (module === undefined) return 'tooWide';
  if (kind === 'square') {
    const svg = draw({ bcid: symbol.symbology, text: symbol.text, scale: 1, paddingwidth: quiet.square, paddingheight: quiet.square });
    return { source: sourceOf(svg), width: bare.width * module, height: bare.height * module };
  }
  // The digits under the bars take about eleven modules.
  const bars = Math.max(20, room.height / module - 12);
  const svg = draw({ bcid: symbol.symbology, text: symbol.text, scale: 1, height: bars * millimetresOfPoint, includetext: true, textyoffset: belowBars(symbol.symbology), paddingwidth: quiet.linear });
  const drawn = sizeOf(svg);
  return { source: sourceOf(svg), width: drawn.width * module, height: drawn.height * module };
}

function sizeOf(svg: string): { width: number; height: number } {
  const [, width = '0', height = '0'] = /viewBox="0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}

const sourceOf = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;
