import type { Fact } from './cost-model.ts';
import type { Gone, Leaving } from './goods-model.ts';
import type { Part } from './lots-model.ts';
import type { Trial } from './trial.ts';

export const isFollowed = (trial: Trial, variantId: number): boolean => variantId === trial.ground.lotGoods || variantId === trial.ground.serialGoods;

/** Which lots leave, by the rule; undefined where that cannot be. What a counter sells may have no lot, nor what was in the hand beyond the book; a piece always has. */
export function lotsLeaving(trial: Trial, { variantId, locationId, quantity, held = 0, when, how, beyond = false }: Leaving): readonly Part[] | undefined {
  if (!isFollowed(trial, variantId)) return [];
  const { parts, missing } = trial.lots.choose({ variantId, locationId, quantity, held, ...(how === 'sold' && { soldOn: when.postedOn }) });
  const mayOwe = variantId === trial.ground.lotGoods && how !== 'carried' && (beyond || locationId === trial.ground.places.counter);
  if (missing > 0 && !mayOwe) return undefined;
  if (variantId === trial.ground.serialGoods && !trial.lots.inOrder(parts, when)) return undefined;
  return parts;
}

/** Goods leave a place and are worth what they cost, posted to a role. */
export function leave(trial: Trial, leaving: Leaving, parts: readonly Part[], role: string): Gone {
  const { variantId, quantity, held = 0, when } = leaving;
  trial.model.move({ ...leaving, at: when.occurredAt }, -quantity, -held);
  trial.lots.move(parts, leaving.locationId, -1, when, leaving.correction);
  seeUnnamed(trial, leaving, parts, -1, when.occurredAt);
  const pieces = variantId === trial.ground.serialGoods ? piecesOf(parts) : undefined;
  const factId = trial.model.record(variantId, { kind: 'out', ...when, role, quantity, ...(pieces && { pieces }) });
  return { ...leaving, parts, cameWith: parts.map(({ lot }) => lot.cameWith), factId };
}

/** What left without a lot, or came back so. */
function seeUnnamed(trial: Trial, { variantId, locationId, quantity, correction = false }: Leaving, parts: readonly Part[], sign: 1 | -1, at: number): void {
  if (!isFollowed(trial, variantId)) return;
  trial.lots.see({ variantId, locationId, lot: undefined, at, quantity: sign * (quantity - parts.reduce((sum, part) => sum + part.quantity, 0)), correction });
}

function piecesOf(parts: readonly Part[]): NonNullable<Extract<Fact, { kind: 'out' }>['pieces']> {
  const byGoods = Map.groupBy(parts.toSorted((a, b) => a.lot.id - b.lot.id), ({ lot }) => lot.cameWith);
  return [...byGoods].map(([of, some]) => ({ of, quantity: some.reduce((sum, part) => sum + part.quantity, 0) }));
}

/** A piece that was found meanwhile lies there already, and cannot come back a second time. */
export const isHereAgain = (trial: Trial, { variantId, parts }: Pick<Gone, 'variantId' | 'parts'>): boolean =>
  variantId === trial.ground.serialGoods && parts.some(({ lot }) => [...lot.places.values()].some(({ onHand }) => onHand > 0));

/** They never left: everything is back where it was, at what it carries now. */
export function comeBack(trial: Trial, gone: Gone): void {
  const when = trial.whenNow();
  trial.model.move({ ...gone, at: when.occurredAt }, gone.quantity, gone.held);
  trial.lots.move(gone.parts, gone.locationId, 1, when, gone.correction);
  // A piece that was found meanwhile, and lost again, lies where it lay before it left.
  gone.parts.forEach(({ lot }, index) => (lot.cameWith = gone.cameWith[index] ?? lot.cameWith));
  seeUnnamed(trial, gone, gone.parts, 1, when.occurredAt);
  trial.model.record(gone.variantId, { kind: 'back', ...when, role: roleOf(trial, gone), of: gone.factId });
}

const roleOf = (trial: Trial, gone: Gone): string => trial.model.fact(gone.variantId, gone.factId).role;
