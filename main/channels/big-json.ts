/** TypeScript's library does not know the third argument of a reviver yet (ES2025 "JSON.parse source text access"). */
type SourceReviver = (key: string, value: unknown, context: { source?: string }) => unknown;
const parseWithSource = JSON.parse as (text: string, reviver: SourceReviver) => unknown;

/**
 * JSON in which a whole number beyond ±2⁵³ becomes its digits as text instead of a neighbour of itself: two orders must never
 * become one. @throws SyntaxError
 */
export function parseBigJson(text: string): unknown {
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (!/\d{16}/.test(plain)) return JSON.parse(plain);
  return parseWithSource(plain, (_key, value, { source }) =>
    typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) ? (source ?? String(value)) : value,
  );
}
