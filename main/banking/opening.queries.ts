import { homeWorth } from '../../shared/accounting/exchange-rate.rules.ts';
import { isCredit, type KnownRow, mayPost, type OpeningAccount, type OpeningFacts, type OpeningRow, planOpening, proveOpening } from '../../shared/banking/opening.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { findRate } from '../accounting/exchange-rate.statements.ts';
import { ledgerAccountOf } from '../accounting/ledger-accounts.ts';
import { firstOpenDay } from '../accounting/period.queries.ts';
import { accountBalanceBefore } from '../accounting/trial-balance.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { endOfDays } from './bank-account.queries.ts';
import { allOpenings, bankCalled, billTaken, creditTaken, customersCalled, invoiceTaken, openingAccounts, suppliersCalled, waitingRows } from './opening.statements.ts';

/** What the shop knows that an opening is proved against. @throws Refusal chart.missing */
export function openingFacts(reader: Reader, openingOn: Day, now: Instant): OpeningFacts {
  const equity = ledgerAccountOf(reader, 'openingEquity');
  return {
    openingOn,
    today: dayOf(now, getShop(reader).timeZone),
    firstOpenOn: firstOpenDay(reader),
    accounts: openingAccounts.all(reader, { equity }).map(({ blocked, openedBefore, type: _type, ...account }) => ({ ...account, blocked: blocked === 1, openedBefore: openedBefore === 1 })),
    receivable: ledgerAccountOf(reader, 'accountsReceivable'),
    payable: ledgerAccountOf(reader, 'accountsPayable'),
    inventory: ledgerAccountOf(reader, 'inventory'),
    deposits: ledgerAccountOf(reader, 'customerDeposits'),
    prepayments: ledgerAccountOf(reader, 'supplierPrepayments'),
    openingEquity: equity,
    equity: accountBalanceBefore(reader, equity, endOfDays),
  };
}

/** The ids of parties called so: none is new, two are a question. */
export const partiesOf = (reader: Reader, { list, party }: Pick<OpeningRow, 'list' | 'party'>): number[] =>
  party === '' ? [] : (list === 'receivable' ? customersCalled : suppliersCalled).all(reader, { name: party }).map(({ id }) => id);

/** The rows that wait, with what the shop knows of each. */
export function knownRows(reader: Reader, { accounts, openingOn }: OpeningFacts): KnownRow[] {
  const byCode = new Map(accounts.map((account) => [account.code, account]));
  return waitingRows.all(reader, {}).map((row) => {
    const bank = row.list === 'bank' ? bankCalled.get(reader, { name: row.account }) : undefined;
    const parties = row.list === 'receivable' || row.list === 'payable' ? partiesOf(reader, row) : [];
    const [party] = parties;
    const worth = worthOf(reader, row, openingOn);
    const taken = party !== undefined && (isCredit({ worth }) ? creditTaken.get(reader, row) : row.list === 'receivable' ? invoiceTaken.get(reader, { customerId: party, number: row.number }) : billTaken.get(reader, { supplierId: party, number: row.number })) !== undefined;
    return {
      ...row,
      ledgerAccount: accountNamed(byCode, bank?.code ?? (row.list === 'balance' ? row.account : '')),
      parties: parties.length,
      taken,
      worth,
      otherBalance: bank?.openedOn === openingOn ? bank.openingBalance : null,
    };
  });
}

const accountNamed = (byCode: ReadonlyMap<string, OpeningAccount>, code: string): OpeningAccount | null => byCode.get(code.replaceAll(/[\s.-]/g, '').toUpperCase()) ?? null;

/** In the base currency: as it is written, else by the rate of the day. */
export function worthOf(reader: Reader, { home, currency, foreignAmount }: Pick<OpeningRow, 'home' | 'currency' | 'foreignAmount'>, on: Day): Minor | null {
  if (home !== null || currency === null || foreignAmount === null) return home;
  const rate = findRate(reader, currency, on);
  return rate === undefined ? null : homeWorth(foreignAmount, rate, currency, getShop(reader).baseCurrency);
}

/** The rows of the opening that waits, and every promise it makes. @throws Refusal chart.missing */
export function checkOpening(reader: Reader, { openingOn }: { openingOn?: Day }, _actor: Actor, now: Instant) {
  const facts = openingFacts(reader, openingOn ?? dayOf(now, getShop(reader).timeZone), now);
  const rows = knownRows(reader, facts);
  const proofs = proveOpening(rows, facts);
  return {
    openingOn: facts.openingOn,
    rows: rows.map(({ ledgerAccount, parties, taken: _taken, otherBalance: _other, ...row }) => ({
      ...row,
      accountName: ledgerAccount?.name ?? null,
      isNewParty: row.party !== '' && parties === 0,
      opened: row.list === 'balance' && ledgerAccount ? ledgerAccount.opened : minor(0),
    })),
    proofs,
    remainder: planOpening(rows, facts).remainder,
    ready: mayPost(proofs),
  };
}

/** The openings that were posted, the latest first. */
export const listOpenings = (reader: Reader) => ({ rows: allOpenings.all(reader, {}).map(({ takenBackById, ...row }) => ({ ...row, takenBack: takenBackById !== null })) });
