/** The signs Windows-1252 has where Latin-1 has none, in order from 0x80; a hole is no sign at all. */
const special = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
const bytes = new Map<string, number>(Array.from(special).flatMap((sign, index) => (sign === ' ' ? [] : [[sign, 0x80 + index] as const])));

/**
 * Text in Windows-1252. A letter it lacks loses its accent, and where that is not enough becomes a question mark: programs
 * that read this know no other letters.
 */
export function windows1252(text: string): Buffer {
  const out: number[] = [];
  for (const sign of text) out.push(...byteOf(sign));
  return Buffer.from(out);
}

function byteOf(sign: string): number[] {
  const code = sign.codePointAt(0) ?? 0x3f;
  if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return [code];
  const known = bytes.get(sign);
  if (known !== undefined) return [known];
  const bare = sign.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return bare === sign || bare === '' ? [0x3f] : Array.from(bare).flatMap(byteOf);
}
