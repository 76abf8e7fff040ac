import { createInflateRaw } from 'node:zlib';
import { Refusal } from '../../../shared/refusal/refusal.ts';

/** One part of a packed workbook, as the directory at the file's end names it. */
export interface ZipPart {
  name: string;
  method: number;
  packedBytes: number;
  offset: number;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;

/** The parts of a packed file. @throws Refusal `sheet.damaged` when its directory is cut off or points outside of it */
export function zipParts(file: Buffer, most: number): ZipPart[] {
  const end = endOf(file);
  const count = file.readUInt16LE(end + 10);
  if (count > most) throw new Refusal('sheet.tooLarge', { what: 'parts', most });
  let at = file.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    if (at + 46 > file.length || file.readUInt32LE(at) !== entryMark) throw new Refusal('sheet.damaged', { part: 'directory' });
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const part = { name, method: file.readUInt16LE(at + 10), packedBytes: file.readUInt32LE(at + 20), offset: file.readUInt32LE(at + 42) };
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    return part;
  });
}

/** The directory's end stands within the last 64 KiB, before the file's comment. */
function endOf(file: Buffer): number {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 65_557); at -= 1) if (file.readUInt32LE(at) === endMark) return at;
  throw new Refusal('sheet.damaged', { part: 'end' });
}

/** Shorter than any text that is refused for its length. */
const pieceBytes = 256 * 1024;

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += pieceBytes) yield bytes.subarray(from, from + pieceBytes);
}

/** A part's bytes as they unpack, piece by piece: nobody has to believe the size it claims. @throws Refusal `sheet.damaged` */
export async function* unpack(file: Buffer, { name, method, packedBytes, offset }: ZipPart): AsyncGenerator<Buffer> {
  if (offset + 30 > file.length || file.readUInt32LE(offset) !== localMark) throw new Refusal('sheet.damaged', { part: name });
  const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  const packed = file.subarray(start, start + packedBytes);
  if (packed.length < packedBytes || (method !== 0 && method !== 8)) throw new Refusal('sheet.damaged', { part: name });
  if (method === 0) return yield* slices(packed);
  const inflate = createInflateRaw({ chunkSize: pieceBytes });
  inflate.end(packed);
  try {
    for await (const piece of inflate) yield piece as Buffer;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('sheet.damaged', { part: name });
  }
}
