import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

interface Place {
  variantId: number;
  locationId: number;
  binId: number | null;
}

const inBin = read((db, p: { variantId: number; binId: number }) =>
  db.selectFrom('binLevel').select(['onHand', 'onHold']).where('variantId', '=', p.variantId).where('binId', '=', p.binId),
);

const atLocation = read((db, p: { variantId: number; locationId: number }) =>
  db.selectFrom('stockLevel').select(['onHand', 'onHold']).where('variantId', '=', p.variantId).where('locationId', '=', p.locationId),
);

/** How many of lost goods were on hold: those that are free are the ones missing first. */
export function heldOfLoss(reader: Reader, { variantId, locationId, binId }: Place, lost: Quantity): Quantity {
  const level = binId === null ? atLocation.get(reader, { variantId, locationId }) : inBin.get(reader, { variantId, binId });
  const { onHand, onHold } = level ?? { onHand: 0, onHold: 0 };
  return quantity(Math.min(onHold, Math.max(0, lost - (onHand - onHold))));
}
