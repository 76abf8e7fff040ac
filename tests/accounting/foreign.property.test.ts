import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import { type Day, day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { runs } from '../support/soak.ts';
import { bankIn, billIn, type ForeignShop, keepRate, newForeignShop, noonOf, orderIn } from './foreign-support.ts';

/**
 * Random bills and invoices in three currencies, paid in parts, taken back, revalued at any day and taken back again, while rates
 * move. The oracle is a sheet of paper: a list of what each step puts on which account on which day, in both currencies, worked
 * out with fractions. It never asks the shop.
 */
type Step =
  | { do: 'bill' | 'invoice'; in: number; amount: number }
  | { do: 'payBill' | 'payInvoice'; item: number; part: number; exchanged: boolean }
  | { do: 'undo'; payment: number }
  | { do: 'rate'; in: number; rate: number; per: number }
  | { do: 'revalue'; daysAgo: number }
  | { do: 'takeBack'; item: number }
  | { do: 'wait'; days: number };

const inCurrency = { in: fc.nat(2) };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('bill' as const, 'invoice' as const), ...inCurrency, amount: fc.oneof(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 500_000 })) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('payBill' as const, 'payInvoice' as const), item: fc.nat(4), part: fc.oneof(fc.integer({ min: 1, max: 99 }), fc.constant(100)), exchanged: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), payment: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rate' as const), ...inCurrency, rate: fc.integer({ min: 1, max: 99_999 }), per: fc.constantFrom(1, 100, 10_000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('revalue' as const), daysAgo: fc.nat(20) }) },
  fc.record({ do: fc.constant('takeBack' as const), item: fc.nat(3) }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 9 }) }) },
);

/** a × b ÷ c to the nearest whole, halves away from zero. */
function nearest(a: bigint, b: bigint, c: bigint): number {
  const product = a * b;
  const [size, negative] = [product < 0n ? -product : product, product < 0n];
  const rounded = size / c + ((size % c) * 2n >= c ? 1n : 0n);
  return Number(negative ? -rounded : rounded) || 0;
}

interface Line {
  on: Day;
  account: string;
  item: string;
  currency: string;
  home: number;
  foreign: number;
}

interface Open {
  kind: 'bill' | 'invoice';
  id: number;
  number: string;
  currency: string;
  total: { home: number; foreign: number };
  open: { home: number; foreign: number };
}

interface Paid {
  id: number;
  item: Open;
  took: { home: number; foreign: number };
  lines: Line[];
}

class Paper {
  readonly lines: Line[] = [];
  readonly rates: { currency: string; on: Day; top: number; bottom: number }[] = [];
  readonly items: Open[] = [];
  readonly paid: Paid[] = [];
  readonly revalued: { id: number; on: Day; lines: Line[] }[] = [];
  readonly home: string;

  constructor(home: string) {
    this.home = home;
  }

  worth(amount: number, currency: string, on: Day): number {
    const [{ top, bottom } = { top: 0, bottom: 1 }] = this.rates.filter((rate) => rate.currency === currency && rate.on <= on).sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
    return nearest(BigInt(amount), BigInt(top) * 10n ** BigInt(minorDigits(this.home)), BigInt(bottom) * 10n ** BigInt(minorDigits(currency)));
  }

  /** What a part of an item is worth at its own rate; the last takes all, and none takes the last coin before it. */
  share({ open, total }: Open, foreign: number): number {
    if (foreign === open.foreign) return open.home;
    const left = nearest(BigInt(open.foreign - foreign), BigInt(total.home), BigInt(total.foreign));
    return open.home - Math.min(open.home - 1, Math.max(1, left));
  }

  post(on: Day, ...legs: [account: string, item: string, currency: string, home: number, foreign: number][]): Line[] {
    const lines = legs.map(([account, item, currency, home, foreign]) => ({ on, account, item, currency, home, foreign }));
    this.lines.push(...lines);
    return lines;
  }

  exchange(gain: number): [string, string, string, number, number] {
    return [gain > 0 ? 'fxGain' : 'fxLoss', '', '', -gain, 0];
  }

  takeBack(lines: readonly Line[], on?: Day): void {
    for (const line of lines) this.lines.push({ ...line, on: on ?? line.on, home: -line.home, foreign: -line.foreign });
  }

  /** Money and claims in other currencies at the end of a day; results and the base currency are no such thing. */
  balances(on: Day): Line[] {
    const sums = new Map<string, Line>();
    const revaluations = new Set(this.revalued.flatMap(({ lines }) => lines));
    for (const line of this.lines) {
      if (line.currency === '' || line.on > on || revaluations.has(line) || line.foreign === 0) continue;
      const key = [line.account, line.item, line.currency].join('|');
      const sum = sums.get(key) ?? { ...line, home: 0, foreign: 0 };
      sums.set(key, { ...sum, home: sum.home + line.home, foreign: sum.foreign + line.foreign });
    }
    return [...sums.values()].filter(({ home, foreign }) => home !== 0 || foreign !== 0);
  }

