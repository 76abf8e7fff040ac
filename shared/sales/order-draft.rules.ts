import { Refusal, type RefusalData } from '../refusal/refusal.ts';
import type { Minor } from '../units/minor.ts';
import { minor } from '../units/minor.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import type { RatePpm } from '../units/rate-ppm.ts';
import type { UnitPrice } from '../units/unit-price.ts';
import { type OrderTotals, orderTotals, type PricedLine, type PricingTerms } from './order-totals.rules.ts';

/** A line while it is typed: what is null was not typed yet. */
export interface DraftLine {
  variantId: number;
  quantity: Quantity | null;
  unitPrice: UnitPrice | null;
  discount: Minor | null;
  taxRate: RatePpm;
}

export interface DraftOrder {
  lines: readonly DraftLine[];
  shipping: Minor | null;
  discount: Minor | null;
}

/** Why an order would be refused, and the field to mend: of a line, or of the order where `line` is null. */
export interface DraftTrouble {
  line: number | null;
  field: 'quantity' | 'unitPrice' | 'discount';
  refusal: RefusalData;
}

/**
 * What an order being typed comes to, by the rules that will price it, or the first thing they would refuse.
 * @param currency only stands in the refusal of a missing price.
 */
export function draftTotals(order: DraftOrder, terms: PricingTerms, currency: string): { totals: OrderTotals } | { trouble: DraftTrouble } {
  const lines: PricedLine[] = [];
  for (const [line, draft] of order.lines.entries()) {
    const read = readLine(draft, terms, currency);
    if ('field' in read) return { trouble: { ...read, line } };
    lines.push(read);
  }
  const charges = order.shipping === null ? [] : [{ amount: order.shipping, taxRate: 0 as RatePpm }];
  const priced = priceOrRefusal({ lines, charges, discount: order.discount ?? minor(0) }, terms);
  return 'refusal' in priced ? { trouble: { line: null, field: 'discount', refusal: priced.refusal } } : priced;
}

function readLine(draft: DraftLine, terms: PricingTerms, currency: string): PricedLine | Omit<DraftTrouble, 'line'> {
  const { variantId, taxRate } = draft;
  const asked = draft.quantity ?? quantity(0);
  if (asked <= 0) return { field: 'quantity', refusal: { code: 'quantity.notPositive', details: { quantity: asked } } };
  if (draft.unitPrice === null) return { field: 'unitPrice', refusal: { code: 'price.missing', details: { variantId, currency } } };
  const line = { quantity: asked, unitPrice: draft.unitPrice, discount: draft.discount ?? minor(0), taxRate };
  const priced = priceOrRefusal({ lines: [line], charges: [], discount: minor(0) }, terms);
  return 'refusal' in priced ? { field: 'discount', refusal: priced.refusal } : line;
}

function priceOrRefusal(order: Parameters<typeof orderTotals>[0], terms: PricingTerms): { totals: OrderTotals } | { refusal: RefusalData } {
  try {
    return { totals: orderTotals(order, terms) };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error.data() };
    throw error;
  }
}
