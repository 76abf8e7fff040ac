import type { Day } from '../units/day.ts';
import { mulDiv } from '../units/mul-div.ts';
import type { Quantity } from '../units/quantity.ts';
import type { RatePpm } from '../units/rate-ppm.ts';
import { type UnitPrice, unitPrice } from '../units/unit-price.ts';

/** What a row is about; the nearer to the variant, the sooner it is taken. */
export const rowTargets = ['variant', 'collection', 'category'] as const;
export type RowTarget = (typeof rowTargets)[number];

/** A row that speaks of the variant asked about. */
export interface ListRow {
  of: RowTarget;
  /** From this quantity on. */
  minQuantity: Quantity;
  price: { amount: UnitPrice } | { percentOff: RatePpm };
}

export interface ListFacts {
  id: number;
  name: string;
  currency: string;
  /** Null where every channel, and who buys by hand, may have it. */
  channelId: number | null;
  /** Null where every customer may have it. */
  customerGroupId: number | null;
  priority: number;
  validFromOn: Day | null;
  validThroughOn: Day | null;
  rows: readonly ListRow[];
}

/** An armed promotion that names the variant asked about. Its price is in the shop's base currency, a percentage is off the variant's own. */
export interface PromotionFacts {
  id: number;
  name: string;
  currency: string;
  /** Empty where it holds everywhere, and by hand too. */
  channelIds: readonly number[];
  firstOn: Day;
  lastOn: Day;
  price: ListRow['price'];
}

export interface PriceFacts {
  /** The variant's own price; null when nobody set one. */
  base: UnitPrice | null;
  lists: readonly ListFacts[];
  promotions?: readonly PromotionFacts[];
  /** The least a price may be by the margin floor; null where none holds, undefined where no price is enough. */
  lowest: UnitPrice | null | undefined;
}

export interface AskedPrice {
  quantity: Quantity;
  currency: string;
  channelId: number | null;
  customerGroupIds: readonly number[];
  on: Day;
}

export const stepOutcomes = [
  'won', 'outranked', 'notLower', 'otherCurrency', 'otherChannel', 'otherGroup', 'notBegun', 'ended', 'notListed', 'quantityTooSmall', 'noBase', 'underFloor',
] as const;
export type StepOutcome = (typeof stepOutcomes)[number];

/** One rule that was considered, and why it won or lost. */
export interface PriceStep {
  promotionId: number | null;
  /** Null, as the promotion is, for the variant's own price. */
  priceListId: number | null;
  name: string | null;
  outcome: StepOutcome;
  /** What the rule would have asked; null where it has no price for this. */
  price: UnitPrice | null;
  minQuantity: Quantity | null;
  percentOff: RatePpm | null;
}

export interface ResolvedPrice {
  price: UnitPrice | null;
  steps: PriceStep[];
}

const million = 1_000_000;

/**
 * The price of one unit, and every rule considered: promotions, lists by priority (of two alike the older one), the variant's
 * own price.
 *
 * Without promotions the first that fits wins. In a list the nearest rows speak (variant before collection before category), of
 * these the highest quantity reached, of two alike the lower price. A list's price under the margin floor loses; the variant's
 * own was held against the floor when it was set.
 *
 * Of the promotions that fit the currency, channel and day, and are not under the floor, the lowest price wins, of two alike the
 * older one, whatever order they are told in; and only where it is lower than the price without promotions. Nothing is added
 * up: a buyer pays one price, and never more because of a promotion.
 */
export function resolvePrice(facts: PriceFacts, asked: AskedPrice): ResolvedPrice {
  const usual = withoutPromotions(facts, asked);
  const offers = [...(facts.promotions ?? [])].sort((a, b) => a.id - b.id).map((promotion) => promotionStep(promotion, facts, asked));
  const best = lowestOffer(offers);
  const wins = best !== undefined && (usual.price === null || best.price < usual.price);
  for (const offer of offers) if (offer.outcome === 'won' && !(wins && offer === best.step)) offer.outcome = 'notLower';
  if (!wins) return { price: usual.price, steps: [...offers, ...usual.steps] };
  for (const step of usual.steps) if (step.outcome === 'won') step.outcome = 'outranked';
  return { price: best.price, steps: [...offers, ...usual.steps] };
}

function withoutPromotions(facts: PriceFacts, asked: AskedPrice): ResolvedPrice {
  const steps: PriceStep[] = [];
  let price: UnitPrice | null = null;
  let found = false;
  for (const list of [...facts.lists].sort((a, b) => b.priority - a.priority || a.id - b.id)) {
    const step = stepOf(list, facts, asked);
    if (step.outcome === 'won' && found) step.outcome = 'outranked';
    if (step.outcome === 'won') [price, found] = [step.price, true];
    steps.push(step);
  }
  if (!found) price = facts.base;
  steps.push({ ...noStep, outcome: found ? 'outranked' : facts.base === null ? 'noBase' : 'won', price: facts.base });
  return { price, steps };
}

