/** oRPC reads `{ i: id, p: { u: path, … } }` and lets anything else escape as an unhandled rejection; so it never gets there. */
export function wellFormed(message: unknown): message is string {
  if (typeof message !== 'string') return false;
  try {
    const { i, t, p } = JSON.parse(message) as { i?: unknown; t?: unknown; p?: { u?: unknown } };
    if (typeof i !== 'string') return false;
    if (t === undefined || t === 1) return typeof p?.u === 'string' && /^\/[\w/%-]*$/.test(p.u);
    return t === 3 || t === 4;
  } catch {
    return false;
  }
}
