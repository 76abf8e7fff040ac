import type { Day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { accountBalanceBefore } from '../accounting/trial-balance.queries.ts';
import type { Reader } from '../database/handles.ts';
import { allAccounts, lastLineOf, moneyBefore, openLineCount, reconciledThrough, statementBalance } from './bank-account.statements.ts';

export const endOfDays = '9999-12-31' as Day;

/** Every account with what it holds by its statements and by the books. */
export function listBankAccounts(reader: Reader) {
  const rows = allAccounts.all(reader, {}).map(({ id, name, kind, currency, number, ledgerAccountId, held, code, openedOn, openingBalance }) => ({
    id,
    name,
    kind,
    currency,
    number,
    ledgerAccountId,
    code,
    openedOn,
    openingBalance,
    statementBalance: statementBalance(reader, { id, openingBalance }, endOfDays),
    ledgerBalance: moneyBefore(reader, { ledgerAccountId, held }, endOfDays),
    homeBalance: minor(accountBalanceBefore(reader, ledgerAccountId, endOfDays)),
    openLines: openLineCount.get(reader, { bankAccountId: id })?.lines ?? 0,
    lastLineOn: lastLineOf.get(reader, { bankAccountId: id })?.bookedOn ?? null,
    reconciledThrough: reconciledThrough(reader, id),
  }));
  return { rows };
}
