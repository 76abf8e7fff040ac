import { answerAhead, lineAfter, type PickDone } from '../../shared/fulfilment/pick-ahead.rules.ts';
import { quantity } from '../../shared/units/quantity.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';

type Wave = OutputOf<'wave.get'>;

const picks = new Set(['pick.take', 'pick.putBack', 'pick.short', 'pick.found']);

/** The command as the rules speak of it; undefined where it is none of picking. */
const doneOf = (method: string, input: unknown): PickDone | undefined =>
  // The client was handed this command by a screen that speaks the contract.
  picks.has(method) ? ({ ...(input as InputOf<'pick.take'>), method } as PickDone) : undefined;

/** A wave as it is once a pick is done. */
export function waveAfter(wave: Wave, method: string, input: unknown): Wave {
  const done = doneOf(method, input);
  if (!done || !wave.lines.some(({ pickLineId }) => pickLineId === done.pickLineId)) return wave;
  const lines = wave.lines.map((line) => lineAfter(line, done));
  const sum = (amount: (line: Wave['lines'][number]) => number) => quantity(lines.reduce<number>((all, line) => all + amount(line), 0));
  return { ...wave, lines, picked: sum((line) => line.picked), short: sum((line) => line.short) };
}

/** What the shop will say to a pick at one of these waves; undefined for a line of none of them. */
export function pickAhead(method: string, input: unknown, waves: readonly Wave[]): ReturnType<typeof answerAhead> | undefined {
  const done = doneOf(method, input);
  const line = done && waves.flatMap(({ lines }) => lines).find(({ pickLineId }) => pickLineId === done.pickLineId);
  return done && line && answerAhead(line, done);
}
