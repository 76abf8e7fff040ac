import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type KnownRow, mayPost, openingEntry, type OpeningAccount, type OpeningFacts, planOpening, proveOpening } from '../../shared/banking/opening.rules.ts';
import { openingOfRow } from '../../shared/banking/opening-sheet.rules.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';

const on = day('2026-03-01');
/** 1 receivable, 2 payable, 3 inventory, 4 deposits, 5 opening equity; the rest are ordinary. */
const controls: Record<number, string> = { 1: 'receivable', 2: 'payable', 3: 'inventory', 4: 'deposits' };
const accountOf = (id: number, opened = 0): OpeningAccount => ({ ledgerAccountId: id, code: String(1000 + id), name: `Account ${id}`, control: controls[id] ?? null, blocked: false, currency: null, opened: minor(opened), openedForeign: minor(0), openedBefore: false });
const factsOf = (accounts: OpeningAccount[]): OpeningFacts => ({
  openingOn: on, today: day('2026-04-01'), firstOpenOn: day('2026-01-01'), accounts, receivable: 1, payable: 2, inventory: 3, deposits: 4, prepayments: 90, openingEquity: 5,
  equity: minor(-sumMinor(accounts.map(({ opened }) => opened))),
});
let last = 0;
const row = (list: KnownRow['list'], worth: number, more: Partial<KnownRow> = {}): KnownRow => {
  last += 1;
  return {
    openingRowId: last, list, account: '', party: '', number: '', issuedOn: null, dueOn: null, home: minor(worth), currency: null, foreignAmount: null,
    ledgerAccount: null, parties: 0, taken: false, worth: minor(worth), otherBalance: null, ...more,
  };
};
const balance = (account: OpeningAccount, worth: number): KnownRow => row('balance', worth, { account: account.code, ledgerAccount: account });
const item = (list: 'receivable' | 'payable', worth: number, number: string): KnownRow => row(list, worth, { party: 'A', number, issuedOn: day('2026-02-01'), parties: 1 });

/** Posts an opening as a person with a pencil would: account by account, and answers what each then holds. */
function byHand(rows: readonly KnownRow[], facts: OpeningFacts): Map<number, number> {
  const holds = new Map(facts.accounts.map(({ ledgerAccountId, opened }) => [ledgerAccountId, opened as number]));
  const put = (id: number, amount: number): void => void holds.set(id, (holds.get(id) ?? 0) + amount);
  holds.set(facts.openingEquity, facts.equity);
  for (const one of rows) {
    const amount = one.worth ?? 0;
    const id = one.list === 'receivable' ? 1 : one.list === 'payable' ? 2 : one.list === 'balance' && one.ledgerAccount?.control === null ? one.ledgerAccount.ledgerAccountId : undefined;
    if (id === undefined) continue;
    const moves = one.list === 'balance' ? amount - (holds.get(id) ?? 0) : one.list === 'payable' ? -amount : amount;
    put(id, moves);
    put(facts.openingEquity, -moves);
  }
  return holds;
}

