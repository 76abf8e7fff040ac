import { type Quantity, quantity } from '../units/quantity.ts';

/** How many whole bundles what is available of one component is enough for; never below zero. */
export const buildableOf = (available: number, perBundle: Quantity): Quantity => quantity(Math.max(0, Math.floor(available / perBundle)) * 1000);

/** How many bundles can be sold: as many as the scarcest component is enough for. Source: DOMAIN §4 "Bundles". */
export function buildable(components: readonly { available: number; quantity: Quantity }[]): Quantity {
  const each = components.map((component) => buildableOf(component.available, component.quantity));
  return each.length === 0 ? quantity(0) : each.reduce((least, count) => (count < least ? count : least));
}
