/** What one step is made of; each kind of step reads the numbers in its own way. */
export interface Dice {
  variant: number;
  pick: number;
  size: number;
  money: number;
  late: number;
}

export const pickOf = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];

/** Mostly as much as there is of it; now and then more, which is refused. */
export const asFar = (dice: Dice, there: number): number => (dice.late % 5 === 2 ? dice.size : Math.max(1, Math.min(dice.size, there)));
