import type { ChartId } from '../accounting/charts/charts.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import type { ReportName } from './report-words.rules.ts';

/** When income and expenses count: when they arise, as the books have them, or when their money moves. */
export const bases = ['accrual', 'cash'] as const;
export type Basis = (typeof bases)[number];

/** Charts of countries whose small shops may file on the cash basis by the rules below. Germany's and the UK's own have other ones. */
const cashCharts: readonly ChartId[] = ['us'];

/** Whether a shop's statements can be read on the cash basis; its books stay on accrual. Source: IRS Publication 538, Internal Revenue Code §448(c), §471(c). */
export const knowsCashBasis = (chart: ChartId | undefined): boolean => chart !== undefined && cashCharts.includes(chart);

/** The reports that are the same books read either way; every other one is of the books as they are. */
export const readsByBasis = (name: ReportName): boolean => name === 'profitAndLoss' || name === 'balanceSheet';

/**
 * Whether an entry asks for money that comes or goes later: a parcel sold, a supplier's bill, a credit against what is still
 * owed, and each of them taken back. Every other entry counts on its own day. `account` is where a refund went.
 */
export const asksForMoney = (ruleId: string, account: string | null): boolean => asking.includes(ruleId) || (ruleId === 'sales.refund' && account === 'accountsReceivable');

const asking = ['sales.shipment', 'sales.shipmentVoid', 'purchasing.bill'];

/** A line of a document and what it adds to what the document asks: revenue of a sale, an expense of a bill; a discount is negative. */
export interface AskedLine<Of> {
  readonly of: Of;
  readonly amount: Minor;
}

/** What a document asks, and which of it is result; the rest is sales tax, goods in stock, what the books were opened with. */
export interface AskingDocument<Of> {
  /** Positive; negative for a credit, and for what is taken back. */
  readonly asked: Minor;
  readonly lines: readonly AskedLine<Of>[];
}

/**
 * What of some documents does not count yet, where so much of them is not settled: money settles the oldest first, and of
 * one document every line in the same proportion, by largest remainder, so that income and sales tax together are the money. It
 * follows from what is open at a day alone: whatever lies between two days, what counts in all of it adds up, no line ever
 * counts for more than it is, and the last settlement takes what is left. A credit lessens the newest that it finds open, and
 * is one document with it: what nobody ever pays counts for nothing in sum. Source: IRS Publication 538, "Cash Method".
 * @param documents oldest first
 * @param open what is not settled; nothing, or less, where money is ahead of them
 */
export function notSettled<Of>(documents: readonly AskingDocument<Of>[], open: Minor): AskedLine<Of>[] {
  const found: AskedLine<Of>[] = [];
  let left = open;
  for (const document of withCredits(documents).toReversed()) {
    const part = minor(Math.max(0, Math.min(left, document.asked)));
    left = minor(left - part);
    found.push(...partOf(document, part));
  }
  return found;
}

/**
 * What of a document so much money is for, at most all of it: a customer who pays ahead pays for goods and tax as the order has
 * them. Money beyond it is for nothing the books know and stays a debt. Source: IRS Publication 538, "Constructive Receipt":
 * money counts when it is ours to use, also where a marketplace takes it for us.
 */
export function partOf<Of>({ asked, lines }: AskingDocument<Of>, money: Minor): AskedLine<Of>[] {
  const part = minor(Math.max(0, Math.min(money, asked)));
  if (part === 0) return [];
  const rest = minor(asked - sumMinor(lines.map(({ amount }) => amount)));
  const shares = sharesOf([...lines.map(({ amount }) => amount), rest], part, asked);
  return lines.map(({ of }, index) => ({ of, amount: shares[index] ?? minor(0) })).filter(({ amount }) => amount !== 0);
}

/** Each credit is one with the newest documents before it, as many as it takes. */
function withCredits<Of>(documents: readonly AskingDocument<Of>[]): AskingDocument<Of>[] {
  const groups: AskingDocument<Of>[] = [];
  for (const document of documents) {
    let group = document;
    while (group.asked < 0) {
      const before = groups.pop();
      if (!before) break;
      group = { asked: minor(before.asked + group.asked), lines: [...before.lines, ...group.lines] };
    }
    groups.push(group);
  }
  return groups;
}

/** Amounts of either sign, together `whole`, in the proportion of a part of it: by largest remainder, ties to the earlier. */
function sharesOf(amounts: readonly Minor[], part: Minor, whole: Minor): Minor[] {
  const [top, bottom] = [BigInt(part), BigInt(whole)];
  const exact = amounts.map((amount, index) => {
    const size = BigInt(amount) * top;
    const over = ((size % bottom) + bottom) % bottom;
    return { index, over, below: (size - over) / bottom };
  });
  const left = Number(exact.reduce((sum, { over }) => sum + over, 0n) / bottom);
  const raised = new Set(exact.toSorted((a, b) => (a.over === b.over ? a.index - b.index : a.over < b.over ? 1 : -1)).slice(0, left).map(({ index }) => index));
  return exact.map(({ index, below }) => minor(Number(below) + (raised.has(index) ? 1 : 0)));
}
