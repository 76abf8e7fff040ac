import { expect, test } from 'vitest';
import type { Report } from '../../shared/reporting/report.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { newForeignShop } from '../accounting/foreign-support.ts';
import { copiesOf } from '../support/shop.ts';
import { runs, untilDone } from '../support/soak.ts';
import { Business, mustHappen } from './business.ts';
import { cashAdjustments } from './cash-oracle.ts';
import { accountsOf, agree, creditLines } from './judges.ts';
import { isBusiness, isResult, type RawLine, rawLines, totals, within } from './oracle.ts';

/** Some sums and others beside them; zeros are left out. */
function plus(a: Record<string, number>, b: Record<string, number>, sign: 1 | -1 = 1): Record<string, number> {
  const both = { ...a };
  for (const [code, amount] of Object.entries(b)) both[code] = (both[code] ?? 0) + sign * amount;
  return Object.fromEntries(Object.entries(both).filter(([, amount]) => amount !== 0));
}

const only = (of: Record<string, number>, codes: ReadonlySet<string>): Record<string, number> => Object.fromEntries(Object.entries(of).filter(([code]) => codes.has(code)));
const holds = ({ controls }: Report): void => agree('controls on the cash basis', controls.filter(({ left, right }) => left !== right), []);

interface Case {
  business: Business;
  lines: readonly RawLine[];
  from: Day;
  to: Day;
}

/** The American chart has its result accounts from 4 to 8. */
const isOfResult = ([code]: [string, number]): boolean => /^[4-8]/.test(code);

const dueOf = ({ business, lines, from, to }: Case): Record<string, number> => {
  const books = totals(lines.filter((line) => isResult(line) && isBusiness(line) && within(from, to)(line)), ({ code }) => code);
  const adds = plus(cashAdjustments(business.shop, to), cashAdjustments(business.shop, addDays(from, -1)), -1);
  return plus(books, Object.fromEntries(Object.entries(adds).filter(isOfResult)));
};

/** Profit and loss of some days, and by each kind of centre, is what the books say and the slow way adds. */
function judgeProfit(one: Case): void {
  const { business, from, to } = one;
  const due = dueOf(one);
  const report = business.shop.call('report.get', { name: 'profitAndLoss', from, to, basis: 'cash' });
  agree(`cash profit and loss ${from} ${to}`, accountsOf(report, 0, creditLines(report, 0, due)), due);
  holds(report);
  const middle = addDays(from, business.upTo(Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000))));
  agree('two parts of the days are the whole', plus(dueOf({ ...one, to: middle }), dueOf({ ...one, from: addDays(middle, 1) })), due);
  const by = business.pick(['channel', 'location', 'campaign'] as const) ?? 'channel';
  const centres = business.shop.call('report.get', { name: 'profitAndLoss', from, to, basis: 'cash', by });
  for (const { cells, kind } of centres.rows.filter((row) => row.kind !== 'heading')) {
    const figures = cells.slice(2).map(Number);
    agree(`${kind} by ${by}`, figures.slice(0, -1).reduce((sum, one) => sum + one, 0), figures.at(-1));
  }
  holds(centres);
}

/** The balance sheet balances, and each account is the books and what the slow way adds. */
function judgeSheet({ business, lines, to }: Case): void {
  const report = business.shop.call('report.get', { name: 'balanceSheet', to, basis: 'cash' });
  holds(report);
  const [assets, sources] = report.rows.filter(({ kind }) => kind === 'total').map(({ cells }) => Number(cells[2]));
  agree(`cash balance sheet ${to}`, assets, sources);
  const codes = new Set(['11000', '20000', '23000']);
  const due = only(plus(totals(lines.filter(within(null, to)), ({ code }) => code), cashAdjustments(business.shop, to)), codes);
  agree(`what is open on the cash basis ${to}`, only(accountsOf(report, 0, creditLines(report, 0, due)), codes), due);
}

