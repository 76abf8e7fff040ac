/** What a listing says of itself. */
export interface ListingWords {
  sku: string;
  name: string;
}

/** A variant of ours: its SKU, its product's name with the values it differs by. */
export interface VariantWords {
  variantId: number;
  sku: string;
  name: string;
}

/** What a listing may be. A person says so; nothing is linked by likeness. `score` in millionths, `exact` where the codes are the same but for case and dashes. */
export interface Proposal {
  variantId: number;
  kind: 'exact' | 'scored';
  score: number;
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();
/** Case, spaces, dashes and dots say nothing. */
export const compactCode = (sku: string): string => folded(sku).replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Words of one meaning in shops here: sizes and colours, in both languages and as they are shortened. */
const sizes: Record<string, string> = { xs: 'xs', s: 's', small: 's', sm: 's', 小: 's', 小号: 's', m: 'm', medium: 'm', med: 'm', 中: 'm', 中号: 'm', l: 'l', large: 'l', lg: 'l', 大: 'l', 大号: 'l', xl: 'xl', xlarge: 'xl', 加大: 'xl', xxl: 'xxl', '2xl': 'xxl' };
const colours: Record<string, string> = {
  black: 'black', bk: 'black', blk: 'black', 黑: 'black', 黑色: 'black',
  white: 'white', wh: 'white', wht: 'white', 白: 'white', 白色: 'white',
  red: 'red', rd: 'red', 红: 'red', 红色: 'red',
  blue: 'blue', bl: 'blue', blu: 'blue', 蓝: 'blue', 蓝色: 'blue',
  green: 'green', gr: 'green', grn: 'green', 绿: 'green', 绿色: 'green',
  grey: 'grey', gray: 'grey', gy: 'grey', 灰: 'grey', 灰色: 'grey',
  yellow: 'yellow', yl: 'yellow', ylw: 'yellow', 黄: 'yellow', 黄色: 'yellow',
};
const units = new Set(['cm', 'mm', 'ml', 'g', 'kg', 'pcs', 'pc', 'ft', 'in']);

interface Marks {
  words: Set<string>;
  sizes: Set<string>;
  colours: Set<string>;
  numbers: Set<string>;
}

const pieces = /\p{Script=Han}+|\d+xl\b|\p{N}+|[\p{L}--\p{Script=Han}]+/gv;

/** The parts of a text: sizes, colours and numbers tell variants of one product apart, words tell products apart. */
export function marksOf(...texts: readonly string[]): Marks {
  const marks: Marks = { words: new Set(), sizes: new Set(), colours: new Set(), numbers: new Set() };
  for (const text of texts) for (const [piece] of folded(text).matchAll(pieces)) addMark(marks, piece);
  return marks;
}

function addMark(marks: Marks, piece: string): void {
  if (piece in sizes) marks.sizes.add(sizes[piece]!);
  else if (piece in colours) marks.colours.add(colours[piece]!);
  else if (/^\p{N}+$/u.test(piece)) marks.numbers.add(piece.replace(/^0+(?=.)/, ''));
  else if (/\p{Script=Han}/u.test(piece)) addHan(marks, piece);
  else if (!units.has(piece)) marks.words.add(singular(piece));
}

const singular = (word: string): string => (word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word);

/** Chinese has no spaces: a size or colour at the end is taken off, the rest counts by pairs of signs. */
function addHan(marks: Marks, text: string): void {
  for (const length of [2, 1]) {
    const end = text.slice(-length);
    if (text.length > length && (end in sizes || end in colours)) {
      addMark(marks, end);
      return addHan(marks, text.slice(0, -length));
    }
  }
  if (text.length === 1) marks.words.add(text);
  for (let index = 0; index + 2 <= text.length; index += 1) marks.words.add(text.slice(index, index + 2));
}

interface Known extends VariantWords {
  code: string;
  marks: Marks;
}

/** A catalogue ready to be compared with: how rare each word is, and where it stands. */
export interface MatchIndex {
  variants: readonly Known[];
  byCode: ReadonlyMap<string, readonly Known[]>;
  byMark: ReadonlyMap<string, readonly Known[]>;
}

export function matchIndex(variants: readonly VariantWords[]): MatchIndex {
  const known = variants.map((variant) => ({ ...variant, code: compactCode(variant.sku), marks: marksOf(variant.sku, variant.name) }));
  const byMark = new Map<string, Known[]>();
  for (const one of known) {
    for (const mark of allOf(one.marks)) {
      const those = byMark.get(mark);
      if (those) those.push(one);
      else byMark.set(mark, [one]);
    }
  }
  return { variants: known, byCode: Map.groupBy(known, ({ code }) => code), byMark };
}

const allOf = ({ words, sizes: size, colours: colour, numbers }: Marks): string[] => [...words, ...[...size].map((one) => `size:${one}`), ...[...colour].map((one) => `colour:${one}`), ...[...numbers].map((one) => `number:${one}`)];

/** Below it a likeness is chance; and the best must stand out from the next. Set by the labelled listings. */
const leastScore = 0.5;
const leastLead = 0.06;

/**
 * What a listing is most likely: the same code but for case and dashes, else what shares the rarest words with it, unless size,
 * colour or a number speaks against it. Nothing where two are about as likely.
 */
export function proposeMatch(listing: ListingWords, index: MatchIndex): Proposal | null {
  const code = compactCode(listing.sku);
  const same = code === '' ? [] : (index.byCode.get(code) ?? []);
  if (same.length === 1) return { variantId: same[0]!.variantId, kind: 'exact', score: 1_000_000 };
  const marks = marksOf(listing.sku, listing.name);
  const candidates = same.length > 1 ? new Set(same) : candidatesOf(marks, index);
  const scored = [...candidates].map((variant) => ({ variant, score: likeness(marks, code, variant, index) })).toSorted((a, b) => b.score - a.score);
  const [best, next] = scored;
  if (!best || best.score < leastScore || best.score - (next?.score ?? 0) < leastLead) return null;
  return { variantId: best.variant.variantId, kind: 'scored', score: Math.round(Math.min(1, best.score) * 1_000_000) };
}

/** Whoever shares a word that not half the catalogue has. */
function candidatesOf(marks: Marks, index: MatchIndex): Set<Known> {
  const found = new Set<Known>();
  for (const mark of allOf(marks)) {
    const those = index.byMark.get(mark) ?? [];
    if (those.length <= Math.max(50, index.variants.length / 10)) for (const one of those) found.add(one);
  }
  return found;
}

function likeness(marks: Marks, code: string, variant: Known, index: MatchIndex): number {
  const ours = variant.marks;
  if (differ(marks.sizes, ours.sizes) || differ(marks.colours, ours.colours) || otherModel(marks.numbers, ours.numbers)) return 0;
  const weight = (mark: string): number => Math.log(1 + index.variants.length / (index.byMark.get(mark)?.length ?? 0.5));
  const sum = (some: readonly string[]): number => some.reduce((total, mark) => total + weight(mark), 0);
  const theirs = allOf(marks);
  const own = new Set(allOf(ours));
  const shared = theirs.filter((mark) => own.has(mark));
  // Words only they have count little: listings are wordy. Words only we have count more: they tell variants apart.
  const known = theirs.filter((mark) => index.byMark.has(mark));
  const union = sum(shared) + 0.3 * sum(known.filter((mark) => !own.has(mark))) + 0.7 * sum([...own].filter((mark) => !theirs.includes(mark)));
  const words = union === 0 ? 0 : sum(shared) / union;
  return Math.max(words, nearCode(code, variant.code) ? 0.5 + words / 2 : 0);
}

/** Both say something and neither says what the other does: another size, colour or model. */
const differ = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => a.size > 0 && b.size > 0 && ![...a].some((one) => b.has(one));

/** Each has a number the other has not: 0.40 mm of 300 m is not 0.30 mm of 300 m. */
const otherModel = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((one) => !b.has(one)) && [...b].some((one) => !a.has(one));

/** One sign more, less or other in a code of six and more; a digit never stands for another, that is another model. */
export function nearCode(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 6 || Math.abs(a.length - b.length) > 1 || a === b) return a === b && a !== '';
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  const [restA, restB] = a.length === b.length ? [a.slice(start + 1), b.slice(start + 1)] : a.length > b.length ? [a.slice(start + 1), b.slice(start)] : [a.slice(start), b.slice(start + 1)];
  const [signA, signB] = [a[start] ?? '', b[start] ?? ''];
  const bothDigits = /\d/.test(signA) && /\d/.test(signB);
  const lostDigit = a.length !== b.length && /\d/.test(a.length > b.length ? signA : signB);
  return restA === restB && !bothDigits && !lostDigit;
}