describe('an opening', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 5_000 }), { maxLength: 6 });

  test('that proves leaves opening equity at zero and each account at its balance, whatever stood there before', () => {
    fc.assert(
      fc.property(amounts, amounts, fc.array(fc.integer({ min: -9_000, max: 9_000 }), { minLength: 1, maxLength: 5 }), fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 0, max: 900 }), (owed, owing, own, stock, takenOver) => {
        const accounts = [accountOf(1, takenOver), accountOf(2), accountOf(3, stock), ...own.map((_, index) => accountOf(10 + index, index === 0 ? 250 : 0)), accountOf(99)];
        const facts = factsOf(accounts);
        const receivable = takenOver + sumMinor(owed as Minor[]);
        const payable = 0 - sumMinor(owing as Minor[]);
        const told = [[1, receivable], [2, payable], [3, stock], ...own.map((amount, index) => [10 + index, amount] as const)] as const;
        const rest = 0 - told.reduce((sum, [, amount]) => sum + amount, 0);
        const of = (id: number): OpeningAccount => accounts.find(({ ledgerAccountId }) => ledgerAccountId === id)!;
        const rows = [...told.map(([id, amount]) => balance(of(id), amount)), balance(of(99), rest), ...owed.map((amount, index) => item('receivable', amount, `R${index}`)), ...owing.map((amount, index) => item('payable', amount, `P${index}`))];
        const proofs = proveOpening(rows, facts);
        expect(proofs.filter(({ faults }) => faults.length > 0)).toEqual([]);
        const plan = planOpening(rows, facts);
        const holds = byHand(rows, facts);
        expect(plan.remainder).toBe(0);
        expect(holds.get(5)).toBe(0);
        for (const [id, amount] of [...told, [99, rest] as const]) expect(holds.get(id)).toBe(amount);
        for (const { ledgerAccountId, amount } of plan.lines) expect(of(ledgerAccountId).opened + amount).toBe(holds.get(ledgerAccountId));
        const entry = openingEntry({ openingId: 1, openingOn: on, occurredAt: instant(0), lines: plan.lines, remainder: plan.remainder, remainderTo: null });
        expect(sumMinor(entry.legs.map((leg) => leg.amount))).toBe(0);
      }),
    );
  });

  test('keeps what the trial balance left out, by its name, and the remainder is what a hand finds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_000 }), fc.integer({ min: 1, max: 9_000 }), (stock, cash) => {
        const accounts = [accountOf(1), accountOf(2), accountOf(3, stock), accountOf(10, 700), accountOf(11), accountOf(12)];
        const facts = factsOf(accounts);
        // Account 10 was opened by hand and is not in the trial balance.
        const rows = [balance(accounts[2]!, stock), balance(accounts[4]!, cash), balance(accounts[5]!, -stock - cash)];
        const proofs = proveOpening(rows, facts);
        expect(mayPost(proofs)).toBe(true);
        const { remainder } = planOpening(rows, facts);
        expect(remainder).toBe(byHand(rows, facts).get(5));
        expect(proofs.at(-1)).toMatchObject({ id: 'zero', found: -700, faults: [{ why: 'notInTrialBalance', name: '1010 Account 10', amount: 700 }] });
      }),
    );
  });

  test.each([
    ['debits and credits differ', [balance(accountOf(10), 100)], 'balanced', 'notBalanced'],
    ['nothing is written', [], 'balanced', 'noRows'],
    ['an account is not in the chart', [row('balance', 100, { account: '4711' }), balance(accountOf(10), -100)], 'accounts', 'unknownAccount'],
    ['an account stands there twice', [balance(accountOf(10), 100), balance(accountOf(10), -100)], 'accounts', 'accountTwice'],
    ['the clearing account has a balance', [balance(accountOf(5), 100), balance(accountOf(10), -100)], 'accounts', 'openingEquity'],
    ['an opening had the account', [balance({ ...accountOf(11), openedBefore: true }, 100), balance(accountOf(10), -100)], 'accounts', 'openedBefore'],
    ['an account in dollars does not say how many', [balance({ ...accountOf(11), currency: 'USD' }, 100), balance(accountOf(10), -100)], 'accounts', 'needsCurrency'],
    ['receivables without their invoices', [balance(accountOf(1), 100), balance(accountOf(10), -100)], 'receivable', 'differs'],
    ['bills without their payables', [item('payable', 100, 'P')], 'payable', 'differs'],
    ['inventory without its stock', [balance(accountOf(3), 100), balance(accountOf(10), -100)], 'inventory', 'differs'],
    ['deposits without their orders', [balance(accountOf(4), -100), balance(accountOf(10), 100)], 'documents', 'needsDocuments'],
    ['an invoice of nothing', [item('receivable', 0, 'R')], 'items', 'notPositive'],
    ['what a customer paid ahead in dollars', [{ ...item('receivable', -5, 'R'), currency: 'USD', foreignAmount: minor(-1) }], 'items', 'foreignCredit'],
    ['a credit whose account says nothing of it', [item('receivable', -5, 'R')], 'receivable', 'differs'],
    ['one invoice twice', [item('receivable', 5, 'R'), item('receivable', 5, 'R')], 'items', 'numberTwice'],
    ['an invoice of after the day', [{ ...item('receivable', 5, 'R'), issuedOn: day('2026-03-02') }], 'items', 'dateAfter'],
    ['a bank nobody knows', [row('bank', 5, { account: 'X' })], 'bank', 'unknownBank'],
    ['a bank that says something else', [balance(accountOf(10), 100), row('bank', 99, { account: 'B', ledgerAccount: accountOf(10) })], 'bank', 'bankDiffers'],
  ] as const)('does not prove where %s', (_says, rows, proof, why) => {
    const faults = proveOpening(rows, factsOf([1, 2, 3, 4, 5, 10, 11].map((id) => accountOf(id)))).find(({ id }) => id === proof)?.faults ?? [];
    expect(faults.map((fault) => fault.why)).toContain(why);
  });

  test('does not prove on a day that is closed or has not come', () => {
    const facts = factsOf([accountOf(1), accountOf(2), accountOf(3)]);
    const why = (openingOn: string): unknown => proveOpening([], { ...facts, openingOn: day(openingOn) })[0]?.faults.map((fault) => fault.why);
    expect([why('2025-12-31'), why('2026-01-01'), why('2026-04-02')]).toEqual([['dayClosed'], [], ['dayAhead']]);
  });
});

