import type { LotAsked, Tracking } from '../inventory/lot.rules.ts';
import { allocate } from '../units/allocate.ts';
import type { Day } from '../units/day.ts';
import type { Minor } from '../units/minor.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import type { ArrivedGoods } from './purchase-receipt.contract.ts';

/**
 * One step of a delivery that was taken: a piece or a case. With no quantity it names goods: which are in the hand, of which
 * lot those without one are, or until when that lot is good.
 */
export interface ReceivingStep {
  readonly variantId: number;
  readonly tracking: Tracking;
  readonly quantity: Quantity;
  readonly damaged: boolean;
  /** A lot, or one piece's serial number. */
  readonly lot?: string;
  readonly expiresOn?: Day;
}

export interface ReceivedLot {
  readonly code: string;
  readonly quantity: Quantity;
  readonly damaged: Quantity;
  readonly expiresOn: Day | null;
}

/** What came of one variant so far; `unnamed` are followed goods whose lot nobody said yet. */
export interface ReceivedGoods {
  readonly variantId: number;
  readonly tracking: Tracking;
  readonly quantity: Quantity;
  readonly damaged: Quantity;
  readonly lots: readonly ReceivedLot[];
  readonly unnamed: Quantity;
}

/** What somebody said of goods besides scanning them. */
export interface SaidOfGoods {
  /** How many the delivery note announces. */
  readonly announced?: Quantity;
  /** What they cost in all, without tax, where no price was agreed. */
  readonly cost?: Minor;
}

/** The command takes no more lots on one line. */
const lotsOnLine = 1000;

/** What came of each variant, in the order it first came in. */
export const receivedOf = (steps: readonly ReceivingStep[]): ReceivedGoods[] => [...Map.groupBy(steps, (step) => step.variantId).values()].map(goodsOf);

interface Part {
  sound: number;
  damaged: number;
}

/** A lot once named holds for what comes after it, until another one is named; goods that waited for a name take the next that is said by itself. */
function goodsOf(steps: readonly ReceivingStep[]): ReceivedGoods {
  const lots = new Map<string, Part & { expiresOn: Day | null }>();
  let waiting: Part & { expiresOn: Day | null } = { sound: 0, damaged: 0, expiresOn: null };
  let current: string | undefined;
  let all: Part = { sound: 0, damaged: 0 };
  for (const step of steps) {
    const came: Part = step.damaged ? { sound: 0, damaged: step.quantity } : { sound: step.quantity, damaged: 0 };
    all = added(all, came);
    if (step.tracking === 'none') continue;
    current = step.lot ?? current;
    const before = (current === undefined ? undefined : lots.get(current)) ?? { sound: 0, damaged: 0, expiresOn: null };
    if (current === undefined) {
      waiting = { ...added(waiting, came), expiresOn: step.expiresOn ?? waiting.expiresOn };
    } else if (step.quantity === 0 && step.lot !== undefined) {
      lots.set(current, { ...added(before, waiting), expiresOn: step.expiresOn ?? before.expiresOn ?? waiting.expiresOn });
      waiting = { sound: 0, damaged: 0, expiresOn: null };
    } else lots.set(current, { ...added(before, came), expiresOn: step.expiresOn ?? before.expiresOn });
  }
  // Followed by number, goods in the hand have none until theirs is scanned.
  const [{ variantId, tracking } = { variantId: 0, tracking: 'none' as const }] = steps;
  return {
    variantId,
    tracking,
    quantity: quantity(all.sound + all.damaged),
    damaged: quantity(all.damaged),
    lots: [...lots].map(([code, lot]) => ({ code, quantity: quantity(lot.sound + lot.damaged), damaged: quantity(lot.damaged), expiresOn: lot.expiresOn })).filter((lot) => lot.quantity > 0),
    unnamed: quantity(waiting.sound + waiting.damaged),
  };
}

const added = (a: Part, b: Part): Part => ({ sound: a.sound + b.sound, damaged: a.damaged + b.damaged });

/** The lines of the receipt. Damaged pieces of followed goods stand on a line of their own, so that the right lots are held. */
export const arrivalsOf = (steps: readonly ReceivingStep[], said: Readonly<Record<number, SaidOfGoods>> = {}): ArrivedGoods[] =>
  receivedOf(steps).filter((goods) => goods.quantity > 0).flatMap((goods) => withSaid(goods, linesOf(goods), said[goods.variantId] ?? {}));

function linesOf({ variantId, quantity: count, damaged, lots }: ReceivedGoods): ArrivedGoods[] {
  if (lots.length === 0) return [{ variantId, quantity: count, ...(damaged > 0 && { damaged }) }];
  const parts = (of: (lot: ReceivedLot) => number): LotAsked[] =>
    lots.flatMap((lot) => (of(lot) === 0 ? [] : [{ code: lot.code, quantity: quantity(of(lot)), ...(lot.expiresOn !== null && { expiresOn: lot.expiresOn }) }]));
  const line = (named: LotAsked[]): ArrivedGoods => ({ variantId, quantity: quantity(named.reduce((sum, lot) => sum + lot.quantity, 0)), lots: named });
  return [
    ...inTurns(parts((lot) => lot.damaged)).map((named) => ({ ...line(named), damaged: line(named).quantity })),
    ...inTurns(parts((lot) => lot.quantity - lot.damaged)).map(line),
  ];
}

const inTurns = (lots: readonly LotAsked[]): LotAsked[][] => Array.from({ length: Math.ceil(lots.length / lotsOnLine) }, (_, turn) => lots.slice(turn * lotsOnLine, (turn + 1) * lotsOnLine));

/** What is missing of the announced pieces is missing once, and the cost in all is shared by the lines. */
function withSaid(goods: ReceivedGoods, lines: readonly ArrivedGoods[], { announced, cost }: SaidOfGoods): ArrivedGoods[] {
  const short = Math.max(0, (announced ?? 0) - goods.quantity);
  const costs = cost === undefined ? [] : allocate(cost, lines.map((line) => line.quantity));
  return lines.map((line, index) => {
    const share = costs[index];
    const isLast = index === lines.length - 1;
    return { ...line, ...(isLast && short > 0 && { announced: quantity(line.quantity + short) }), ...(share !== undefined && { cost: share }) };
  });
}
