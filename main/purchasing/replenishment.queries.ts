import type { ReplenishmentAsked, ReplenishmentTerms, replenishmentViews } from '../../shared/purchasing/replenishment.contract.ts';
import { planWithin } from '../../shared/purchasing/replenishment-plan.rules.ts';
import { dayOf, daysBetween } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, sumMinor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { daysTaken } from '../../shared/purchasing/lead-time.rules.ts';
import { deliveriesOf } from './lead-time.queries.ts';
import { newestCommand, ordersOfVariant, overdueOrders, salesOfVariant } from './replenishment.statements.ts';
import { chooseSupplierPrice } from './agreement.queries.ts';
import { evaluateAll, type Evaluated, type Need } from './replenishment-needs.ts';

type View = (typeof replenishmentViews)[number];

/** The last proposal of each connection: a slider of the budget asks for the same one again and again. */
const kept = new WeakMap<Reader, { key: string; evaluated: Evaluated }>();

/** Every variant that sells, with what it needs; worked out once until a command changed something. */
function evaluate(reader: Reader, terms: ReplenishmentTerms, now: Instant): Evaluated {
  const today = dayOf(now, getShop(reader).timeZone);
  const { coverDays, windowDays, serviceLevel } = terms;
  const key = `${today} ${serviceLevel ?? 'class'} ${coverDays} ${windowDays} ${newestCommand.get(reader, {})?.id ?? 0}`;
  const known = kept.get(reader);
  if (known?.key === key) return known.evaluated;
  const evaluated = evaluateAll(reader, { coverDays, windowDays, ...(serviceLevel !== undefined && { serviceLevel }) }, today, now);
  kept.set(reader, { key, evaluated });
  return evaluated;
}

interface Proposal {
  period: { from: Day; on: Day };
  needs: readonly Need[];
  taken: readonly Need[];
  /** Taken ones in the order of their urgency, then what is left, then what has no supplier or needs nothing. */
  ranked: readonly Need[];
  cost: Minor;
  baseline: Minor;
}

/** What a budget takes of what is needed. */
export function proposalFor(reader: Reader, asked: ReplenishmentAsked, now: Instant): Proposal {
  const { needs, ...period } = evaluate(reader, asked, now);
  const without = new Set(asked.without);
  const orderable = needs.filter((need) => need.quantity > 0);
  const plan = planWithin(orderable.filter(({ variantId }) => !without.has(variantId)), asked.budget ?? null);
  const rest = orderable.filter(({ variantId }) => without.has(variantId));
  const others = needs.filter((need) => need.quantity === 0);
  return { period, needs, taken: plan.taken, ranked: [...plan.taken, ...plan.left, ...rest, ...others], cost: plan.cost, baseline: plan.baseline };
}

const belongs: Record<View, (need: Need) => boolean> = {
  toOrder: (need) => need.quantity > 0,
  unsourced: (need) => need.wanted > 0 && need.supplierId === null,
  all: () => true,
};

/** One page of what to buy, the most urgent first, and the whole plan's figures. */
export function proposeReplenishment(reader: Reader, asked: ReplenishmentAsked & { view: View; after?: number; limit: number }, _actor: Actor, now: Instant) {
  const proposal = proposalFor(reader, asked, now);
  const wanted = proposal.ranked.filter(belongs[asked.view]);
  const start = asked.after === undefined ? 0 : wanted.findIndex(({ variantId }) => variantId === asked.after) + 1;
  const taken = new Set(proposal.taken);
  const rows = wanted.slice(start, start + asked.limit).map((need) => rowOf(need, taken.has(need)));
  const more = start + asked.limit < wanted.length;
  return { ...proposal.period, rows, next: more ? (rows.at(-1)?.variantId ?? null) : null, plan: figuresOf(proposal) };
}

function figuresOf({ needs, taken, cost, baseline }: Proposal) {
  const orderable = needs.filter((need) => need.quantity > 0);
  const ordered = new Set(taken);
  const shortWith = (need: Need) => (ordered.has(need) ? need.shortWith : need.shortWithout);
  const sum = (of: (need: Need) => number) => quantity(needs.reduce((total, need) => total + of(need), 0));
  return {
    lines: taken.length,
    suppliers: new Set(taken.flatMap(({ supplierId, second }) => [supplierId, ...(second ? [second.supplierId] : [])])).size,
    cost,
    baseline,
    wholeCost: sumMinor(orderable.map((need) => need.cost)),
    wholeLines: orderable.length,
    unsourced: needs.filter(belongs.unsourced).length,
    outWithout: needs.filter((need) => need.shortWithout > 0).length,
    outWith: needs.filter((need) => shortWith(need) > 0).length,
    shortWithout: sum((need) => need.shortWithout),
    shortWith: sum(shortWith),
  };
}

/** Copies: the door cuts fields out of an answer, and these rows answer the next page as well. */
function rowOf({ avoided: _avoided, offers: _offers, instead, second, ...need }: Need, taken: boolean) {
  return { ...need, leadTime: { ...need.leadTime }, instead: instead && { ...instead }, second: second && { ...second }, taken };
}

/** Why so much of one variant, and why from there. */
export function explainReplenishment(reader: Reader, { variantId, ...terms }: ReplenishmentTerms & { variantId: number }, _actor: Actor, now: Instant) {
  const { needs, today, ...period } = evaluate(reader, terms, now);
  const need = needs.find((one) => one.variantId === variantId);
  const offers = (need?.offers ?? []).map(({ quote, ...offer }) => {
    const amount = quote?.best.quantity ?? offer.packQuantity;
    const { reasons } = chooseSupplierPrice(reader, { supplierId: offer.supplierId, variantId, on: today, quantity: amount });
    return { ...offer, leadTime: { ...offer.leadTime }, quantity: amount, price: quote?.best.price ?? null, cost: quote?.best.cost ?? null, reasons };
  });
  const source = need?.supplierId ?? null;
  const learned = need && source !== null && (need.leadTime.source === 'variant' || need.leadTime.source === 'supplier') ? deliveriesOf(reader, today, source) : [];
  const deliveries = learned
    .filter((one) => need?.leadTime.source === 'supplier' || one.variantId === variantId)
    .slice(-50)
    .reverse()
    .map((one) => ({ purchaseOrderId: one.purchaseOrderId, number: one.number, variantId: one.variantId, orderedOn: one.orderedOn, arrivedOn: one.arrivedOn, days: daysTaken(one) }));
  const row = need ? rowOf(need, need.quantity > 0) : null;
  const orders = ordersOfVariant.all(reader, { variantId }).map(({ orderedAt, ...order }) => ({ ...order, drafted: orderedAt === null }));
  const late = new Set(offers.filter(({ lateDays }) => lateDays > 0).map(({ supplierId }) => supplierId));
  const overdue = overdueOrders.all(reader, { today }).filter(({ supplierId }) => late.has(supplierId)).map((order) => ({ ...order, days: daysBetween(order.expectedOn, today) }));
  return { ...period, row, offers, deliveries, overdue, sales: salesOfVariant.all(reader, { ...period, variantId }), orders };
}

