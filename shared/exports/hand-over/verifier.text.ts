/**
 * The verifier that lies inside the hand-over file, as it is shown there: plain JavaScript, no library, the same text for the
 * page and for `node verify.mjs FILE`. It is kept as text because it travels as text; the tests run it in both places.
 */
export const verifierText = String.raw`// Proves a Shopwright hand-over file. In a browser the page runs it; elsewhere: node verify.mjs FILE.html
const SECTIONS = ['style', 'words', 'meta', 'accounts', 'trialBalance', 'statements', 'entries', 'chain', 'verifier', 'page'];

// SHA-256 (FIPS 180-4) of text as UTF-8 or of bytes, as 64 hexadecimal signs.
const K = [], H0 = [];
for (let n = 2, count = 0; count < 64; n += 1) {
  let prime = true;
  for (let d = 2; d * d <= n; d += 1) if (n % d === 0) prime = false;
  if (!prime) continue;
  if (count < 8) H0.push(((Math.sqrt(n) % 1) * 4294967296) | 0);
  K.push(((Math.cbrt(n) % 1) * 4294967296) | 0);
  count += 1;
}
const encoder = new TextEncoder();
function sha256(data) {
  const bytes = typeof data === 'string' ? encoder.encode(data) : data;
  const size = bytes.length, padded = ((size + 8) >> 6 << 6) + 64, tail = new Uint8Array(padded - (size >> 6 << 6));
  const whole = size >> 6 << 6, h = Int32Array.from(H0), w = new Int32Array(64);
  tail.set(bytes.subarray(whole));
  tail[size - whole] = 128;
  const end = new DataView(tail.buffer);
  end.setUint32(tail.length - 8, Math.floor(size / 536870912));
  end.setUint32(tail.length - 4, (size << 3) >>> 0);
  const block = (from, at) => {
    for (let i = 0; i < 16; i += 1, at += 4) w[i] = (from[at] << 24) | (from[at + 1] << 16) | (from[at + 2] << 8) | from[at + 3];
    for (let i = 16; i < 64; i += 1) {
      const a = w[i - 15], b = w[i - 2];
      const s0 = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3);
      const s1 = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, j] = h;
    for (let i = 0; i < 64; i += 1) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (j + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      j = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    h[0] += a; h[1] += b; h[2] += c; h[3] += d; h[4] += e; h[5] += f; h[6] += g; h[7] += j;
  };
  for (let at = 0; at < whole; at += 64) block(bytes, at);
  for (let at = 0; at < tail.length; at += 64) block(tail, at);
  return [...h].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}

// Proves texts of the sections, and the markup around them where it is known. Answers what is wrong; yields to let a page breathe.
function* verifySections(texts, markup, faults) {
  const say = (section, what) => faults.push({ section, what });
  let seal;
  try { seal = JSON.parse(texts.seal); } catch { return say('seal', 'unreadable'); }
  const { self, ...sealed } = seal;
  if (sha256(JSON.stringify(sealed)) !== self || JSON.stringify(seal) !== texts.seal) say('seal', 'changed');
  if (JSON.stringify(Object.keys(seal.sections || {})) !== JSON.stringify(SECTIONS)) return say('seal', 'sections missing');
  for (const name of SECTIONS) {
    if (sha256(texts[name] ?? '') !== seal.sections[name]) say(name, 'changed');
    yield name;
  }
  if (markup !== undefined && sha256(markup) !== seal.markup) say('markup', 'changed');
  if (faults.length > 0) return;
  const meta = JSON.parse(texts.meta), chain = JSON.parse(texts.chain), entries = JSON.parse(texts.entries);
  // The record of commands: each hash covers the one before, so nothing can be edited, dropped or swapped.
  let previous = meta.chain.before;
  const proved = new Map();
  for (const [index, row] of chain.entries()) {
    const hash = row[row.length - 1], said = row.slice(0, -1);
    if (sha256(JSON.stringify([previous, ...said])) !== hash) say('chain', 'command ' + row[0]);
    if (row[0] !== meta.chain.from + index) say('chain', 'a gap before command ' + row[0]);
    for (const [kind, id, digest] of JSON.parse(row[9])) if (kind === 'journalEntry') proved.set(id + '|' + row[0], digest);
    previous = hash;
    if (index % 500 === 0) yield 'chain';
  }
  if (previous !== meta.chain.head) say('chain', 'its head');
  // The entries: each has the digest its command proved, balances, and lies in the period.
  const moved = new Map();
  for (const [index, { d, h, c }] of entries.entries()) {
    const legs = d[14];
    if (sha256(JSON.stringify(d)) !== h || proved.get(d[0] + '|' + c) !== h) say('entries', d[1]);
    if (legs.reduce((sum, leg) => sum + leg[1], 0) !== 0) say('entries', d[1] + ' does not balance');
    if (d[2] < meta.from || d[2] > meta.to) say('entries', d[1] + ' is not of these days');
    for (const [account, amount] of legs) {
      const sum = moved.get(account) ?? [0, 0];
      sum[amount < 0 ? 1 : 0] += Math.abs(amount);
      moved.set(account, sum);
    }
    if (index % 500 === 0) yield 'entries';
  }
  // The trial balance is what the entries add up to.
  let total = 0;
  for (const { id, code, opening, debit, credit, closing } of JSON.parse(texts.trialBalance)) {
    const [debits, credits] = moved.get(id) ?? [0, 0];
    if (debits !== debit || credits !== credit || opening + debit - credit !== closing) say('trialBalance', code);
    moved.delete(id);
    total += closing;
  }
  if (total !== 0 || moved.size > 0) say('trialBalance', 'its total');
}

// Every byte of the file, but for the two digests that stand in it.
const sealed = /"file":"[0-9a-f]{64}","self":"[0-9a-f]{64}"/;
function verifyBytes(bytes) {
  const text = new TextDecoder('latin1').decode(bytes), found = sealed.exec(text);
  if (!found || sealed.test(text.slice(found.index + 1))) return false;
  const blank = Uint8Array.from(bytes), zero = 48;
  for (const from of [found.index + 8, found.index + 82]) blank.fill(zero, from, from + 64);
  return sha256(blank) === found[0].slice(8, 72);
}

async function inNode() {
  const { readFileSync } = await import('node:fs'), bytes = readFileSync(process.argv[2]), texts = {}, faults = [];
  for (const [, name, text] of bytes.toString('utf8').matchAll(/<(?:script|style)[^>]* id="(\w+)"[^>]*>([^]*?)<\/(?:script|style)>/g)) texts[name] = text;
  if (!verifyBytes(bytes)) faults.push({ section: 'file', what: 'changed' });
  try { for (const _ of verifySections(texts, undefined, faults)); } catch { faults.push({ section: 'file', what: 'unreadable' }); }
  console.log(faults.length === 0 ? 'Proved. Head of the chain: ' + JSON.parse(texts.meta).chain.head : 'NOT PROVED\n' + faults.map((fault) => fault.section + ': ' + fault.what).join('\n'));
  process.exitCode = faults.length === 0 ? 0 : 1;
}
if (typeof document === 'undefined') inNode();
`;
