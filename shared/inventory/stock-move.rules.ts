import { type AccountRole, debit, type Leg } from '../accounting/entry.rules.ts';
import type { Instant } from '../units/instant.ts';
import type { Day } from '../units/day.ts';
import { type Minor, minor } from '../units/minor.ts';
import type { Quantity } from '../units/quantity.ts';
import type { LotAsked } from './lot.rules.ts';

/** Which document moves the goods, when it happened, and the day its entry is posted: never before the first open day. */
export interface StockOccasion {
  occurredAt: Instant;
  postedOn: Day;
  source: { kind: string; id: number };
  /** The goods are in the customer's hand: they are there, whatever the book says. */
  inHand?: boolean;
}

interface Place {
  variantId: number;
  locationId: number;
  binId?: number | null;
  /** Which lots or serial numbers; chosen by rule where nobody says, and needed for followed goods that come in. */
  lots?: readonly LotAsked[];
}

/** One movement somebody asks for. Quantities are positive except where a sign is said; `role` takes the other side of the value. */
export type Move =
  | (Place & { kind: 'receipt' | 'opening'; quantity: Quantity; value: Minor; role: AccountRole; held?: Quantity })
  | (Place & { kind: 'shipment'; quantity: Quantity; role: AccountRole })
  /** Puts back all that a shipment or another draw took, at the place it left from. */
  | { kind: 'cancellation'; movementId: number }
  /** Part of what a draw took comes back, at the cost it left with. */
  | { kind: 'return'; movementId: number; quantity: Quantity; locationId: number; binId?: number | null; held?: Quantity; lots?: readonly LotAsked[] }
  /** Goods lost; `held` says how much of them was on hold. */
  | (Place & { kind: 'loss'; quantity: Quantity; role: AccountRole; reason: string; held?: Quantity })
  | (Place & { kind: 'gain'; quantity: Quantity; value: Minor; role: AccountRole; reason: string })
  /** Goods that only change place or state bear no value; `quantity` and `held` are signed. */
  | (Place & { kind: 'transfer' | 'move' | 'hold'; quantity: Quantity; held: Quantity })
  /** Goods of others come to or leave a place that keeps them; they are never ours and bear no value. */
  | (Place & { kind: 'consignment'; quantity: Quantity; held: Quantity });

/** What a movement did: `value` is the change of Inventory that its document posts (a shipment's is negative), against `role`. */
export interface Moved {
  movementId: number;
  variantId: number;
  locationId: number;
  quantity: Quantity;
  value: Minor;
  role: AccountRole | null;
}

/** Where all of some movements were, when that is one place: what their entry's result belongs to. Null where there are several, or none. */
export function onePlaceOf(moved: readonly { locationId: number }[]): number | null {
  const [first] = moved;
  return first && moved.every(({ locationId }) => locationId === first.locationId) ? first.locationId : null;
}

/** The two sides of what movements cost, for the entry of their document. Source: DOMAIN §5. */
export function stockLegs(moved: readonly Moved[]): Leg[] {
  return moved.flatMap(({ value, role }) => (role === null ? [] : [debit('inventory', value), debit(role, minor(-value))]));
}
