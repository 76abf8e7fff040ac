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
}

export const rawLines = (shop: TestShop): RawLine[] =>
  shop.raw.prepare(`select p.entryId, p.ledgerAccountId, a.code, a.type, p.postedOn, p.amount, p.channelId, p.locationId, p.campaignId, e.sourceKind = 'resultClosing' as closes
    from posting p, journalEntry e, ledgerAccount a where e.id = p.entryId and a.id = p.ledgerAccountId`).all() as RawLine[];

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
