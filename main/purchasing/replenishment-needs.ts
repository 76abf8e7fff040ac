import { chooseServiceLevel, type ChosenServiceLevel, type ServiceLevel } from '../../shared/analysis/service-level.rules.ts';
import { chooseAgreement, type PriceAgreement } from '../../shared/purchasing/agreement.rules.ts';
import type { LeadTime } from '../../shared/purchasing/lead-time.rules.ts';
import type { ReplenishmentTerms } from '../../shared/purchasing/replenishment.contract.ts';
import { type Demand, shortageOf, type Stock, type Terms, termsOf } from '../../shared/purchasing/replenishment.rules.ts';
import { lateDaysOf, type Offer, type Quote, quoteOf, type Source, sourceOf, splitOf } from '../../shared/purchasing/sourcing.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, sumMinor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { lineAmount } from '../../shared/units/share.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { classesNow, unranked } from '../analysis/analysis.queries.ts';
import { serviceLevelsOf } from '../analysis/settings.service.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { plainItem } from './agreement.queries.ts';
import { deliveriesOf, leadTimesOf } from './lead-time.queries.ts';
import { allItems, allSplits, allSuppliers, comingByVariant, overdueOrders, ownServiceLevels, salesByVariant, standingAgreements, stockByVariant } from './replenishment.statements.ts';

interface OfferOfVariant extends Omit<Offer, 'agreements'> {
  readonly variantId: number;
  readonly name: string;
  readonly leadTime: LeadTime;
  readonly share: RatePpm | null;
  readonly quote: Quote | null;
}

/** What one variant needs, from whom, and every term it follows from. */
export interface Need extends Omit<Terms, 'leadTimeDays'>, Stock, Omit<Demand, 'squares'>, ChosenServiceLevel {
  readonly variantId: number;
  readonly sku: string;
  readonly name: string;
  readonly leadTime: LeadTime;
  readonly supplierId: number | null;
  readonly supplierName: string | null;
  readonly packQuantity: Quantity;
  readonly minimumQuantity: Quantity;
  readonly quantity: Quantity;
  readonly price: UnitPrice | null;
  readonly cost: Minor;
  readonly plainCost: Minor;
  readonly instead: (NonNullable<Source['instead']> & { name: string }) | null;
  /** What of `quantity` and `cost` is a second supplier's; `extra`: what both cost more than one. */
  readonly second: { variantId: number; supplierId: number; name: string; quantity: Quantity; price: UnitPrice; cost: Minor; extra: Minor } | null;
  readonly shortWithout: Quantity;
  readonly shortWith: Quantity;
  readonly avoided: Quantity;
  readonly offers: readonly OfferOfVariant[];
}

export interface Evaluated {
  readonly from: Day;
  readonly on: Day;
  readonly today: Day;
  readonly needs: readonly Need[];
}

type Sales = ReturnType<typeof salesByVariant.all>[number];

/** Everything the needs of all variants follow from, each read once for all of them. */
interface Facts {
  readonly today: Day;
  readonly digits: number;
  readonly rules: ReplenishmentTerms;
  readonly levelOf: (variantId: number) => ChosenServiceLevel;
  readonly stock: ReadonlyMap<number, Pick<Stock, 'onHand' | 'onHold' | 'allocated'>>;
  readonly coming: ReadonlyMap<number, Pick<Stock, 'incoming' | 'drafted'>>;
  readonly offers: ReadonlyMap<number, readonly OpenOffer[]>;
  readonly splits: ReadonlyMap<number, { supplierId: number; share: RatePpm }>;
}

type OpenOffer = Offer & { readonly variantId: number; readonly name: string; readonly leadTime: LeadTime };

const none = quantity(0);

