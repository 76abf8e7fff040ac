import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AskingDocument, asksForMoney, knowsCashBasis, notSettled, partOf } from '../../shared/reporting/cash-basis.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { runs } from '../support/soak.ts';

type Document = AskingDocument<string>;

/** Sales of some lines with their tax, a discount among them; each asks for something. */
const sale = fc.record({ goods: fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 4 }), off: fc.integer({ min: 0, max: 100 }), tax: fc.integer({ min: 0, max: 9_999 }) }).map(({ goods, off, tax }) => {
  const whole = goods.reduce((sum, one) => sum + one, 0);
  const discount = Math.floor((whole * off) / 200);
  return { amounts: [...goods, ...(discount > 0 ? [0 - discount] : [])], asked: whole - discount + tax };
});

const documentsOf = (sales: readonly { amounts: number[]; asked: number }[]): Document[] =>
  sales.map(({ amounts, asked }, at) => ({ asked: minor(asked), lines: amounts.map((amount, line) => ({ of: `${at}.${line}`, amount: minor(amount) })) }));

/** What of each line does not count, all of them named. */
const openOf = (documents: readonly Document[], open: number): Record<string, number> =>
  Object.fromEntries([...documents.flatMap(({ lines }) => lines.map(({ of }) => [of, 0] as const)), ...notSettled(documents, minor(open)).map(({ of, amount }) => [of, amount] as const)]);

test('paid in any parts, every line counts for exactly what it is in the end, never for more on the way, and the oldest first', () => {
  fc.assert(
    fc.property(fc.array(sale, { minLength: 1, maxLength: 4 }), fc.array(fc.nat(200_000), { maxLength: 6 }), (sales, payments) => {
      const documents = documentsOf(sales);
      const asked = sales.reduce((sum, one) => sum + one.asked, 0);
      const stages = [asked, ...payments.map((_payment, at) => Math.max(0, asked - payments.slice(0, at + 1).reduce((sum, one) => sum + one, 0))), 0];
      const counted: Record<string, number> = {};
      for (const [at, open] of stages.entries()) {
        const left = openOf(documents, open);
        for (const [line, whole] of Object.entries(openOf(documents, asked))) {
          const amount = left[line] ?? 0;
          // Between nothing and all of it, on its own side.
          expect(amount * whole).toBeGreaterThanOrEqual(0);
          expect(Math.abs(amount)).toBeLessThanOrEqual(Math.abs(whole));
          if (at > 0) counted[line] = (counted[line] ?? 0) + (openOf(documents, stages[at - 1] ?? 0)[line] ?? 0) - amount;
        }
        // The oldest whose lines are open in part is the first with anything open: all later ones are open whole.
        let unpaid = open;
        for (const document of documents.toReversed()) {
          const own = document.lines.reduce((sum, { of }) => sum + (left[of] ?? 0), 0);
          const whole = document.lines.reduce((sum, { amount }) => sum + amount, 0);
          expect(own).toBe(unpaid >= document.asked ? whole : unpaid <= 0 ? 0 : own);
          unpaid -= document.asked;
        }
      }
      expect(counted).toEqual(Object.fromEntries(documents.flatMap(({ lines }) => lines.map(({ of, amount }) => [of, amount]))));
    }),
    { seed: 20261203, numRuns: runs(300, 30_000, 'documents paid in random parts on the cash basis') },
  );
});

test('income and tax of a part are the money, to the last cent', () => {
  fc.assert(
    fc.property(sale, fc.nat(400_000), (one, money) => {
      const [{ asked, lines }] = documentsOf([one]) as [Document];
      const all = { asked, lines: [...lines, { of: 'tax', amount: minor(asked - lines.reduce((sum, { amount }) => sum + amount, 0)) }] };
      const part = partOf(all, minor(money));
      expect(part.reduce((sum, { amount }) => sum + amount, 0)).toBe(Math.min(money, asked));
    }),
    { seed: 20261204, numRuns: runs(300, 30_000, 'parts of documents on the cash basis') },
  );
});

const lineOf = (of: string, amount: number) => ({ of, amount: minor(amount) });

test('a credit for what nobody paid takes itself and its sale out of what is open, in whichever proportion they stand', () => {
  // Sold 100.00 with 8.00 tax and 12.00 postage without; half of the goods credited: 50.00 and 4.00.
  const sold = { asked: minor(12_000), lines: [lineOf('goods', 10_000), lineOf('postage', 1_200)] };
  const credited = { asked: minor(-5_400), lines: [lineOf('returns', -5_000)] };
  expect(notSettled([sold, credited], minor(6_600))).toEqual([lineOf('goods', 10_000), lineOf('postage', 1_200), lineOf('returns', -5_000)]);
  expect(notSettled([sold, credited], minor(3_300))).toEqual([lineOf('goods', 5_000), lineOf('postage', 600), lineOf('returns', -2_500)]);
  expect(notSettled([sold, credited], minor(0))).toEqual([]);
  // All of it credited: both count, which is nothing in sum.
  expect(notSettled([sold, { asked: minor(-12_000), lines: [lineOf('returns', -11_200)] }], minor(0))).toEqual([]);
});

test('which entries ask for money, and which charts know the basis', () => {
  expect(['sales.shipment', 'sales.shipmentVoid', 'purchasing.bill'].every((rule) => asksForMoney(rule, null))).toBe(true);
  expect([asksForMoney('sales.refund', 'accountsReceivable'), asksForMoney('sales.refund', 'bank'), asksForMoney('sales.payment', null)]).toEqual([true, false, false]);
  expect([knowsCashBasis('us'), knowsCashBasis('skr03'), knowsCashBasis('smallBusinessCn'), knowsCashBasis(undefined)]).toEqual([true, false, false, false]);
});
