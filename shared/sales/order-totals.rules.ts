import { Refusal } from '../refusal/refusal.ts';
import { allocate } from '../units/allocate.ts';
import { plainTax } from '../tax/rate.rules.ts';
import { taxRows } from '../tax/tax.rules.ts';
import { minorDigits } from '../units/currency.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import type { Quantity } from '../units/quantity.ts';
import type { RatePpm } from '../units/rate-ppm.ts';
import { lineAmount } from '../units/share.ts';
import type { UnitPrice } from '../units/unit-price.ts';
import { roundedForCash } from './cash-rounding.rules.ts';

/** What a row is worth after its share of all discounts: gross = net + tax (INV-O1). */
export interface Figures {
  net: Minor;
  tax: Minor;
  gross: Minor;
}

/** A goods row also says how much discount, net of tax, stands between its list price and its net. */
export interface LineFigures extends Figures {
  discount: Minor;
}

export type ChargeKind = 'shipping' | 'fee' | 'rounding';

/** How a shop prices: chosen once by its country, kept on the order. */
export interface PricingTerms {
  /** Minor digits of the order's currency. */
  currencyDigits: number;
  pricesIncludeTax: boolean;
  /** Tax rounded on every row, or once per rate and document and then shared out to its rows. */
  taxPer: 'line' | 'document';
  /** The smallest coin in minor units (Switzerland: 5); zero when totals are not rounded for cash. */
  cashStep: Minor;
  /** What is paid otherwise, to the last cent: only the rest is rounded to a coin. */
  cashless?: Minor;
}

/** How orders typed here are priced: in the shop's own currency, with tax on every row. @param cashStep zero unless paid in cash */
export const ownTerms = (shop: { baseCurrency: string; pricesIncludeTax: boolean }, cashStep: Minor, cashless: Minor = minor(0)): PricingTerms => ({
  currencyDigits: minorDigits(shop.baseCurrency),
  pricesIncludeTax: shop.pricesIncludeTax,
  taxPer: 'line',
  cashStep,
  cashless,
});

/** A line as it is typed: price and discount as the customer reads them, so with tax where prices include it. */
export interface PricedLine {
  quantity: Quantity;
  unitPrice: UnitPrice;
  discount: Minor;
  taxRate: RatePpm;
}

export interface PricedCharge {
  amount: Minor;
  taxRate: RatePpm;
}

export interface PricedOrder {
  lines: readonly PricedLine[];
  charges: readonly PricedCharge[];
  /** Off the whole order, shared out over what the line discounts left. */
  discount: Minor;
}

export interface OrderTotals {
  lines: LineFigures[];
  charges: Figures[];
  rounding: Minor;
  total: Minor;
}

/**
 * Every figure of an order we price ourselves. Order of rounding (DOMAIN "Rounding"): line, line discount, document
 * discount by largest remainder, tax per line or per rate and document, cash rounding as a row of its own.
 * @throws Refusal discount.tooLarge when a discount is larger than what it is taken from.
 */
export function orderTotals(order: PricedOrder, terms: PricingTerms): OrderTotals {
  const listed = order.lines.map((line) => lineAmount(line.unitPrice, line.quantity, terms.currencyDigits));
  const afterLine = listed.map((amount, index) => lessDiscount(amount, order.lines[index]?.discount ?? minor(0)));
  const left = lessDocumentDiscount(afterLine, order.discount);
  const rows = [...left, ...order.charges.map((charge) => charge.amount)];
  const rates = [...order.lines, ...order.charges].map((row) => row.taxRate);
  const figures = taxedRows(rows, rates, terms);
  const lines = figures.slice(0, left.length).map((row, index) => {
    const discount = minor((listed[index] ?? 0) - (left[index] ?? 0));
    return { ...row, discount: netOf(discount, rates[index], terms) };
  });
  const gross = sumMinor(figures.map((row) => row.gross));
  const total = roundedForCash(gross, terms.cashless ?? minor(0), terms.cashStep);
  return { lines, charges: figures.slice(left.length), rounding: minor(total - gross), total };
}

function lessDiscount(amount: Minor, discount: Minor): Minor {
  if (discount > amount) throw new Refusal('discount.tooLarge', { discount, amount });
  return minor(amount - discount);
}

function lessDocumentDiscount(amounts: readonly Minor[], discount: Minor): Minor[] {
  if (discount === 0) return [...amounts];
  const amount = sumMinor(amounts);
  if (discount > amount) throw new Refusal('discount.tooLarge', { discount, amount });
  return allocate(discount, amounts).map((share, index) => minor((amounts[index] ?? 0) - share));
}

function taxedRows(rows: readonly Minor[], rates: readonly RatePpm[], terms: PricingTerms): Figures[] {
  const priced = rows.map((amount, index) => ({ amount, tax: plainTax(rates[index] ?? (0 as RatePpm)) }));
  return taxRows(priced, terms).map(({ net, tax, gross }) => ({ net, tax, gross }));
}

function netOf(discount: Minor, rate: RatePpm | undefined, terms: PricingTerms): Minor {
  if (!terms.pricesIncludeTax || discount === 0) return discount;
  const [row] = taxRows([{ amount: discount, tax: plainTax(rate ?? (0 as RatePpm)) }], terms);
  return row?.net ?? discount;
}

/**
 * The rounding row of an order whose rows and total a channel decided: their figures stand, the difference is a row of its
 * own. Above one minor unit a row it is no longer rounding and a person looks at it (INV-O1).
 */
export function importedRounding(rows: readonly Figures[], total: Minor): { rounding: Minor; suspicious: boolean } {
  const rounding = minor(total - sumMinor(rows.map((row) => row.gross)));
  return { rounding, suspicious: Math.abs(rounding) > rows.length };
}

/** Who owes the tax to the state: the shop, or a marketplace that collects and remits it and never pays it to us. */
export type TaxBy = 'shop' | 'channel';

/** What a row asks of the customer for us: without the tax a marketplace keeps (DOMAIN §5). */
export function claimOf(row: Figures, taxBy: TaxBy): Minor {
  return taxBy === 'shop' ? row.gross : row.net;
}
