import { useMemo } from 'react';
import type { OutputOf } from '../client/methods.ts';
import { useQueriesOf } from '../client/use-shop.tsx';

export type GoodsClass = OutputOf<'analysis.classes'>['rows'][number];

/** As many as a page of the stock list has, so that a page is asked about once, however far one scrolls. */
const atOnce = 100;

/** The class of each of these goods, as far as it is known: working it out for a large shop takes a moment, and the list does not wait. */
export function useGoodsClasses(variantIds: readonly number[]): ReadonlyMap<number, GoodsClass> {
  const parts = Array.from({ length: Math.ceil(variantIds.length / atOnce) }, (_one, index) => ({ variantIds: variantIds.slice(index * atOnce, (index + 1) * atOnce) }));
  const answers = useQueriesOf('analysis.classes', parts);
  return useMemo(() => new Map(answers.flatMap(({ rows }) => rows.map((row) => [row.variantId, row]))), [answers]);
}
