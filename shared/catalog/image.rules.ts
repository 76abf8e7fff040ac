/** Kinds of pictures that are read; everything else, also SVG, which may hold a program, is turned away before it is decoded. */
export const imageKinds = ['jpeg', 'png', 'webp', 'gif', 'avif'] as const;
export type ImageKind = (typeof imageKinds)[number];

/** The longest side of what is made of an original, in pixels: for lists, for screens, for channels (the largest any of them shows). */
export const imageSizes = { thumb: 160, medium: 800, large: 2048 } as const;
export type ImageSize = keyof typeof imageSizes;

/** A hundred megapixels: more than any camera of a shop, less than what fills a laptop's memory. */
export const mostPixels = 100_000_000;

/** Pictures whose looks differ in so few bits show the same thing in another size, crop or quality. */
export const alikeUpTo = 5;

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.slice(from, to));

/** What a file is by its first bytes, whatever it is called; undefined when it is no picture we read. */
export function imageKindOf(bytes: Uint8Array): ImageKind | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (bytes[0] === 0x89 && ascii(bytes, 1, 8) === 'PNG\r\n\u001a\n') return 'png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return 'gif';
  if (ascii(bytes, 4, 8) === 'ftyp' && /^avi[fs]$/.test(ascii(bytes, 8, 12))) return 'avif';
  return undefined;
}

export const lookWidth = 9;
export const lookHeight = 8;

/** A picture's look from 9 × 8 grey pixels: one bit for each that is darker than the one to its right (dHash, Krawetz 2013). */
export function lookOf(grey: Uint8Array): string {
  const rows = Array.from({ length: lookHeight }, (_, row) => grey.slice(row * lookWidth, (row + 1) * lookWidth));
  const byteOf = (row: Uint8Array): number => row.slice(0, 8).reduce((byte, pixel, column) => byte * 2 + (pixel < (row[column + 1] ?? 0) ? 1 : 0), 0);
  return rows.map((row) => byteOf(row).toString(16).padStart(2, '0')).join('');
}

/** In how many of their 64 bits two looks differ. */
export function lookDistance(one: string, other: string): number {
  let bits = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let count = 0;
  for (; bits > 0n; bits &= bits - 1n) count += 1;
  return count;
}
