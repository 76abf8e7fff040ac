import type { ChartId } from './charts/charts.ts';

/** 凭证字: one word for every voucher, as small shops keep them (记账凭证). Source: 会计基础工作规范, numbering by month without a gap. */
export const voucherWord = '记';

/** The chart whose entries are known by their word and number within the month; elsewhere they have their own number alone. */
export const voucherChart = 'smallBusinessCn' satisfies ChartId;

/** Where entries are known by their word and number within the month. */
export const knowsVouchers = (chart: ChartId | undefined): boolean => chart === voucherChart;

/** 凭证字号, such as 记-12. */
export const voucherText = (number: number): string => `${voucherWord}-${number}`;

/** What somebody looks for: a number within a month or any, or the beginning of an entry's own number. */
export interface VoucherSought {
  month: string | null;
  number: number | null;
  entryNumber: string;
}

/** Reads “记-12”, “记字第12号”, “12”, “2026-03 记-12”; everything may also be an entry's own number. */
export function soughtVoucher(text: string): VoucherSought {
  const entryNumber = text.normalize('NFKC').trim();
  const [, year, monthNo, digits] = /^(?:(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?\s+)?(?:记|記)?\s*[-‐–字第]*\s*(\d{1,9})\s*号?$/u.exec(entryNumber) ?? [];
  return { month: year === undefined || monthNo === undefined ? null : `${year}-${monthNo.padStart(2, '0')}`, number: digits === undefined ? null : Number(digits), entryNumber };
}