describe('a row of a sheet', () => {
  const settings = { currency: 'CNY', locale: 'en-US' } as const;
  test('is of the trial balance, of a customer, of a supplier or of a bank, by the column that is filled', () => {
    expect(openingOfRow({ account: '1001', debit: '1,200.00', credit: '' }, settings)).toMatchObject({ list: 'balance', account: '1001', home: 120_000 });
    expect(openingOfRow({ account: '2202', debit: '0', credit: '430' }, settings)).toMatchObject({ home: -43_000 });
    expect(openingOfRow({ account: '2202', balance: '-430' }, settings)).toMatchObject({ home: -43_000 });
    expect(openingOfRow({ customer: '渔友之家', number: 'INV-1', issuedOn: '2026/2/3', dueOn: '', amount: '20' }, settings)).toEqual({ list: 'receivable', party: '渔友之家', number: 'INV-1', issuedOn: '2026-02-03', dueOn: null, home: 2_000, currency: null, foreignAmount: null });
    expect(openingOfRow({ supplier: 'Hook Ltd', number: '7', issuedOn: '03/02/2026', amount: '10', currency: 'usd', balance: '71.10' }, settings)).toMatchObject({ list: 'payable', issuedOn: '2026-03-02', home: 7_110, currency: 'USD', foreignAmount: 1_000 });
    expect(openingOfRow({ supplier: 'Hook Ltd', number: '7', issuedOn: '03/02/2026', amount: '10' }, { ...settings, locale: 'de-DE' })).toMatchObject({ issuedOn: '2026-02-03' });
    expect(openingOfRow({ bank: 'ICBC', amount: '5' }, settings)).toMatchObject({ list: 'bank', account: 'ICBC', home: 500 });
    expect(openingOfRow({ account: '1015', credit: '711', currency: 'USD', foreignAmount: '100' }, settings)).toMatchObject({ home: -71_100, currency: 'USD', foreignAmount: -10_000 });
  });
  test.each([
    [{ debit: '5' }, 'account', 'empty'],
    [{ account: '1001' }, 'debit', 'empty'],
    [{ account: '1001', debit: 'x' }, 'debit', 'unreadable'],
    [{ customer: 'A', amount: '5', issuedOn: '2026-01-01' }, 'number', 'empty'],
    [{ customer: 'A', number: '1', amount: '5', issuedOn: 'soon' }, 'issuedOn', 'unknown'],
    [{ customer: 'A', number: '1', amount: '5', issuedOn: '2026-01-01', currency: 'XYZ' }, 'currency', 'unknown'],
  ] as const)('that cannot be read says which cell: %o', (cells, column, reason) => {
    expect(() => openingOfRow(cells, settings)).toThrow(expect.objectContaining({ column, reason }));
  });
});
