import type { Language } from '../../shared/units/language.ts';
import type { Raster } from '../../shared/documents/escpos.rules.ts';
import { paired, type RollLine, wrapped } from '../../shared/documents/receipt-roll.rules.ts';

/** Dots across an 80 mm roll at 203 dpi. */
const dots = 576;
const faces: Record<Language, string> = { en: 'Noto Sans CJK SC, Liberation Sans, sans-serif', 'zh-Hans': 'Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif', 'zh-Hant': 'Noto Sans CJK TC, Microsoft JhengHei, PingFang TC, sans-serif' };
const small = { size: 24, step: 32 };
const large = { size: 44, step: 58 };
/** Darker than this is ink. */
const ink = 140;

/** The texts of a receipt as pictures, in the shapes of their language; its codes stay codes. */
export async function rasterReceipt(lines: readonly RollLine[], language: Language, width: number): Promise<(Raster | Extract<RollLine, { kind: 'barcode' | 'qr' }>)[]> {
  const { default: sharp } = await import('sharp');
  return Promise.all(lines.map(async (line) => {
    if (line.kind === 'barcode' || line.kind === 'qr') return line;
    const { svg, height } = drawn(line, language, width);
    const grey = await sharp(Buffer.from(svg)).flatten({ background: '#fff' }).greyscale().raw().toBuffer();
    return packed(grey, height);
  }));
}

function drawn(line: Exclude<RollLine, { kind: 'barcode' | 'qr' }>, language: Language, width: number): { svg: string; height: number } {
  if (line.kind === 'rule') return framed(16, `<line x1="0" y1="8" x2="${dots}" y2="8" stroke="#000" stroke-width="2" stroke-dasharray="8 4"/>`, language);
  const style = line.kind === 'text' && line.large ? large : small;
  const weight = line.strong || style === large ? ' font-weight="700"' : '';
  const rows = line.kind === 'pair' ? paired(line.left, line.right, width) : wrapped(line.text, style === large ? Math.floor(width / 2) : width);
  const texts = rows.map((row, index) => {
    const y = index * style.step + style.size;
    const text = (x: number, anchor: string, content: string): string => `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="${style.size}"${weight} xml:space="preserve">${escaped(content)}</text>`;
    // The last row of a pair ends at the right edge, whatever the face's own width is.
    if (line.kind === 'pair' && row.endsWith(line.right) && index === rows.length - 1) return text(0, 'start', row.slice(0, row.length - line.right.length).trimEnd()) + text(dots, 'end', line.right);
    return line.kind === 'text' && line.align === 'center' ? text(dots / 2, 'middle', row) : text(0, 'start', row);
  });
  return framed(rows.length * style.step, texts.join(''), language);
}

const framed = (height: number, content: string, language: Language): { svg: string; height: number } => ({
  height,
  svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${dots}" height="${height}" font-family="${faces[language]}">${content}</svg>`,
});

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** One channel a dot becomes one bit a dot. */
function packed(grey: Uint8Array, height: number): Raster {
  const channels = grey.length / (dots * height);
  const bits = new Uint8Array((dots / 8) * height);
  for (let dot = 0; dot < dots * height; dot += 1) if ((grey[dot * channels] ?? 255) < ink) bits[dot >> 3] = (bits[dot >> 3] ?? 0) | (0x80 >> (dot & 7));
  return { width: dots / 8, height, bits };
}
