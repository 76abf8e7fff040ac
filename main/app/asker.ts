import { Refusal, type RefusalData } from '../../shared/refusal/refusal.ts';
import { hiddenVariants } from '../counting/blind.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import type { Asker } from './fields.ts';

/** Who gets an answer: the role, and what a blind count keeps from this person, which is asked once and only where an answer holds a figure of stock. */
export function askerOf(reader: Reader, { role, userId }: Actor): Asker {
  let asked: { hidden: ReadonlySet<number> | undefined } | undefined;
  return { role, get hiddenVariants() { return (asked ??= { hidden: hiddenVariants(reader, userId) }).hidden; } };
}

/** Money that stands for goods is kept whole from who counts some of them blind. @throws Refusal stocktake.booksHidden */
export function refuseBlind(reader: Reader, { userId }: Actor): void {
  if (hiddenVariants(reader, userId)) throw new Refusal('stocktake.booksHidden', {});
}

/** Figures of refusals that tell how much there is. */
const telling = ['available', 'onHold', 'left', 'allocated', 'covered'];

/** The same refusal, or one without its figures where these are kept from the asker; also where it is the reason of another. */
export function toldRefusal(asker: Asker, refusal: RefusalData): RefusalData {
  if (refusal.code === 'sheet.rowRefused') {
    const reason = toldRefusal(asker, refusal.details.refusal);
    return reason === refusal.details.refusal ? refusal : { ...refusal, details: { ...refusal.details, refusal: reason } };
  }
  const figures = refusal.details as Record<string, unknown>;
  if (!telling.some((name) => name in figures)) return refusal;
  const { hiddenVariants: hidden } = asker;
  if (!hidden) return refusal;
  if (typeof figures['variantId'] === 'number' && !hidden.has(figures['variantId'])) return refusal;
  return { code: 'stocktake.figureHidden', details: { code: refusal.code } };
}

/** Does what was asked; a refusal is told without the figures a blind count keeps from the asker. */
export function told<T>(reader: Reader, actor: Actor, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const data = error.data();
    const shown = toldRefusal(askerOf(reader, actor), data);
    throw shown === data ? error : new Refusal(shown.code, shown.details);
  }
}

/** The refused items of a batch, in place. */
export function tellResults(asker: Asker, answer: unknown): void {
  if (typeof answer !== 'object' || answer === null || !('results' in answer) || !Array.isArray(answer.results)) return;
  for (const result of answer.results as { ok: boolean; refusal?: RefusalData }[]) {
    if (result.refusal) result.refusal = toldRefusal(asker, result.refusal);
  }
}
