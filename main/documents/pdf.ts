import fs from 'node:fs';
import { Fault } from '../platform/fault.ts';
import type { Language } from '../../shared/units/language.ts';
import { findFonts, type FontFace } from './fonts.ts';

/**
 * A paper as PDF without a window. The library is large, so it is read with the first paper; it may fetch nothing, and reads
 * no file but the faces. @throws Fault when this machine has no face for the language
 */
export async function makePdf(layout: object, language: Language): Promise<Uint8Array> {
  const fonts = findFonts(language);
  if (!fonts) throw new Fault('refused', { retry: 'never', says: `No font on this machine can write this paper (${language}). Install Noto Sans CJK, or print from the app.` });
  const { default: maker } = await import('pdfmake');
  const files = new Set([fonts.normal.file, fonts.bold.file]);
  maker.setUrlAccessPolicy(() => false);
  maker.setLocalAccessPolicy((file) => files.has(file));
  const [normal, bold] = [fileOf(fonts.normal), fileOf(fonts.bold)];
  maker.addFonts({ Paper: { normal, bold, italics: normal, bolditalics: bold } });
  return maker.createPdf(layout).getBuffer();
}

const fileOf = ({ file, name }: FontFace): string | [string, string] => {
  fs.accessSync(file);
  return name === undefined ? file : [file, name];
};