/** The first of the lowest, which is the older one of two alike. */
function lowestOffer(offers: readonly PriceStep[]): { step: PriceStep; price: UnitPrice } | undefined {
  let best: { step: PriceStep; price: UnitPrice } | undefined;
  for (const step of offers) {
    if (step.outcome === 'won' && step.price !== null && (!best || step.price < best.price)) best = { step, price: step.price };
  }
  return best;
}

const noStep = { promotionId: null, priceListId: null, name: null, price: null, minQuantity: null, percentOff: null } as const;

function promotionStep({ id, name, ...promotion }: PromotionFacts, { base, lowest }: PriceFacts, { currency, channelId, on }: AskedPrice): PriceStep {
  const step = { ...noStep, promotionId: id, name, percentOff: 'percentOff' in promotion.price ? promotion.price.percentOff : null };
  if (promotion.currency !== currency) return { ...step, outcome: 'otherCurrency' };
  if (promotion.channelIds.length > 0 && !promotion.channelIds.some((one) => one === channelId)) return { ...step, outcome: 'otherChannel' };
  if (on < promotion.firstOn) return { ...step, outcome: 'notBegun' };
  if (on > promotion.lastOn) return { ...step, outcome: 'ended' };
  const price = priceOfRow(promotion, base);
  if (price === null) return { ...step, outcome: 'noBase' };
  return { ...step, outcome: isUnder(price, lowest) ? 'underFloor' : 'won', price };
}

function stepOf(list: ListFacts, facts: PriceFacts, asked: AskedPrice): PriceStep {
  const step = { ...noStep, priceListId: list.id, name: list.name };
  const apart = keptApart(list, asked);
  if (apart) return { ...step, outcome: apart };
  if (list.rows.length === 0) return { ...step, outcome: 'notListed' };
  const reached = list.rows.filter(({ minQuantity }) => minQuantity <= asked.quantity);
  if (reached.length === 0) return { ...step, outcome: 'quantityTooSmall', minQuantity: leastOf(list.rows.map((row) => row.minQuantity)) };
  const best = bestRow(reached, facts.base);
  if (!best) return { ...step, outcome: 'noBase' };
  const { row, price } = best;
  const percentOff = 'percentOff' in row.price ? row.price.percentOff : null;
  return { ...step, outcome: isUnder(price, facts.lowest) ? 'underFloor' : 'won', price, minQuantity: row.minQuantity, percentOff };
}

/** Why a list is not for who asks, or not for this day. */
function keptApart(list: ListFacts, { currency, channelId, customerGroupIds, on }: AskedPrice): StepOutcome | undefined {
  if (list.currency !== currency) return 'otherCurrency';
  if (list.channelId !== null && list.channelId !== channelId) return 'otherChannel';
  if (list.customerGroupId !== null && !customerGroupIds.includes(list.customerGroupId)) return 'otherGroup';
  if (list.validFromOn !== null && on < list.validFromOn) return 'notBegun';
  return list.validThroughOn !== null && on > list.validThroughOn ? 'ended' : undefined;
}

interface PricedRow {
  row: ListRow;
  price: UnitPrice;
}

/** The row that speaks for a list: a percentage of a price that nobody set is no price. */
function bestRow(rows: readonly ListRow[], base: UnitPrice | null): PricedRow | undefined {
  const priced = rows.flatMap((row): PricedRow[] => {
    const price = priceOfRow(row, base);
    return price === null ? [] : [{ row, price }];
  });
  return priced.sort((a, b) => nearness(a) - nearness(b) || b.row.minQuantity - a.row.minQuantity || a.price - b.price)[0];
}

const nearness = ({ row }: PricedRow): number => rowTargets.indexOf(row.of);

/** The price a row asks: its own, or so much off the variant's, rounded once to the unit price's places. */
export function priceOfRow({ price }: Pick<ListRow, 'price'>, base: UnitPrice | null): UnitPrice | null {
  if ('amount' in price) return price.amount;
  return base === null ? null : unitPrice(base - mulDiv(base, price.percentOff, million));
}

const isUnder = (price: UnitPrice, lowest: UnitPrice | null | undefined): boolean => lowest === undefined || (lowest !== null && price < lowest);

const leastOf = (quantities: readonly Quantity[]): Quantity => quantities.reduce((least, quantity) => (quantity < least ? quantity : least));
