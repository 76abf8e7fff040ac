import type { Day } from '../units/day.ts';
import type { Quantity } from '../units/quantity.ts';
import { mulDiv } from '../units/mul-div.ts';
import type { RatePpm } from '../units/rate-ppm.ts';
import { type UnitPrice, unitPrice } from '../units/unit-price.ts';

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

/** A price agreed anew, and what it was until then. */
export interface RepricedAgreement extends Omit<PriceAgreement, 'id'> {
  readonly before: UnitPrice;
}

const million = 1_000_000;

/**
 * What one variant's agreed prices become when a supplier changes them all by a rate from a day on: one for every quantity from
 * which another agreement holds that day, ending when that one ends. What holds no more is not carried on.
 */
export function repriced(agreements: readonly PriceAgreement[], change: RatePpm, on: Day): RepricedAgreement[] {
  const quantities = agreements.map(({ fromQuantity }) => fromQuantity);
  const holding = new Set(quantities.flatMap((wanted) => chooseAgreement(agreements, on, wanted).chosen ?? []));
  return [...holding]
    .toSorted((a, b) => a.fromQuantity - b.fromQuantity)
    .map(({ fromQuantity, price, validThroughOn }) => ({ fromQuantity, price: unitPrice(mulDiv(price, million + change, million)), before: price, validFromOn: on, validThroughOn }));
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
