import { type Quantity, quantity } from '../units/quantity.ts';

export interface SourcedPart {
  locationId: number;
  quantity: Quantity;
}

/**
 * Where the goods of a line leave from: first where they were set aside, in the places' order, and what was not set aside
 * from the place the person stands at.
 */
export function sourceGoods(asked: Quantity, setAside: readonly SourcedPart[], elsewhere: number): SourcedPart[] {
  let left: number = asked;
  const parts: SourcedPart[] = [];
  const take = (locationId: number, most: number): void => {
    const taken = Math.min(left, most);
    if (taken <= 0) return;
    left -= taken;
    const same = parts.find((part) => part.locationId === locationId);
    if (same) same.quantity = quantity(same.quantity + taken);
    else parts.push({ locationId, quantity: quantity(taken) });
  };
  for (const part of setAside) take(part.locationId, part.quantity);
  take(elsewhere, left);
  return parts;
}