  /** By account, day and currency, without what is zero. */
  said(): Record<string, { home: number; foreign: number }> {
    const sums: Record<string, { home: number; foreign: number }> = {};
    for (const { on, account, item, currency, home, foreign } of this.lines) {
      const key = [account, item, on, currency].join(' ');
      const { home: before, foreign: beforeIn } = sums[key] ?? { home: 0, foreign: 0 };
      sums[key] = { home: before + home, foreign: beforeIn + foreign };
    }
    return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum.home !== 0 || sum.foreign !== 0));
  }
}

const opening = day('2026-03-02');

class Run {
  readonly shop: ForeignShop;
  readonly paper: Paper;
  readonly currencies: readonly string[];
  /** Two of the three have an account that holds them. */
  readonly held: ReadonlySet<string>;
  private days = 0;

  constructor(home: string, currencies: readonly string[]) {
    this.shop = newForeignShop(home);
    this.paper = new Paper(home);
    this.currencies = currencies;
    this.held = new Set(currencies.slice(0, 2));
    for (const [index, currency] of [...this.held].entries()) bankIn(this.shop, currency, `101${5 + index}`);
    for (const [index, currency] of currencies.entries()) this.rate(currency, addDays(opening, -10), 3 + index * 17, 2 + index);
  }

  get today(): Day {
    return addDays(opening, this.days);
  }

  rate(currency: string, on: Day, top: number, bottom: number): void {
    keepRate(this.shop, currency, on, top, bottom);
    this.paper.rates.unshift({ currency, on, top, bottom });
  }

  take(one: Step): void {
    try {
      this.dare(one);
    } catch (error) {
      // What is worth nothing, or nothing to revalue, is refused; then the paper changed nothing either.
      if (!(error instanceof Refusal) || !['currency.worthNothing', 'foreign.tooSmall', 'revaluation.nothing', 'revaluation.twice'].includes(error.code)) throw error;
    }
  }

  private dare(one: Step): void {
    if (one.do === 'wait') return this.wait(one.days);
    if (one.do === 'rate') return this.rate(this.currencies[one.in]!, this.today, one.rate, one.per);
    if (one.do === 'bill' || one.do === 'invoice') return this.document(one.do, this.currencies[one.in]!, one.amount);
    if (one.do === 'payBill' || one.do === 'payInvoice') return this.pay(one.do === 'payBill' ? 'bill' : 'invoice', one);
    if (one.do === 'undo') return this.undo(one.payment);
    if (one.do === 'revalue') return this.revalue(addDays(this.today, -Math.min(one.daysAgo, this.days)));
    if (one.do === 'takeBack') return this.takeBack(one.item);
  }

  private wait(days: number): void {
    this.days += days;
    this.shop.clock.set(noonOf(this.days));
  }

  private document(kind: Open['kind'], currency: string, foreign: number): void {
    const { paper } = this;
    const number = `N${paper.items.length}`;
    const id = kind === 'bill' ? billIn(this.shop, currency, number, foreign, this.today) : orderIn(this.shop, currency, foreign);
    const home = paper.worth(foreign, currency, this.today);
    if (kind === 'invoice') this.shop.call('shipment.ship', { orderId: id });
    const sign = kind === 'bill' ? -1 : 1;
    paper.items.push({ kind, id, number, currency, total: { home, foreign }, open: { home, foreign } });
    paper.post(this.today, [kind === 'bill' ? 'accountsPayable' : 'accountsReceivable', String(id), currency, sign * home, sign * foreign], [kind === 'bill' ? 'generalExpense' : 'salesRevenue', '', '', -sign * home, 0]);
  }

  private pay(kind: Open['kind'], { item: at, part, exchanged }: Extract<Step, { item: number; part: number }>): void {
    const item = this.paper.items.filter((one) => one.kind === kind && one.open.foreign > 0)[at];
    if (!item) return;
    const { paper } = this;
    const foreign = Math.max(1, Math.floor((item.open.foreign * part) / 100));
    const home = paper.share(item, foreign);
    // What the bank took, where it exchanged the money: a little off the rate of the day.
    const worth = exchanged ? Math.max(1, paper.worth(foreign, item.currency, this.today) + 3) : paper.worth(foreign, item.currency, this.today);
    const id = kind === 'bill' ? this.payBill(item, foreign, exchanged ? worth : null) : this.payInvoice(item, foreign, exchanged ? worth : null);
    item.open = { home: item.open.home - home, foreign: item.open.foreign - foreign };
    const sign = kind === 'bill' ? 1 : -1;
    const inItsOwn = !exchanged && this.held.has(item.currency);
    const lines = paper.post(this.today,
      [kind === 'bill' ? 'accountsPayable' : 'accountsReceivable', String(item.id), item.currency, sign * home, sign * foreign],
      [inItsOwn ? item.currency : 'bank', '', inItsOwn ? item.currency : '', -sign * worth, inItsOwn ? -sign * foreign : 0],
      paper.exchange(sign * (home - worth)));
    paper.paid.push({ id, item, took: { home, foreign }, lines });
  }

