import { type Day, isDay } from '../units/day.ts';

/** Tags of Exif 2.32 (JEITA CP-3451): where the camera's own directory is, and when the picture was taken. */
const cameraDirectory = 0x8769;
const takenAt = 0x9003;
/** Most entries a directory is looked through for; cameras write some dozens. */
const mostEntries = 500;

/** The day on the camera's clock when a JPEG was taken, as its Exif says; undefined where it says none. Only its head is read. */
export function photoDayOf(bytes: Uint8Array): Day | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const at = exifIn(view);
    return at === undefined ? undefined : dayIn(new DataView(view.buffer, view.byteOffset + at, view.byteLength - at));
  } catch (error) {
    // A directory that points outside the file says nothing.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Where the TIFF part begins: in the segment APP1 that is called Exif, before the picture itself. */
function exifIn(view: DataView): number | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  while (view.getUint8(at) === 0xff && view.getUint8(at + 1) !== 0xda) {
    if (view.getUint8(at + 1) === 0xe1 && textAt(view, at + 4, 4) === 'Exif') return at + 10;
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function dayIn(tiff: DataView): Day | undefined {
  const isLittle = textAt(tiff, 0, 2) === 'II';
  const directory = valueOf(tiff, { directory: tiff.getUint32(4, isLittle), tag: cameraDirectory, isLittle });
  const text = directory === undefined ? undefined : valueOf(tiff, { directory, tag: takenAt, isLittle });
  if (text === undefined) return undefined;
  const day = textAt(tiff, text, 10).replaceAll(':', '-');
  return isDay(day) ? day : undefined;
}

/** What an entry holds in its last four bytes: here always a place in the file. */
function valueOf(tiff: DataView, { directory, tag, isLittle }: { directory: number; tag: number; isLittle: boolean }): number | undefined {
  const count = Math.min(tiff.getUint16(directory, isLittle), mostEntries);
  const entries = Array.from({ length: count }, (_, index) => directory + 2 + index * 12);
  const found = entries.find((entry) => tiff.getUint16(entry, isLittle) === tag);
  return found === undefined ? undefined : tiff.getUint32(found + 8, isLittle);
}

const textAt = (view: DataView, from: number, length: number): string => Array.from({ length }, (_, index) => String.fromCharCode(view.getUint8(from + index))).join('');
