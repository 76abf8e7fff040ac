import type { Day } from '../units/day.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import { lineAmount } from '../units/share.ts';
import type { UnitPrice } from '../units/unit-price.ts';

export const quotationStates = ['open', 'answered', 'ordered', 'closed'] as const;
export type QuotationState = (typeof quotationStates)[number];

/** So many suppliers are asked at once that every choice among them can be tried. */
export const mostAsked = 10;

/** A request's state follows from what came of it. `closed` is what a person said, the rest is counted. */
export const quotationStateOf = (request: { closed: boolean; asked: number; answered: number; orders: number }): QuotationState =>
  request.orders > 0 ? 'ordered' : request.closed ? 'closed' : request.answered === request.asked ? 'answered' : 'open';

/** What is still wanted of one line of a request. */
export interface QuotationNeed {
  readonly lineId: number;
  readonly quantity: Quantity;
}

/** What one supplier answers: `freight` once for everything it brings; a line it does not offer is left out. */
export interface QuotationAnswer {
  readonly supplierQuotationId: number;
  readonly supplierId: number;
  readonly freight: Minor;
  readonly offers: readonly { readonly lineId: number; readonly price: UnitPrice; readonly quantity: Quantity }[];
}

export interface QuotationAward {
  readonly supplierQuotationId: number;
  readonly supplierId: number;
  readonly lineId: number;
  readonly quantity: Quantity;
  readonly cost: Minor;
}

/** Whom to buy from, and what it comes to: total = goods + freight, without tax. `missing`: what nobody of them offers. */
export interface QuotationPlan {
  readonly awards: QuotationAward[];
  readonly missing: QuotationNeed[];
  readonly goods: Minor;
  readonly freight: Minor;
  readonly total: Minor;
}

/**
 * The cheapest way to get what is wanted: every choice among the answers is tried, so that a supplier's freight counts only
 * where something is bought there. Most goods come first, then the least money, then the fewest suppliers, then who was asked
 * first. Null where nobody offers anything. `digits` are the currency's minor digits. Source: FEATURES C2, C6.
 */
export function cheapestPlan(needs: readonly QuotationNeed[], answers: readonly QuotationAnswer[], digits: number): QuotationPlan | null {
  let best: Found | undefined;
  for (let chosen = 1; chosen < 1 << answers.length; chosen++) {
    const among = answers.filter((_answer, index) => (chosen & (1 << index)) !== 0);
    const found = { plan: planFrom(needs, among, digits), suppliers: among.length };
    if (found.plan.awards.length > 0 && (!best || isBetter(found, best))) best = found;
  }
  return best?.plan ?? null;
}

/** The cheapest single supplier that offers everything; null where none does. */
export function cheapestWhole(needs: readonly QuotationNeed[], answers: readonly QuotationAnswer[], digits: number): QuotationPlan | null {
  const whole = answers.map((answer) => planFrom(needs, [answer], digits)).filter((plan) => plan.missing.length === 0 && plan.awards.length > 0);
  return whole.toSorted((a, b) => a.total - b.total)[0] ?? null;
}

type Found = { readonly plan: QuotationPlan; readonly suppliers: number };

const isBetter = (one: Found, other: Found): boolean => (missingOf(one.plan) - missingOf(other.plan) || one.plan.total - other.plan.total || one.suppliers - other.suppliers) < 0;

const missingOf = ({ missing }: QuotationPlan): number => missing.reduce((sum, need) => sum + need.quantity, 0);

/** What these suppliers together bring: each line from the lowest price on, as far as each offers it. */
export function planFrom(needs: readonly QuotationNeed[], answers: readonly QuotationAnswer[], digits: number): QuotationPlan {
  const missing: QuotationNeed[] = [];
  const awards = needs.flatMap((need) => {
    const offers = answers.flatMap(({ supplierQuotationId, supplierId, offers: all }) => all.filter(({ lineId }) => lineId === need.lineId).map((offer) => ({ supplierQuotationId, supplierId, ...offer })));
    let left: number = need.quantity;
    const taken = offers.toSorted((a, b) => a.price - b.price).flatMap(({ price, quantity: offered, ...offer }): QuotationAward[] => {
      const part = quantity(Math.min(left, offered));
      left -= part;
      return part === 0 ? [] : [{ ...offer, quantity: part, cost: lineAmount(price, part, digits) }];
    });
    if (left > 0) missing.push({ lineId: need.lineId, quantity: quantity(left) });
    return taken;
  });
  const used = new Set(awards.map(({ supplierQuotationId }) => supplierQuotationId));
  const goods = sumMinor(awards.map(({ cost }) => cost));
  const freight = sumMinor(answers.filter((answer) => used.has(answer.supplierQuotationId)).map((answer) => answer.freight));
  return { awards, missing, goods, freight, total: minor(goods + freight) };
}

/** Whether an answer may still be ordered from on a day. */
export const isStillValid = ({ validThroughOn }: { validThroughOn: Day | null }, on: Day): boolean => validThroughOn === null || validThroughOn >= on;