/** Works out every variant that sold in the window that ends yesterday: today is not over. */
export function evaluateAll(reader: Reader, rules: ReplenishmentTerms, today: Day, now: Instant): Evaluated {
  const period = { from: addDays(today, -rules.windowDays), on: addDays(today, -1) };
  const facts: Facts = {
    today,
    digits: minorDigits(getShop(reader).baseCurrency),
    rules,
    levelOf: serviceLevelOf(reader, rules.serviceLevel, now),
    stock: new Map(stockByVariant.all(reader, {}).map(({ variantId, ...row }) => [variantId, row])),
    coming: new Map(comingByVariant.all(reader, {}).map(({ variantId, ...row }) => [variantId, row])),
    offers: offersByVariant(reader, today),
    splits: new Map(allSplits.all(reader, {}).map(({ variantId, ...split }) => [variantId, split])),
  };
  return { ...period, today, needs: salesByVariant.all(reader, period).map((sales) => needOf(sales, facts)) };
}

/** How sure each variant is to be in stock. */
function serviceLevelOf(reader: Reader, asked: ServiceLevel | undefined, now: Instant): Facts['levelOf'] {
  const [classes, levels] = [classesNow(reader, now), serviceLevelsOf(reader)];
  // The table's own check lets in nothing else.
  const own = new Map(ownServiceLevels.all(reader, {}).map(({ variantId, percent }) => [variantId, percent as ServiceLevel]));
  return (variantId) => chooseServiceLevel(classes.get(variantId) ?? unranked, levels, { asked, own: own.get(variantId) });
}

/** Who sells each variant, by an agreement or a packing. */
function offersByVariant(reader: Reader, today: Day) {
  const suppliers = new Map(allSuppliers.all(reader, { on: today }).map((one) => [one.id, one]));
  // The oldest promise of each comes first.
  const late = new Map(overdueOrders.all(reader, { today }).toReversed().map(({ supplierId, expectedOn }) => [supplierId, lateDaysOf(expectedOn, today)]));
  const leadTime = leadTimesOf(deliveriesOf(reader, today, null));
  const items = new Map(allItems.all(reader, {}).map((item) => [`${item.supplierId} ${item.variantId}`, item]));
  const agreed = Map.groupBy(standingAgreements.all(reader, { on: today }), (one) => `${one.supplierId} ${one.variantId}`);
  const pairs = [...new Set([...items.keys(), ...agreed.keys()])].toSorted();
  const offers = pairs.flatMap((pair) => {
    const agreements: readonly PriceAgreement[] = agreed.get(pair) ?? [];
    const named = items.get(pair) ?? agreed.get(pair)?.[0];
    const supplier = suppliers.get(named?.supplierId ?? 0);
    if (!named || !supplier) return [];
    const { packQuantity, minimumQuantity } = items.get(pair) ?? plainItem;
    const { supplierId, variantId } = named;
    const closed = supplier.closed !== 0;
    return [{ variantId, supplierId, name: supplier.name, closed, lateDays: late.get(supplierId) ?? 0, packQuantity, minimumQuantity, agreements, leadTime: leadTime(supplierId, variantId, supplier.leadTimeDays) }];
  });
  return Map.groupBy(offers, (offer) => offer.variantId);
}

