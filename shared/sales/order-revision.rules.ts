import { credit, debit, type EntryDraft, entryDraft } from '../accounting/entry.rules.ts';
import type { Day } from '../units/day.ts';
import type { Instant } from '../units/instant.ts';
import { type Minor, minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import type { RatePpm } from '../units/rate-ppm.ts';
import { lineAmount, shareOf } from '../units/share.ts';
import type { UnitPrice } from '../units/unit-price.ts';
import { orderItem, type PostedOrder } from './order-balances.rules.ts';
import { type LineFigures, orderTotals, type PricingTerms } from './order-totals.rules.ts';

/** A line as its row says. */
export interface RevisedLine extends LineFigures {
  quantity: Quantity;
  unitPrice: UnitPrice;
  taxRate: RatePpm | null;
}

/** What a person changes of a line: without a price or a discount both stay, the discount in proportion to the goods. */
export interface LineChange {
  quantity: Quantity;
  unitPrice?: UnitPrice | undefined;
  discount?: Minor | undefined;
}

/**
 * All that was taken off a line, as the customer reads prices: with the tax where prices include it. A line cut off another may
 * cost a minor unit more than its price says, or less: that is rounding, no discount, and must not grow with the goods.
 */
function discountRead(line: RevisedLine, terms: PricingTerms): Minor {
  if (line.discount === 0) return minor(0);
  return minor(Math.max(0, lineAmount(line.unitPrice, line.quantity, terms.currencyDigits) - (terms.pricesIncludeTax ? line.gross : line.net)));
}

/** A line after a change, priced by the order's own terms; a line nobody changed keeps its figures to the cent. @throws Refusal discount.tooLarge */
export function changedLine<Line extends RevisedLine>(line: Line, change: LineChange, terms: PricingTerms): Line {
  const same = change.quantity === line.quantity && (change.unitPrice ?? line.unitPrice) === line.unitPrice && change.discount === undefined;
  if (same) return line;
  if (change.quantity === 0) return { ...line, ...withoutGoods };
  const unitPrice = change.unitPrice ?? line.unitPrice;
  const discount = change.discount ?? (line.quantity === 0 ? minor(0) : minor(mulDiv(discountRead(line, terms), change.quantity, line.quantity)));
  const priced = orderTotals({ lines: [{ quantity: change.quantity, unitPrice, discount, taxRate: line.taxRate ?? (0 as RatePpm) }], charges: [], discount: minor(0) }, terms);
  const [figures] = priced.lines;
  return { ...line, ...figures, quantity: change.quantity, unitPrice };
}

/** A line taken out stays in the order without goods and without money. */
export const withoutGoods = { quantity: quantity(0), net: minor(0), tax: minor(0), gross: minor(0), discount: minor(0) };

/** A line in two: what goes and what stays add up to it in goods, money, tax and discount. */
export function splitLine<Line extends RevisedLine>(line: Line, goes: Quantity): { goes: Line; stays: Line } {
  const part = (total: Minor): Minor => shareOf(total, goes, line.quantity, minor(0));
  const [net, tax, discount] = [part(line.net), part(line.tax), part(line.discount)];
  const rest = { net: minor(line.net - net), tax: minor(line.tax - tax), discount: minor(line.discount - discount) };
  return {
    goes: { ...line, quantity: goes, net, tax, gross: minor(net + tax), discount },
    stays: { ...line, quantity: quantity(line.quantity - goes), ...rest, gross: minor(rest.net + rest.tax) },
  };
}

/** Of the money held for an order, what follows the goods that leave it: what the rest does not need, and no more than they cost. */
export const depositThatFollows = (held: Minor, neededByRest: Minor, costOfGoods: Minor): Minor => minor(Math.max(0, Math.min(held - neededByRest, costOfGoods)));

export interface DepositTransfer {
  id: number;
  from: PostedOrder;
  to: PostedOrder;
  amount: Minor;
  postedOn: Day;
  occurredAt: Instant;
}

/** The deposit of one order becomes the deposit of another. */
export function depositTransferEntry({ id, from, to, amount, postedOn, occurredAt }: DepositTransfer): EntryDraft {
  return entryDraft({
    postedOn,
    occurredAt,
    source: { kind: 'depositTransfer', id },
    rule: { id: 'sales.depositTransfer', version: 1 },
    memo: { key: 'depositTransfer', values: { from: from.number, to: to.number } },
    terms: { amount },
    legs: [debit('customerDeposits', amount, orderItem(from)), credit('customerDeposits', amount, orderItem(to))],
  });
}
