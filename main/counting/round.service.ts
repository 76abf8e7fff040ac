import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Tx } from '../database/handles.ts';
import { countedLines } from './counted-lines.queries.ts';
import type { StocktakeRow } from './plan.service.ts';
import { roundsOfLine } from './scan.statements.ts';

interface Asked {
  scannedAt: Instant;
  trusted: number;
  /** Told to count although somebody else has, or delivered by a device that answered for itself. */
  anyway: boolean;
}

/**
 * Which count of a line a person's scan belongs to. Everybody's first count is round 1, shared by who works on the same line;
 * where two count independently the second is round 2; each second count asked for in the review is one more, by somebody who
 * has not counted the line yet. 'twice' where somebody else has counted it and no further count is wanted.
 * @throws Refusal `stocktake.sameCounter`
 */
export function roundFor(tx: Tx, stocktake: StocktakeRow, lineId: number, asked: Asked): number | 'twice' {
  const rounds = roundsOfLine.all(tx, { lineId });
  const own = rounds.findLast(({ userId }) => userId === tx.actor.userId)?.round;
  const newest = rounds.at(-1)?.round ?? 0;
  if (own !== undefined && own !== null) return ownRound(tx, stocktake, lineId, own, asked);
  if (newest === 0) return 1;
  if (stocktake.state !== 'review' && newest < stocktake.counters) return newest + 1;
  if (stocktake.state === 'review' && !isLate(stocktake, asked) && wantsOneMore(tx, stocktake, lineId)) return newest + 1;
  return asked.anyway ? 1 : 'twice';
}

/** A late delivery belongs to the count it was made for; a fresh scan of a line that waits for somebody else is refused. */
function ownRound(tx: Tx, stocktake: StocktakeRow, lineId: number, own: number, asked: Asked): number {
  const fresh = stocktake.state === 'review' && asked.trusted === 1 && !isLate(stocktake, asked);
  if (!fresh) return own;
  const [line] = countedLines(tx, stocktake, lineId);
  const running = line?.rounds.find(({ round }) => round === own);
  // All of it was taken back, so that it can be said anew: an amount typed after a scan does so too.
  const begunAnew = running === undefined && own > 1 && wantsOneMore(tx, stocktake, lineId);
  if (running?.finished !== false && !begunAnew) throw new Refusal('stocktake.sameCounter', { lines: 1 });
  return own;
}

const isLate = ({ reviewedAt }: StocktakeRow, { scannedAt, trusted }: Asked): boolean => reviewedAt !== null && trusted === 1 && scannedAt <= reviewedAt;

function wantsOneMore(tx: Tx, stocktake: StocktakeRow, lineId: number): boolean {
  const [line] = countedLines(tx, stocktake, lineId);
  return line?.state === 'recount' && line.rounds.every(({ finished }) => finished);
}