function needOf({ squares, optionValues, ...sales }: Sales, facts: Facts): Need {
  const { rules, today, digits } = facts;
  const demand: Demand = { sold: sales.sold, squares, outDays: sales.outDays, days: Math.max(1, rules.windowDays - sales.outDays) };
  const stock: Stock = { ...(facts.stock.get(sales.variantId) ?? { onHand: none, onHold: none, allocated: none }), ...(facts.coming.get(sales.variantId) ?? { incoming: none, drafted: none }) };
  const found = facts.offers.get(sales.variantId) ?? [];
  const level = facts.levelOf(sales.variantId);
  const splitting = facts.splits.get(sales.variantId);
  const termsWith = (leadTime: LeadTime) => termsOf(demand, leadTime, stock, { ...rules, ...level });
  // Each supplier is asked for what its own lead time calls for; a price is compared even where nothing is needed yet.
  const offers = found.map(({ agreements, ...offer }) => ({
    ...offer,
    share: splitting?.supplierId === offer.supplierId ? splitting.share : null,
    quote: quoteOf({ ...offer, agreements }, quantity(Math.max(1, termsWith(offer.leadTime).wanted)), today, digits),
  }));
  const source = sourceOf(offers.flatMap(({ quote }) => quote ?? []), (supplierId, amount) => costAt(found.find((one) => one.supplierId === supplierId), amount, today, digits));
  const offer = offers.find(({ supplierId }) => supplierId === source?.chosen.supplierId) ?? offers[0];
  const leadTime = offer?.leadTime ?? { source: 'unknown' as const, p50: rules.coverDays, p90: rules.coverDays, deliveries: 0 };
  const { leadTimeDays: _same, ...terms } = termsWith(leadTime);
  const ordered = source && terms.wanted > 0 ? source.chosen : null;
  const split = ordered && splitting ? splitBetween(ordered, found, { ...splitting, wanted: terms.wanted, on: today, digits }) : null;
  const bought = boughtFrom(split ? [split.first, split.second] : ordered ? [ordered] : []);
  const shortage = shortageOf(demand, { ...terms, leadTimeDays: leadTime.p50 }, bought.quantity, rules.coverDays);
  const insteadOf = ordered && source?.instead;
  return {
    variantId: sales.variantId,
    sku: sales.sku,
    name: nameOf(sales.name, optionValues),
    days: demand.days,
    outDays: demand.outDays,
    sold: demand.sold,
    ...stock,
    ...level,
    ...terms,
    leadTime,
    supplierId: source ? source.chosen.supplierId : null,
    supplierName: source ? (offer?.name ?? null) : null,
    packQuantity: offer?.packQuantity ?? plainItem.packQuantity,
    minimumQuantity: offer?.minimumQuantity ?? none,
    ...bought,
    price: (split?.first ?? source?.chosen)?.best.price ?? null,
    instead: insteadOf ? { ...insteadOf, name: nameIn(found, insteadOf.supplierId) } : null,
    second: split && { variantId: sales.variantId, supplierId: split.second.supplierId, name: nameIn(found, split.second.supplierId), ...split.second.best, extra: split.extra },
    shortWithout: shortage.without,
    shortWith: shortage.withOrder,
    avoided: shortage.avoided,
    offers,
  };
}

const nameIn = (found: readonly OpenOffer[], supplierId: number): string => found.find((one) => one.supplierId === supplierId)?.name ?? '';

/** The order over the chosen supplier and the one that is to have its share. */
function splitBetween(whole: Quote, found: readonly OpenOffer[], { supplierId, ...how }: { supplierId: number } & Parameters<typeof splitOf>[2]) {
  const [first, second] = [whole.supplierId, supplierId].map((id) => found.find((one) => one.supplierId === id));
  return first && second && first !== second ? splitOf(whole, { first, second }, how) : null;
}

/** What the suppliers' parts of an order come to. */
const boughtFrom = (parts: readonly Quote[]): Pick<Need, 'quantity' | 'cost' | 'plainCost'> => ({
  quantity: quantity(parts.reduce((sum, { best }) => sum + best.quantity, 0)),
  cost: sumMinor(parts.map(({ best }) => best.cost)),
  plainCost: sumMinor(parts.map(({ plain }) => plain.cost)),
});

function costAt(offer: Offer | undefined, amount: Quantity, today: Day, digits: number): Minor | null {
  const { chosen } = chooseAgreement(offer?.agreements ?? [], today, amount);
  return chosen && lineAmount(chosen.price, amount, digits);
}

/** `Rod · 2.1 m / blue`: the product, and what sets this variant apart. */
function nameOf(name: string, optionValues: string): string {
  // Options are written by the catalogue as an object of texts.
  const options = Object.values(JSON.parse(optionValues) as Record<string, string>);
  return options.length === 0 ? name : `${name} · ${options.join(' / ')}`;
}
