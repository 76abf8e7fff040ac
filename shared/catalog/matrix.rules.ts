import type { ArrangedVariant } from './variant.contract.ts';

/** One axis of a product: Colour with blue and red. */
export interface Option {
  readonly name: string;
  readonly values: readonly string[];
}

export interface MatrixVariant {
  readonly id: number;
  readonly sku: string;
  readonly optionValues: Record<string, string>;
  readonly state: 'active' | 'archived';
}

export interface MatrixPlan {
  /** Variants that are there, with what changes in them. */
  readonly change: ArrangedVariant[];
  readonly add: { sku: string; optionValues: Record<string, string> }[];
}

/** The axes a product has now, in the order its variants name them; archived variants say nothing. */
export function optionsOf(variants: readonly MatrixVariant[]): Option[] {
  const options = new Map<string, Set<string>>();
  for (const { optionValues, state } of variants) {
    if (state === 'archived') continue;
    for (const [name, value] of Object.entries(optionValues)) options.set(name, (options.get(name) ?? new Set()).add(value));
  }
  return [...options].map(([name, values]) => ({ name, values: [...values] }));
}

/**
 * What has to change so that there is one active variant for each combination of the options. A variant that says nothing of
 * an option gets its first value, so that one plain product becomes the first of its sizes and keeps its stock; an archived
 * one whose combination is wanted again comes back; one that is no longer wanted is archived.
 */
export function planMatrix(options: readonly Option[], variants: readonly MatrixVariant[]): MatrixPlan {
  const wanted = new Map(combinations(options).map((combination) => [keyOf(combination), combination]));
  const taken = new Set<string>();
  const byActive = variants.toSorted((one, other) => Number(one.state === 'archived') - Number(other.state === 'archived'));
  const change: ArrangedVariant[] = [];
  for (const variant of byActive) {
    const filled = Object.fromEntries(options.map(({ name, values }) => [name, variant.optionValues[name] ?? values[0] ?? '']));
    const fits = wanted.has(keyOf(filled)) && !taken.has(keyOf(filled));
    if (fits) taken.add(keyOf(filled));
    const next = { variantId: variant.id, optionValues: fits ? filled : variant.optionValues, state: fits ? ('active' as const) : ('archived' as const) };
    if (next.state !== variant.state || keyOf(next.optionValues) !== keyOf(variant.optionValues)) change.push(next);
  }
  const used = new Set(variants.map(({ sku }) => sku));
  const stem = stemOf(variants[0]?.sku ?? 'SKU', variants[0]?.optionValues ?? {});
  const add = [...wanted].filter(([key]) => !taken.has(key)).map(([, optionValues]) => ({ sku: freeSku(stem, optionValues, used), optionValues }));
  return { change, add };
}

/** Every combination, the last option turning fastest; of no options there is one, the plain product. */
function combinations(options: readonly Option[]): Record<string, string>[] {
  return options.reduce<Record<string, string>[]>(
    (all, { name, values }) => all.flatMap((made) => values.map((value) => ({ ...made, [name]: value }))),
    [{}],
  );
}

/** Independent of the order in which options are named. */
const keyOf = (optionValues: Record<string, string>): string => JSON.stringify(Object.entries(optionValues).sort(([one], [other]) => (one < other ? -1 : 1)));

const partOf = (value: string): string => value.normalize('NFKC').toUpperCase().replaceAll(/[^\p{L}\p{N}.]+/gu, '-').slice(0, 20);

/** ROD-24-BLUE of a blue one is ROD-24: what the first SKU says of its options is taken off its end. */
function stemOf(sku: string, optionValues: Record<string, string>): string {
  const tail = Object.values(optionValues).map((value) => `-${partOf(value)}`).join('');
  return tail !== '' && sku.toUpperCase().endsWith(tail) && sku.length > tail.length ? sku.slice(0, -tail.length) : sku;
}

function freeSku(stem: string, optionValues: Record<string, string>, used: Set<string>): string {
  const plain = [stem, ...Object.values(optionValues).map(partOf)].join('-').slice(0, 90);
  let sku = plain;
  for (let count = 2; used.has(sku); count += 1) sku = `${plain}-${count}`;
  used.add(sku);
  return sku;
}
