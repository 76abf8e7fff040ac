import type { Day } from '../../units/day.ts';
import { type Minor, minor } from '../../units/minor.ts';
import { type Quantity, quantity } from '../../units/quantity.ts';

/** What is left of a receipt and its whole value; an owed one holds less than nothing. */
export interface ExportLot {
  id: number;
  variantId: number;
  /** The day of the movement that made it. */
  on: Day;
  owed: boolean;
  quantity: Quantity;
  value: Minor;
}

/** What one movement changed of one lot, later prices and corrections included. `quantity` and `value` are signed. */
export type LotChange = ExportLot;

/** Goods that came or went, with every lot they touched. `quantity` is the movement's own, not the lots'. */
export interface ExportMovement {
  id: number;
  kind: string;
  variantId: number;
  on: Day;
  quantity: Quantity;
  changes: readonly LotChange[];
}

/** Stock as the writers of plain-text books need it; movements come in costing order and are read once. */
export interface ExportStock {
  /** The account the goods stand on. */
  ledgerAccountId: number;
  variants: readonly { id: number; sku: string }[];
  /** The lots that are open when the first day begins. */
  opening: readonly ExportLot[];
  movements: Iterable<ExportMovement>;
}

export interface LotState {
  quantity: Quantity;
  value: Minor;
}

/** One change with the lot before and after it. */
export interface LotStep {
  change: LotChange;
  before: LotState;
  after: LotState;
  /** What moves between the money and the goods of the inventory account: the change's value. */
  carried: Minor;
  /** Whether an outside tool that takes the oldest lot first takes this one. */
  oldest: boolean;
  /** Whether every unit that is left costs what the units taken cost, to the last digit. */
  even: boolean;
}

/**
 * The lots while changes are applied to them: an outside tool's view of our layers. A lot that is written anew goes to the
 * end among those of its day, as it does in that tool.
 */
export class LotBook {
  private readonly lots = new Map<string, Map<number, LotState & { on: Day }>>();
  private readonly onHand = new Map<number, number>();
  private readonly moved = new Set<number>();
  private total = 0;

  /** The value that stands on goods and not on money. */
  get carried(): Minor {
    return minor(this.total);
  }

  /** Takes a change in. */
  apply(change: LotChange): LotStep {
    const lots = this.lotsOf(change);
    const before = lots.get(change.id) ?? { quantity: quantity(0), value: minor(0), on: change.on };
    const oldest = oldestOf(lots) === change.id;
    const after = { quantity: quantity(before.quantity + change.quantity), value: minor(before.value + change.value), on: before.on };
    const carried = minor(valueOf(after) - valueOf(before));
    const even = BigInt(before.value) * BigInt(after.quantity) === BigInt(after.value) * BigInt(before.quantity);
    if (!(even && isDraw(before, after))) lots.delete(change.id);
    if (after.quantity !== 0 || after.value !== 0) lots.set(change.id, after);
    else lots.delete(change.id);
    this.total += carried;
    return { change, before, after, carried, oldest, even };
  }

  /** What is owed stands apart from what is there. */
  private lotsOf({ variantId, owed }: LotChange): Map<number, LotState & { on: Day }> {
    const key = `${variantId}|${owed}`;
    const lots = this.lots.get(key) ?? new Map<number, LotState & { on: Day }>();
    this.lots.set(key, lots);
    return lots;
  }

  /** Counts what a movement moved, apart from what its lots say. */
  count({ variantId, quantity: moved }: { variantId: number; quantity: number }): void {
    this.onHand.set(variantId, (this.onHand.get(variantId) ?? 0) + moved);
    this.moved.add(variantId);
  }

  /** What is on hand of every variant that moved since this was asked last. */
  takeMoved(): { variantId: number; quantity: Quantity }[] {
    const moved = [...this.moved].toSorted((a, b) => a - b).map((variantId) => ({ variantId, quantity: quantity(this.onHand.get(variantId) ?? 0) }));
    this.moved.clear();
    return moved;
  }
}

/** Whether a change only takes from a lot that has more left. */
export const isDraw = (before: LotState, after: LotState): boolean =>
  Math.sign(before.quantity) === Math.sign(after.quantity) && Math.abs(after.quantity) < Math.abs(before.quantity);

// An emptied layer keeps no value; where one does for a moment, the money waits until there are goods again.
const valueOf = (lot: LotState): number => (lot.quantity === 0 ? 0 : lot.value);

function oldestOf(lots: ReadonlyMap<number, LotState & { on: Day }>): number | undefined {
  let oldest: { id: number; on: Day } | undefined;
  for (const [id, { on, quantity: left }] of lots) if (left !== 0 && (oldest === undefined || on < oldest.on)) oldest = { id, on };
  return oldest?.id;
}
