/** What comes over a serial line, byte by byte, cut into codes. */
export interface SerialLine {
  /** The codes these bytes complete, in their order. A code may come in any number of pieces. */
  hear(bytes: Uint8Array): string[];
  /** Whether a code has begun and has no end yet. */
  begun(): boolean;
  /** Bytes were lost: what comes up to the next end or start is the rest of a code, and a rest of a code is another code. */
  cut(): void;
  /** It was silent for so long that whatever comes next is a code from its beginning. */
  forget(): void;
}

const startOfText = 0x02;
/** Tab, line feed, carriage return and ETX: what scanners are set to send behind a code, alone or two together. */
const ends = new Set([0x09, 0x0a, 0x0d, 0x03]);
/** GS stands between the values of a GS1 code, RS in codes of the ISO 15434 kind. */
const kept = new Set([0x1d, 0x1e]);
/** Bytes: longer than any code the shop takes, and noise at a wrong speed has no end. */
const longest = 2_000;

export function serialLine(): SerialLine {
  let bytes: number[] = [];
  let isRest = false;
  const begin = (rest = false): void => {
    bytes = [];
    isRest = rest;
  };
  const end = (): string | undefined => {
    const code = isRest || bytes.length > longest ? '' : textOf(bytes);
    begin();
    return code.trim() === '' ? undefined : code;
  };
  return {
    hear(heard) {
      const codes: string[] = [];
      for (const byte of heard) {
        const code = ends.has(byte) ? end() : undefined;
        if (code !== undefined) codes.push(code);
        // What broke off before a start does not belong to the code behind it.
        if (byte === startOfText) begin();
        else if ((byte >= 0x20 && byte !== 0x7f) || kept.has(byte)) bytes.push(byte);
        if (bytes.length > longest) bytes.length = longest + 1;
      }
      return codes;
    },
    begun: () => bytes.length > 0,
    cut: () => begin(true),
    forget: () => begin(),
  };
}

/** Scanners send UTF-8 or, set for China, GB 18030; every code of a GTIN or of GS1 is the same in both. */
function textOf(bytes: readonly number[]): string {
  const whole = Uint8Array.from(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(whole);
  } catch {
    return new TextDecoder('gb18030').decode(whole);
  }
}
