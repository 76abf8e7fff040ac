import type { Day } from '../../shared/units/day.ts';
import type { TestShop } from '../support/shop.ts';

/** The slow way: every posting line with what it hangs on, added up by whatever is asked. */
export interface RawLine {
  entryId: number;
  ledgerAccountId: number;
  code: string;
  type: string;
  postedOn: Day;
  amount: number;
  channelId: number | null;
  locationId: number | null;
  campaignId: number | null;
  closes: number;
  /** The open item of a control account. */
  itemKind: string | null;
  itemId: number | null;
}

/** All lines, or those of entries after one. */
export const rawLines = (shop: TestShop, after = 0): RawLine[] =>
  shop.raw.prepare(`select p.entryId, p.itemKind, p.itemId, p.ledgerAccountId, a.code, a.type, p.postedOn, p.amount, p.channelId, p.locationId, p.campaignId, e.sourceKind = 'resultClosing' as closes
    from posting p, journalEntry e, ledgerAccount a where e.id = p.entryId and a.id = p.ledgerAccountId and p.entryId > ? order by p.entryId, p.lineNo`).all(after) as RawLine[];

export const sum = (lines: readonly { amount: number }[]): number => lines.reduce((total, { amount }) => total + amount, 0);

/** Totals by a key; zeros are left out. */
export function totals(lines: readonly RawLine[], key: (line: RawLine) => string | number): Record<string, number> {
  const found: Record<string, number> = {};
  for (const line of lines) found[key(line)] = (found[key(line)] ?? 0) + line.amount;
  return Object.fromEntries(Object.entries(found).filter(([, amount]) => amount !== 0));
}

export const within = (from: Day | null, to: Day) => ({ postedOn }: RawLine): boolean => (from === null || postedOn >= from) && postedOn <= to;
export const isResult = ({ type }: RawLine): boolean => type === 'income' || type === 'expense';
export const isBusiness = ({ closes }: RawLine): boolean => closes === 0;

/** The first day of the fiscal year a day lies in. */
export function yearOf(shop: TestShop, on: Day): Day {
  const [year = 0, month = 0] = on.split('-').map(Number);
  const start = Number(shop.raw.prepare('select fiscalYearStartMonth from shop').pluck().get());
  return `${month >= start ? year : year - 1}-${String(start).padStart(2, '0')}-01` as Day;
}

/** A closing of the result that a balance sheet of a day leaves out: one of the day's own year. */
export const leftOut = (shop: TestShop, on: Day): ((line: RawLine) => boolean) => {
  const begin = yearOf(shop, on);
  return ({ closes, postedOn }) => closes === 1 && postedOn >= begin;
};
