import type { MethodName, OutputOf } from './methods.ts';
import { useCommand, useQueryOf } from './use-shop.tsx';

export type Reading = OutputOf<'reading.list'>['readings'][number] & { stop: () => void };

const everyMs = 400;

/**
 * How far a long reading is while a screen waits for its answer; a short one is over before there is anything to tell. Where a
 * screen asks several, one of them does the work for all.
 */
export function useReading(methods: readonly MethodName[], waiting: boolean): Reading | undefined {
  const list = useQueryOf('reading.list', undefined, { enabled: waiting, whenAsked: true, everyMs });
  const end = useCommand('reading.end');
  const own = waiting ? (list.data?.readings ?? []).filter(({ method }) => methods.some((one) => one === method)) : [];
  const found = own.find(({ of }) => of > 0) ?? own[0];
  return found && { ...found, stop: () => own.forEach(({ readingId }) => end.mutate({ readingId })) };
}
