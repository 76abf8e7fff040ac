import { Refusal } from '../../../shared/refusal/refusal.ts';
import { sheetLimits } from './limits.ts';
import { unpack, type ZipPart, zipParts } from './zip-parts.ts';

/**
 * Looks through a packed workbook before anything is built from it: what it really unpacks to, and how long its longest
 * text is. Nothing it claims of itself is believed. Answers the names of its sheets.
 * @throws Refusal `sheet.damaged`, `sheet.tooLarge`, `sheet.cellTooLong`, `sheet.notASheet`
 */
export async function guardWorkbook(file: Buffer): Promise<string[]> {
  const parts = zipParts(file, sheetLimits.parts);
  const workbook = parts.find(({ name }) => name === 'xl/workbook.xml');
  if (!workbook) throw new Refusal('sheet.notASheet', {});
  let total = 0;
  for (const part of parts.filter(({ name }) => /\.(xml|rels)$/i.test(name))) total += await guardPart(file, part, sheetLimits.unpackedBytes - total);
  return sheetNames(await textOf(file, workbook));
}

/** Unpacks one part and lets it go again. Answers how many bytes it has. */
async function guardPart(file: Buffer, part: ZipPart, room: number): Promise<number> {
  const most = /worksheets\//i.test(part.name) ? room : Math.min(room, sheetLimits.textTableBytes);
  let [bytes, sinceMark] = [0, 0];
  for await (const piece of unpack(file, part)) {
    bytes += piece.length;
    if (bytes > most) throw new Refusal('sheet.tooLarge', { what: 'unpacked', most });
    sinceMark = longestText(piece, sinceMark);
  }
  return bytes;
}

/** Four bytes a character at most; between two tags stands the text of at most one cell. */
const longest = sheetLimits.cellCharacters * 4;

/**
 * How many bytes the piece ends with since the last tag began. A piece is shorter than the longest text, so only what stands
 * before its first tag can be too long. @throws Refusal `sheet.cellTooLong`
 */
function longestText(piece: Buffer, before: number): number {
  const first = piece.indexOf(0x3c);
  if (before + (first === -1 ? piece.length : first) > longest) throw tooLong();
  return first === -1 ? before + piece.length : piece.length - piece.lastIndexOf(0x3c) - 1;
}

const tooLong = (): Refusal => new Refusal('sheet.cellTooLong', { most: sheetLimits.cellCharacters });

async function textOf(file: Buffer, part: ZipPart): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of unpack(file, part)) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

const marks: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function sheetNames(xml: string): string[] {
  const names = [...xml.matchAll(/<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"/g)].map(([, name = '']) => name);
  return names.map((name) => name.replace(/&(\w+);/g, (whole, mark: string) => marks[mark] ?? whole));
}
