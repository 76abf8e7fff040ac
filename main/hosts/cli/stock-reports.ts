import type { Contract } from '../../../shared/app/contract.ts';
import type { Report } from '../../../shared/reporting/report.rules.ts';
import { cashReleaseReport } from '../../../shared/reporting/cash-release.rules.ts';
import { stockAnalysisReport } from '../../../shared/reporting/stock-analysis.rules.ts';
import { Refusal } from '../../../shared/refusal/refusal.ts';
import { addDays } from '../../../shared/units/calendar.ts';
import type { OutputOf } from '../../database/handlers.ts';
import { type ListColumns, listReport } from './list-report.ts';
import type { Shop } from './report-command.ts';

type AnalysisPage = OutputOf<Contract, 'analysis.list'>;
type ReleasePage = OutputOf<Contract, 'cashRelease.list'>;

/** What each variant did in the year up to a day: the screen's list whole, in its order. */
export function stockAnalysis(shop: Shop): Report {
  const list = everyPage((after) => shop.ask('analysis.list', { on: shop.on, limit: 200, ...(after !== undefined && { after }) }) as AnalysisPage);
  return stockAnalysisReport(list, { shop: shop.name, currency: shop.baseCurrency, language: shop.language });
}

/** Where money lies in goods above what is needed, as of now: the screen's list whole. */
export function cashRelease(shop: Shop): Report {
  const list = everyPage((after) => shop.ask('cashRelease.list', { limit: 200, ...(after !== undefined && { after }) }) as ReleasePage);
  return cashReleaseReport(list, { shop: shop.name, currency: shop.baseCurrency, language: shop.language });
}

/** The last page of a list, with the rows of all. */
function everyPage<Page extends { rows: unknown[]; next: number | null }>(ask: (after?: number) => Page): Page {
  let last = ask();
  const rows = [...last.rows];
  while (last.next !== null) {
    last = ask(last.next);
    rows.push(...last.rows);
  }
  return { ...last, rows };
}

/** What the stock is worth at the end of a day. @throws Refusal stocktake.figureHidden */
export function stockValuation(shop: Shop): Report {
  const { value } = shop.ask('stock.valuation', { on: shop.on }) as { value?: number };
  // Whoever counts blind is told no figure of stock, here neither.
  if (value === undefined) throw new Refusal('stocktake.figureHidden', { code: 'stock.valuation' });
  return listReport(shop, 'stock-valuation', [['on', 'day'], ['value', 'money']], [[shop.on, value]]);
}

/** What stock is worth by how long it has been here; the total is the inventory account. */
export function stockAgeing(shop: Shop): Report {
  const { buckets, value } = shop.ask('analysis.ageing', { on: shop.on }) as { buckets: { bucket: string; quantity: number; value: number }[]; value: number };
  return listReport(shop, 'stock-ageing', [['age', 'code'], ['quantity', 'quantity'], ['value', 'money']], [...buckets.map((row) => [row.bucket, row.quantity, row.value]), ['total', null, value]], { total: true });
}

/** What was lost and found in the year up to a day, by reason. */
export function stockLosses(shop: Shop): Report {
  interface Sums { lost: number; found: number; lostValue: number; foundValue: number }
  const from = addDays(shop.on, -364);
  const report = shop.ask('reason.report', { fromOn: from, throughOn: shop.on }) as { byReason: (Sums & { reason: string })[]; lostValue: number; foundValue: number };
  const rows = report.byReason.map((row) => [row.reason, row.lost, row.found, row.lostValue, row.foundValue]);
  const columns: ListColumns = [['reason', 'code'], ['lost', 'quantity'], ['found', 'quantity'], ['lost value', 'money'], ['found value', 'money']];
  return listReport(shop, 'stock-losses', columns, [...rows, ['total', null, null, report.lostValue, report.foundValue]], { from, total: true });
}

/** Goods of others and ours elsewhere, place by place. */
export function goodsApart(shop: Shop): Report {
  const { places } = shop.ask('consignment.places', {}) as { places: { name: string; owner: string | null; holder: string | null; variants: number; value: number; latest: { reference: string; differing: number } | null }[] };
  const line = (place: (typeof places)[number]) => [place.name, place.owner, place.holder, place.variants, place.value, place.latest?.reference ?? null, place.latest?.differing ?? null];
  return listReport(shop, 'goods-apart', [['place', 'text'], ['owner', 'text'], ['holder', 'text'], ['variants', 'count'], ['value', 'money'], ['last report', 'code'], ['differing', 'count']], places.map(line));
}
