import type { Day } from '../units/day.ts';
import type { Quantity } from '../units/quantity.ts';
import type { UnitPrice } from '../units/unit-price.ts';

/** A price agreed with a supplier for one variant, without tax. */
export interface PriceAgreement {
  readonly id: number;
  readonly fromQuantity: Quantity;
  readonly price: UnitPrice;
  readonly validFromOn: Day;
  readonly validThroughOn: Day | null;
}

/** Why an agreement was taken, or passed over. */
export const agreementVerdicts = ['chosen', 'notYet', 'expired', 'quantityTooSmall', 'olderAgreement', 'smallerBreak'] as const;
export type AgreementVerdict = (typeof agreementVerdicts)[number];

export interface AgreementReason {
  readonly agreementId: number;
  readonly verdict: AgreementVerdict;
  readonly price: UnitPrice;
  readonly fromQuantity: Quantity;
}

export interface ChosenPrice {
  /** Null when no agreement holds for this day and quantity. */
  readonly chosen: PriceAgreement | null;
  /** One for every agreement there is, the chosen first, then as they were given. */
  readonly reasons: readonly AgreementReason[];
}

/**
 * The agreed price of one variant on a day for a quantity: of those in force and reached by the quantity, the latest
 * agreement; of one day's agreements the largest break reached; of two alike the one entered last. Every other one says
 * why it was passed over. Source: FEATURES C1.
 */
export function chooseAgreement(agreements: readonly PriceAgreement[], on: Day, wanted: Quantity): ChosenPrice {
  const standing = agreements.filter((one) => whyNot(one, on, wanted) === null);
  const [chosen] = standing.toSorted(byPrecedence);
  const reasons = agreements.map((one) => ({
    agreementId: one.id,
    verdict: whyNot(one, on, wanted) ?? beside(one, chosen),
    price: one.price,
    fromQuantity: one.fromQuantity,
  }));
  return { chosen: chosen ?? null, reasons: reasons.toSorted((a, b) => Number(b.verdict === 'chosen') - Number(a.verdict === 'chosen')) };
}

function whyNot(one: PriceAgreement, on: Day, wanted: Quantity): AgreementVerdict | null {
  if (on < one.validFromOn) return 'notYet';
  if (one.validThroughOn !== null && on > one.validThroughOn) return 'expired';
  return wanted < one.fromQuantity ? 'quantityTooSmall' : null;
}

function byPrecedence(a: PriceAgreement, b: PriceAgreement): number {
  if (a.validFromOn !== b.validFromOn) return a.validFromOn < b.validFromOn ? 1 : -1;
  return b.fromQuantity - a.fromQuantity || b.id - a.id;
}

function beside(one: PriceAgreement, chosen: PriceAgreement | undefined): AgreementVerdict {
  if (one.id === chosen?.id) return 'chosen';
  return one.validFromOn === chosen?.validFromOn && one.fromQuantity < chosen.fromQuantity ? 'smallerBreak' : 'olderAgreement';
}

/** The least a supplier sells of a variant that covers what is wanted: its minimum, in whole packs. Quantities in thousandths. */
export function orderableQuantity(wanted: number, item: { packQuantity: number; minimumQuantity: number }): number {
  const least = Math.max(wanted, item.minimumQuantity);
  return Math.ceil(least / item.packQuantity) * item.packQuantity;
}
