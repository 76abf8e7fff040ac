import { addDays } from '../units/calendar.ts';
import type { Day } from '../units/day.ts';
import type { RatePpm } from '../units/rate-ppm.ts';

/** Whose fault a return is: a change of mind has a shorter window than a fault. */
export const faults = ['customer', 'shop', 'carrier', 'supplier'] as const;
export type FaultOf = (typeof faults)[number];

/** When shipping is given back with the goods: never, when the whole order comes back and it was our fault, or whenever all of it comes back. */
export const shippingBack = ['never', 'ourFault', 'always'] as const;
export type ShippingBack = (typeof shippingBack)[number];

/** What a promise was from one day on. */
export interface PolicyVersion {
  readonly id: number;
  readonly returnPolicyId: number;
  readonly channelId: number | null;
  readonly categoryId: number | null;
  readonly fromOn: Day;
  readonly windowDays: number;
  readonly faultDays: number;
  readonly restockingFee: RatePpm;
  readonly shipping: ShippingBack;
  readonly warrantyMonths: number;
  readonly wording: string;
}

/** What was sold, as policies see it. `depths` says how deep each of its categories lies, its own and those above. */
export interface Sold {
  readonly channelId: number | null;
  readonly depths: ReadonlyMap<number, number>;
  readonly orderedOn: Day;
}

/**
 * The promise a customer bought under: of the versions in force on the order's date the one that speaks of it most closely,
 * its category before its channel. Where two categories lie equally deep, the kinder one counts.
 */
export function policyFor(versions: readonly PolicyVersion[], sold: Sold): PolicyVersion | undefined {
  const inForce = [...Map.groupBy(versions, (version) => version.returnPolicyId).values()].flatMap(
    (group) => group.filter((version) => version.fromOn <= sold.orderedOn).sort((a, b) => (a.fromOn < b.fromOn ? 1 : -1))[0] ?? [],
  );
  const fitting = inForce.filter(
    ({ channelId, categoryId }) => (channelId === null || channelId === sold.channelId) && (categoryId === null || sold.depths.has(categoryId)),
  );
  const depth = ({ categoryId }: PolicyVersion): number => (categoryId === null ? -1 : (sold.depths.get(categoryId) ?? -1));
  const named = ({ channelId }: PolicyVersion): number => (channelId === null ? 0 : 1);
  return fitting.sort((a, b) => depth(b) - depth(a) || named(b) - named(a) || b.windowDays - a.windowDays || a.id - b.id)[0];
}

/** The last day on which goods may be asked to come back; counted from the day they left. */
export const lastDay = (version: Pick<PolicyVersion, 'windowDays' | 'faultDays'>, fault: FaultOf, leftOn: Day): Day =>
  addDays(leftOn, fault === 'customer' ? version.windowDays : Math.max(version.windowDays, version.faultDays));

/** Whether shipping goes back by itself with what is settled; a person may decide otherwise. */
export function shippingGoesBack(shipping: ShippingBack, fault: FaultOf, isWhole: boolean): boolean {
  if (!isWhole || shipping === 'never') return false;
  return shipping === 'always' || fault !== 'customer';
}
