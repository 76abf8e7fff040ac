import { minorDigits } from '../../../shared/units/currency.ts';
import { decimalText, quantityPlaces } from '../../../shared/units/decimal.ts';
import { addDays } from '../../../shared/units/calendar.ts';
import type { Report, Shop } from './report-command.ts';

const quantityText = (amount: number): string => decimalText(amount, quantityPlaces);
/** A rate as the number it is: 0.5 for a half. */
const rateText = (rate: number | null): string => (rate === null ? '' : decimalText(rate, 6));

interface AnalysisRow {
  variantId: number;
  sku: string;
  name: string;
  valueClass: string;
  demandClass: string;
  rank: number;
  cumulative: number;
  sold: number;
  onHand: number;
  cogs: number;
  value: number;
  averageValue: number;
  turnover: number | null;
  daysOfStock: number | null;
  sellThrough: number | null;
  stockOutDays: number;
  lastSoldOn: string | null;
  holdingCost: number;
  suggestion: string;
}

/** What each variant did in the year up to a day: the screen's list whole, in its order. */
export function stockAnalysis({ ask, baseCurrency, on }: Shop): Report {
  const rows: AnalysisRow[] = [];
  let after: number | null | undefined;
  do {
    const page = ask('analysis.list', { on, limit: 200, ...(after === undefined ? {} : { after }) }) as { rows: AnalysisRow[]; next: number | null };
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  const money = (amount: number): string => decimalText(amount, minorDigits(baseCurrency));
  const line = (row: AnalysisRow) => [
    row.sku, row.name, `${row.valueClass}${row.demandClass}`, row.rank, rateText(row.cumulative), quantityText(row.sold), money(row.cogs), quantityText(row.onHand), money(row.value),
    money(row.averageValue), rateText(row.turnover), row.daysOfStock ?? '', rateText(row.sellThrough), row.stockOutDays, row.lastSoldOn ?? '', money(row.holdingCost), row.suggestion,
  ];
  return {
    headings: ['sku', 'name', 'class', 'rank', 'cumulative', 'sold', 'cost of sales', 'on hand', 'value', 'average value', 'turnover', 'lasts days', 'sell-through', 'days out', 'last sold', 'holding cost', 'suggestion'],
    rows: rows.map(line),
  };
}

/** What stock is worth by how long it has been here; the total is the inventory account. */
export function stockAgeing({ ask, baseCurrency, on }: Shop): Report {
  const { buckets, value } = ask('analysis.ageing', { on }) as { buckets: { bucket: string; quantity: number; value: number }[]; value: number };
  const money = (amount: number): string => decimalText(amount, minorDigits(baseCurrency));
  return { headings: ['age', 'quantity', 'value'], rows: [...buckets.map((row) => [row.bucket, quantityText(row.quantity), money(row.value)]), ['total', '', money(value)]] };
}

/** What was lost and found in the year up to a day, by reason. */
export function stockLosses({ ask, baseCurrency, on }: Shop): Report {
  interface Sums { lost: number; found: number; lostValue: number; foundValue: number }
  const report = ask('reason.report', { fromOn: addDays(on, -364), throughOn: on }) as { byReason: (Sums & { reason: string })[]; lostValue: number; foundValue: number };
  const money = (amount: number): string => decimalText(amount, minorDigits(baseCurrency));
  const rows = report.byReason.map((row) => [row.reason, quantityText(row.lost), quantityText(row.found), money(row.lostValue), money(row.foundValue)]);
  return { headings: ['reason', 'lost', 'found', 'lost value', 'found value'], rows: [...rows, ['total', '', '', money(report.lostValue), money(report.foundValue)]] };
}

/** Goods of others and ours elsewhere, place by place. */
export function goodsApart({ ask, baseCurrency }: Shop): Report {
  const { places } = ask('consignment.places', {}) as { places: { name: string; owner: string | null; holder: string | null; variants: number; value: number; latest: { reference: string; differing: number } | null }[] };
  const line = (place: (typeof places)[number]) => [
    place.name, place.owner ?? '', place.holder ?? '', place.variants, decimalText(place.value, minorDigits(baseCurrency)), place.latest?.reference ?? '', place.latest?.differing ?? '',
  ];
  return { headings: ['place', 'owner', 'holder', 'variants', 'value', 'last report', 'differing'], rows: places.map(line) };
}
