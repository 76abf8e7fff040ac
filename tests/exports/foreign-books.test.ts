import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getTrialBalance } from '../../main/accounting/trial-balance.queries.ts';
import { journalLines } from '../../main/exports/journal-text.queries.ts';
import { day } from '../../shared/units/day.ts';
import { decimalText } from '../../shared/units/decimal.ts';
import { minor } from '../../shared/units/minor.ts';
import { bankIn, billIn, type ForeignShop, keepRate, newForeignShop, noonOf, orderIn } from '../accounting/foreign-support.ts';
import { installed, judges } from '../support/ledger-tools.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foreign-books-'));
const files = { hledger: path.join(folder, 'books.journal'), beancount: path.join(folder, 'books.beancount') };
const until = day('2026-04-30');
let shop: ForeignShop;

/** Bills and orders in dollars and yen, paid in parts at other rates, taken back, and two revaluations, one taken back. */
beforeAll(() => {
  shop = newForeignShop();
  bankIn(shop, 'USD', '1015');
  keepRate(shop, 'USD', '2026-03-01', 71, 10);
  keepRate(shop, 'JPY', '2026-03-01', 485, 10_000);
  const [dollars, yen] = [billIn(shop, 'USD', 'INV-1', 10_000, '2026-03-02'), billIn(shop, 'JPY', 'INV-2', 33_333, '2026-03-02')];
  const orderId = orderIn(shop, 'USD', 5001);
  shop.call('shipment.ship', { orderId });
  const pay = (supplierBillId: number, amount: number, more = {}) => shop.call('supplierPayment.pay', { supplierId: shop.supplierId, bills: [{ supplierBillId, amount: minor(amount) }], ...more });
  shop.clock.set(noonOf(10));
  keepRate(shop, 'USD', '2026-03-12', 723, 100);
  const { supplierPaymentId } = pay(dollars, 3333);
  pay(yen, 11_111, { paid: minor(54_321) });
  shop.clock.set(noonOf(40));
  keepRate(shop, 'USD', '2026-03-31', 699, 100);
  keepRate(shop, 'JPY', '2026-03-31', 47, 1000);
  const { revaluationId } = shop.call('revaluation.post', { throughOn: day('2026-03-31') });
  shop.call('supplierPayment.cancel', { supplierPaymentId, reason: 'typed twice' });
  shop.call('revaluation.takeBack', { revaluationId });
  shop.call('revaluation.post', { throughOn: day('2026-04-01') });
  shop.call('payment.capture', { orderId, amount: minor(5001), fee: minor(77) });
  pay(yen, 22_222);
  shop.check();
  for (const format of ['hledger', 'beancount'] as const) fs.writeFileSync(files[format], [...journalLines(shop.read, { format, userId: 1, to: until })].join(''));
}, 240_000);
afterAll(() => {
  shop.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const ours = (): Record<string, number> =>
  Object.fromEntries(getTrialBalance(shop.read, { to: until }).rows.filter(({ closing }) => closing !== 0).map(({ code, closing }) => [code, Number(decimalText(closing, 2))]));

describe.each(judges)('books with three currencies and revaluations, judged by $tool', ({ tool, format, accepts, balances }) => {
  test.runIf(installed(tool))('are accepted, and every balance is ours to the cent', () => {
    expect(fs.readFileSync(files[format], 'utf8')).toMatch(/USD @@ /);
    expect(accepts(files[format])).toBe(true);
    expect(balances(files[format])).toEqual(ours());
  });
});
