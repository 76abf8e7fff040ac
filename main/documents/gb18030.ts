/** The two-byte part of GB18030 (GBK), turned round once: what receipt printers in China hold in their font. */
let bytesOf: Map<string, readonly [number, number]> | undefined;

function table(): Map<string, readonly [number, number]> {
  const decoder = new TextDecoder('gb18030');
  const made = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const sign = decoder.decode(Uint8Array.of(lead, trail));
      if (Array.from(sign).length === 1 && sign !== '\ufffd' && !made.has(sign)) made.set(sign, [lead, trail]);
    }
  }
  return made;
}

/** Signs that would take four bytes, which printers show as garbage, by ones they have. */
const alike: Record<string, string> = { '\u00a5': '\uffe5', '\u2212': '-', '\u00a0': ' ', '\u202f': ' ', '\u2009': ' ', '·': '·', '✓': '√' };

/** A text in the printer's own encoding; what it does not have is a question mark. */
export function gb18030(text: string): number[] {
  bytesOf ??= table();
  const known = bytesOf;
  return Array.from(text).flatMap((sign) => {
    const shown = alike[sign] ?? sign;
    const code = shown.codePointAt(0) ?? 0x3f;
    return code < 0x80 ? [code] : (known.get(shown) ?? [0x3f]);
  });
}