  private payBill({ id }: Open, foreign: number, paid: number | null): number {
    return this.shop.call('supplierPayment.pay', { supplierId: this.shop.supplierId, bills: [{ supplierBillId: id, amount: minor(foreign) }], ...(paid !== null && { paid: minor(paid) }) }).supplierPaymentId;
  }

  private payInvoice({ id }: Open, foreign: number, worth: number | null): number {
    return this.shop.call('payment.capture', { orderId: id, amount: minor(foreign), ...(worth !== null && { worth: minor(worth) }) }).paymentId;
  }

  private undo(at: number): void {
    const [payment] = this.paper.paid.splice(at, 1);
    if (!payment) return;
    const { id, item, took, lines } = payment;
    if (item.kind === 'bill') this.shop.call('supplierPayment.cancel', { supplierPaymentId: id, reason: 'undo' });
    else this.shop.call('payment.void', { paymentId: id, reason: 'undo' });
    item.open = { home: item.open.home + took.home, foreign: item.open.foreign + took.foreign };
    this.paper.takeBack(lines, this.today);
  }

  private revalue(on: Day): void {
    const { paper } = this;
    const rows = paper.balances(on).map((row) => ({ ...row, worth: row.foreign === 0 ? 0 : paper.worth(row.foreign, row.currency, on) }));
    const preview = this.shop.call('revaluation.preview', { throughOn: on });
    const [shown, due] = [
      preview.rows.map(({ currency, foreign, home, worth, difference }) => [currency, foreign, home, worth, difference].join(' ')).sort().join('; '),
      rows.map(({ currency, foreign, home, worth }) => [currency, foreign, home, worth, worth - home].join(' ')).sort().join('; '),
    ];
    if (shown !== due) throw new Error(`the preview says ${shown}, by hand it is ${due}`);
    const { revaluationId } = this.shop.call('revaluation.post', { throughOn: on });
    const legs = rows.filter(({ worth, home }) => worth !== home).flatMap(({ account, item, currency, worth, home }): Parameters<Paper['post']>[1][] => [[account, item, currency, worth - home, 0], paper.exchange(worth - home)]);
    const lines = [...paper.post(on, ...legs), ...paper.post(addDays(on, 1), ...legs.map(([account, item, currency, home]): Parameters<Paper['post']>[1] => [account, item, currency, -home, 0]))];
    paper.revalued.push({ id: revaluationId, on, lines });
  }

  private takeBack(at: number): void {
    const [one] = this.paper.revalued.splice(at, 1);
    if (!one) return;
    this.shop.call('revaluation.takeBack', { revaluationId: one.id });
    this.paper.takeBack(one.lines);
  }

  /** The same from the shop: each day of each account and item, in both currencies. */
  found(): Record<string, { home: number; foreign: number }> {
    const roles = ['accountsPayable', 'accountsReceivable', 'bank', 'fxGain', 'fxLoss', 'generalExpense', 'salesRevenue'];
    const rows = this.shop.raw.prepare(`
      select coalesce(a.currency, (select role from accountRole r where r.ledgerAccountId = a.id and role in (${roles.map((role) => `'${role}'`).join(', ')}))) as account,
        coalesce(cast(p.itemId as text), '') as item, p.postedOn as onDay, coalesce(p.currency, '') as currency, sum(p.amount) as home, sum(coalesce(p.foreignAmount, 0)) as "foreign"
      from posting p join ledgerAccount a on a.id = p.ledgerAccountId group by 1, 2, 3, 4 having account is not null and (home <> 0 or "foreign" <> 0)`)
      .all() as { account: string; item: string; onDay: string; currency: string; home: number; foreign: number }[];
    return Object.fromEntries(rows.map(({ account, item, onDay, currency, home, foreign }) => [[account, item, onDay, currency].join(' '), { home, foreign }]));
  }
}

const homes = [
  ['CNY', ['USD', 'JPY', 'KWD']],
  ['JPY', ['USD', 'KWD', 'EUR']],
  ['KWD', ['EUR', 'JPY', 'CNY']],
] as const;

test.each(homes)('books in %s, documents in %s: every account, item and day is what the paper says, and all of it proves', { timeout: 3_600_000 }, (home, currencies) => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 15, maxLength: 45 }), (steps) => {
      const run = new Run(home, currencies);
      try {
        for (const one of steps) run.take(one);
        expect(run.found()).toEqual(run.paper.said());
        for (const { kind, id, open } of run.paper.items) {
          const stored = run.shop.raw.prepare("select balance, foreignBalance from openItem join accountRole using (ledgerAccountId) where role = ? and itemKind = ? and itemId = ?").get(kind === 'bill' ? 'accountsPayable' : 'accountsReceivable', kind === 'bill' ? 'supplierBill' : 'salesOrder', id);
          const sign = kind === 'bill' ? -1 : 1;
          expect(stored).toEqual({ balance: sign * open.home || 0, foreignBalance: sign * open.foreign || 0 });
        }
        run.shop.check();
      } finally {
        run.shop.close();
      }
    }),
    { numRuns: runs(4, 400, `random histories in other currencies, books in ${home}`) },
  );
});
