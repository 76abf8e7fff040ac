/** So much of what a shop answered is kept, in characters: enough to name what is wrong, and no page of it. */
export const longestAnswer = 2000;

/** What opens a shop, in the forms its platforms give them, wherever an answer repeats it. */
const keys = [
  /\b(?:ck|cs)_[0-9a-z]{8,}/giu,
  /\bshp(?:at|ca|pa|ss|ua)_[0-9a-z]{8,}/giu,
  /\b(?:basic|bearer)\s+[\w.~+/-]{8,}=*/giu,
  /(?<=\b(?:oauth_\w+|consumer_key|consumer_secret|access_token|client_secret|password)\\*["']?\s*[=:]\s*\\*["']?)[^\s"'\\&<>,}]+/giu,
];

/**
 * What a shop answered to news, as it is kept with it: its status and its body as JSON where it is short JSON, otherwise its first
 * characters; a page loses its tags, and nothing that opens a shop is in it.
 */
export function keptAnswer(status: number, body: unknown): string {
  const text = body === undefined ? '' : typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
  const clean = keys.reduce((left, key) => left.replace(key, '…'), plainOf(text));
  return JSON.stringify({ status, ...(clean !== '' && { body: jsonIn(clean) ?? clean.slice(0, longestAnswer) }) });
}

/** The status in a kept answer; null where there is none, also in answers that were kept in other words. */
export function statusIn(answer: string | null): number | null {
  const kept = jsonIn(answer ?? '');
  return typeof kept === 'object' && kept !== null && 'status' in kept && typeof kept.status === 'number' ? kept.status : null;
}

const plainOf = (text: string): string => (/^\s*</u.test(text) ? text.replace(/<(script|style)\b[\s\S]*?<\/\1>/giu, ' ').replace(/<[^>]*>/gu, ' ').replace(/\s+/gu, ' ').trim() : text.trim());

function jsonIn(text: string): unknown {
  if (text.length > longestAnswer + 100) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