/** The postings behind an account of the cash basis add up to it; each stands as the books have it and counts for no more than it is. */
function judgeCell(one: Case): void {
  const { business, lines, from, to } = one;
  const result = business.pick(lines.filter(isResult));
  const code = business.upTo(3) === 0 ? business.pick(['11000', '20000', '23000']) : result?.code;
  const line = lines.find((found) => found.code === code);
  if (!line) return;
  const ofResult = isResult(line);
  const asked = { name: ofResult ? ('profitAndLoss' as const) : ('balanceSheet' as const), basis: 'cash' as const, ledgerAccountId: line.ledgerAccountId, from: ofResult ? from : null, to, limit: 7 };
  let sum = 0;
  let last = '';
  for (let page = business.shop.call('report.postings', asked); ; page = business.shop.call('report.postings', { ...asked, after: page.next })) {
    for (const { entryId, lineNo, postedOn, amount, posted } of page.rows) {
      const place = [postedOn, String(entryId).padStart(9, '0'), String(lineNo).padStart(4, '0')].join(' ');
      agree('postings come in their order, each once', place > last, true);
      agree('a posting is as the books have it', posted, business.shop.raw.prepare('select amount from posting where entryId = ? and lineNo = ?').pluck().get(entryId, lineNo));
      last = place;
      sum += amount;
    }
    if (!page.next) break;
  }
  const due = ofResult ? dueOf(one)[line.code] : plus(totals(lines.filter(within(null, to)), (found) => found.code), cashAdjustments(business.shop, to))[line.code];
  agree(`postings behind ${line.code} on the cash basis`, sum, due ?? 0);
}

/** What the businesses of the other tests do not: a parcel of a part of an order, and goods that come back, paid for or not. */
function liveMore(business: Business, done: Record<string, number>): void {
  const { shop } = business;
  const tried = (name: string, work: () => unknown): void => {
    try {
      work();
      done[name] = (done[name] ?? 0) + 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  };
  const rows = (sql: string) => business.pick(shop.raw.prepare(sql).all() as { orderId: number; id: number }[]);
  const open = rows('select orderId, id from orderLine where quantity - shipped - cancelled > 1000 order by id desc limit 6');
  if (open) tried('part shipped', () => shop.call('shipment.ship', { orderId: open.orderId, lines: [{ orderLineId: open.id, quantity: pieces(1) }] }));
  const unpaid = rows('select l.orderId, l.id from orderLine l join salesOrder o on o.id = l.orderId where l.shipped > l.returned and o.receivable > 0 order by l.id desc limit 6');
  if (unpaid && business.upTo(2) === 0) tried('credited unpaid', () => shop.call('rma.takeBack', { orderId: unpaid.orderId, lines: [{ orderLineId: unpaid.id, quantity: pieces(1) }], waiveFee: true, to: 'bank', overrule: 'as agreed' }));
}

test('whatever an American shop does, its cash basis is every document paid off by hand from its oldest, in whichever days', { timeout: untilDone }, () => {
  const done: Record<string, number> = {};
  const currencies = ['CNY', 'JPY', 'KWD'] as const;
  const histories = runs(120, 6_000, 'random business histories of an American shop, read on the cash basis');
  const each = Math.min(30, Math.ceil(histories / currencies.length));
  const founded = new Map(currencies.map((currency, at) => [currency, copiesOf(() => newForeignShop(currency, { chart: 'us', fiscalYearStartMonth: [1, 4, 7][at] ?? 1 }))]));
  try {
    for (let number = 0; number * each < histories; number += 1) {
      const currency = currencies[number % currencies.length] ?? 'CNY';
      const business = new Business(founded.get(currency)!.next(), { chart: 'us', currency }, 9_300 + number, done);
      const lines: RawLine[] = [];
      try {
        for (let history = 0; history < each; history += 1) {
          business.live(3 + business.upTo(8));
          liveMore(business, done);
          lines.push(...rawLines(business.shop, lines.at(-1)?.entryId));
          const one = { business, lines, ...business.cut() };
          judgeProfit(one);
          judgeSheet(one);
          judgeCell(one);
        }
        business.shop.check();
      } catch (error) {
        throw new Error(`shop ${number} in ${currency}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      } finally {
        business.shop.close();
      }
    }
  } finally {
    for (const copies of founded.values()) copies.close();
  }
  for (const event of [...mustHappen, 'part shipped', 'credited unpaid']) expect(done[event] ?? 0, event).toBeGreaterThan(0);
});
