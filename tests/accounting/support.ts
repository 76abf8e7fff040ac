import type { Day } from '../../shared/units/day.ts';
import type { TestShop } from '../support/shop.ts';

/** Balances by account code at the end of a day, as an accountant reads them off the trial balance. */
export const trial = (shop: TestShop, to: Day): Record<string, number> =>
  Object.fromEntries(shop.call('trialBalance.get', { to }).rows.map((row) => [row.code, row.closing]));

/** The ledger account with a code. */
export function accountId(shop: TestShop, code: string): number {
  const account = shop.call('account.list', undefined).find((row) => row.code === code);
  if (!account) throw new Error(`no account ${code}`);
  return account.ledgerAccountId;
}
