import type { ChartId } from '../../shared/accounting/charts/charts.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import { type Day, day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { bankIn, keepRate, newForeignShop } from '../accounting/foreign-support.ts';
import { randomFrom } from '../support/random.ts';
import { copiesOf, openingTime, type TestShop } from '../support/shop.ts';
import { foreignBanks, judgeCash, judgeCell, judgeCentres, judgeItems, judgeLedger, judgeProfit, judgeSheet, judgeStock, judgeTrial } from './judges.ts';
import { type RawLine, rawLines } from './oracle.ts';

const zone = 'Asia/Shanghai';
const dayLong = 86_400_000;
const openedOn = day('2026-03-02');

/** The charts and the currencies of the books, with no, two and three digits after the point; documents are in these and in dollars. */
export const businessCharts = ['smallBusinessCn', 'skr03', 'us'] as const;
export const businessCurrencies = ['CNY', 'JPY', 'KWD'] as const;
/** The month each shop's fiscal year begins with. */
const startMonths = { CNY: 1, JPY: 4, KWD: 7 } as const;

/** A shop that buys, sells, pays, is paid, counts, converts, corrects itself and closes its periods, at random; what is refused did not happen. */
export class Business {
  readonly shop: TestShop;
  readonly chart: ChartId;
  readonly currency: string;
  readonly done: Record<string, number>;
  private readonly foreign: readonly string[];
  private readonly accounts: { debit: number[]; credit: number[] };
  private readonly random: () => number;
  private names = 0;
  private readonly supplierId: number;
  private readonly customerId: number;
  private readonly variantId: number;
  private readonly locationId: number;

  constructor(shop: TestShop, { chart, currency }: { chart: ChartId; currency: string }, seed: number, done: Record<string, number>) {
    this.shop = shop;
    this.chart = chart;
    this.currency = currency;
    this.done = done;
    this.random = randomFrom(seed);
    const first = (table: string): number => this.ids(`select min(id) from ${table}`)[0] ?? 0;
    [this.supplierId, this.customerId, this.variantId, this.locationId] = [first('supplier'), first('customer'), first('variant'), first('location')];
    this.foreign = ['CNY', 'JPY', 'KWD', 'USD'].filter((one) => one !== currency).slice(-2);
    for (const [at, one] of this.foreign.entries()) {
      bankIn(this.shop, one, foreignBanks[chart]?.[at] ?? '');
      keepRate(this.shop, one, '2026-01-01', 3 + at * 17, 2 + at);
    }
    const free = this.shop.call('account.list', undefined).filter(({ control, roles, blocked }) => control === null && !blocked && !roles.includes('openingEquity'));
    const holds = new Set(this.shop.call('bankAccount.list', undefined).rows.map(({ ledgerAccountId }) => ledgerAccountId));
    const of = (...types: string[]): number[] => free.filter(({ type, ledgerAccountId }) => types.includes(type) && !holds.has(ledgerAccountId)).map(({ ledgerAccountId }) => ledgerAccountId);
    this.accounts = { debit: of('expense', 'asset'), credit: of('equity', 'liability', 'asset', 'income') };
  }

  get today(): Day {
    return dayOf(instant(this.shop.clock.now), zone);
  }

  /** A whole number below a limit. */
  upTo(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list[this.upTo(list.length)];
  }

  /** Some days the statements are asked for, also before the shop opened and after today. */
  cut(): { from: Day; to: Day } {
    const from = addDays(openedOn, this.upTo(Math.round((this.shop.clock.now - openingTime) / dayLong) + 40) - 20);
    return { from, to: addDays(from, this.upTo(120)) };
  }

  codeOf(role: string): string {
    return String(this.shop.raw.prepare('select code from ledgerAccount a join accountRole r on r.ledgerAccountId = a.id where r.role = ?').pluck().get(role));
  }

  /** Some events of this shop's life, the days between them too. */
  live(events: number): void {
    for (let event = 0; event < events; event += 1) {
      this.shop.clock.advance(1_000 + this.upTo(this.upTo(3) === 0 ? 12 * dayLong : 3_600_000));
      const name = this.pick(verbs) ?? 'order';
      try {
        if (this.steps[name]() === undefined) continue;
        this.count(name);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        this.count(`${name} refused`);
      }
    }
  }

  private count(what: string): void {
    this.done[what] = (this.done[what] ?? 0) + 1;
  }

  private ids(sql: string): number[] {
    return this.shop.raw.prepare(sql).pluck().all() as number[];
  }

  private amount(): number {
    return 1 + this.upTo(this.upTo(4) === 0 ? 9 : 40_000);
  }

  /** Mostly all of it, or a part, now and then more. */
  private partOf(whole: number): number {
    return [whole, whole, 1 + this.upTo(whole), whole + 1][this.upTo(4)] ?? whole;
  }

  private centres(): { channelId?: number; locationId?: number } {
    return { ...(this.upTo(2) === 0 && { channelId: 1 }), ...(this.upTo(2) === 0 && { locationId: this.locationId }) };
  }

  private get maybeForeign(): { currency?: string } {
    const currency = this.upTo(3) === 0 ? this.pick(this.foreign) : undefined;
    return currency === undefined ? {} : { currency };
  }

  private lines(currency: string) {
    const price = () => unitPrice(this.amount() * 10 ** (4 - minorDigits(currency)));
    return Array.from({ length: 1 + this.upTo(2) }, () => ({ variantId: this.variantId, quantity: pieces(1 + this.upTo(3)), unitPrice: price(), taxRate: percent(this.upTo(2) === 0 ? 0 : 13) }));
  }

  /** Each answers undefined where there is nothing it could be about. */
  readonly steps = {
    order: () => {
      const { currency = this.currency } = this.maybeForeign;
      const made = this.shop.call('order.create', { customerId: this.customerId, lines: this.lines(currency), discount: minor(this.upTo(3) === 0 ? this.upTo(50) : 0), ...(currency !== this.currency && { currency }) });
      if (currency !== this.currency) this.count('order in another currency');
      return made;
    },
    sell: () => this.shop.call('order.sell', { lines: this.lines(this.currency), locationId: this.locationId, account: this.upTo(2) === 0 ? 'bank' : 'till' }),
    pay: () => this.ofOrder('total > captured', (orderId, left) => this.shop.call('payment.capture', { orderId, amount: minor(this.partOf(left)), account: this.upTo(4) === 0 ? 'till' : 'bank', fee: minor(this.upTo(5) === 0 ? 1 : 0) })),
    unpay: () => this.ofTable('payment where voidedAt is null', (paymentId) => this.shop.call('payment.void', { paymentId, reason: 'bounced' })),
    ship: () => this.ofOrder("fulfilment <> 'fulfilled'", (orderId) => this.shop.call('shipment.ship', { orderId })),
    unship: () => this.ofTable('shipment where voidedAt is null', (shipmentId) => this.shop.call('shipment.cancel', { shipmentId, reason: 'never left' })),
    cancel: () => this.ofOrder("fulfilment <> 'fulfilled'", (orderId) => this.shop.call('order.cancel', { orderId })),
    refund: () => this.ofOrder('captured > refunded', (orderId, _left, paid) => this.shop.call('refund.record', { orderId, parts: [{ kind: 'amountOnly', amount: minor(this.partOf(paid)), orderLineId: null }] })),
    receive: () => this.shop.call('purchaseReceipt.receive', { supplierId: this.supplierId, locationId: this.locationId, lines: [{ variantId: this.variantId, quantity: pieces(1 + this.upTo(40)), cost: minor(this.amount()) }] }),
    bill: () => {
      const lines = this.shop.call('supplierBill.billable', { supplierId: this.supplierId }).lines;
      const line = this.pick(lines);
      if (!line || line.purchaseReceiptLineId === null || typeof line.unbilled !== 'number') return undefined;
      const goods = { kind: 'goods' as const, purchaseReceiptLineId: line.purchaseReceiptLineId, quantity: quantity(line.unbilled), net: minor(Number(line.net) + this.upTo(3) * this.upTo(200)), tax: minor(this.upTo(90)) };
      return this.shop.call('supplierBill.record', { ...this.paper(), lines: [goods], acceptedBecause: 'as agreed' });
    },
    expense: () => {
      const asked = this.maybeForeign;
      const made = this.shop.call('supplierBill.record', { ...this.paper(), ...asked, lines: [{ kind: 'expense', text: 'rent', net: minor(this.amount()), tax: minor(this.upTo(90)), ...this.centres() }] });
      if (asked.currency !== undefined) this.count('bill in another currency');
      return made;
    },
    unbill: () => this.ofTable('supplierBill where cancelledAt is null', (supplierBillId) => this.shop.call('supplierBill.cancel', { supplierBillId, reason: 'wrong' })),
    payBill: () => this.ofTable('supplierBill where cancelledAt is null', (supplierBillId) => {
      const { open, foreign } = this.shop.call('supplierBill.get', { supplierBillId });
      const owed = Number(foreign ? foreign.open : open);
      return owed === 0 ? undefined : this.shop.call('supplierPayment.pay', { supplierId: this.supplierId, bills: [{ supplierBillId, amount: minor(this.partOf(owed)) }] });
    }),
    payAhead: () => this.shop.call('supplierPayment.pay', { supplierId: this.supplierId, prepaid: minor(this.amount()) }),
    usePrepayment: () => this.ofTable('supplierBill where cancelledAt is null', (supplierBillId) => this.shop.call('supplierBill.usePrepayment', { supplierBillId, amount: minor(1 + this.upTo(500)) })),
    unpayBill: () => this.ofTable('supplierPayment where cancelledAt is null', (supplierPaymentId) => this.shop.call('supplierPayment.cancel', { supplierPaymentId, reason: 'twice' })),
    lose: () => this.shop.call('stock.adjust', { locationId: this.locationId, reason: this.pick(['damage', 'expired', 'shrinkage', 'ownUse', 'sample']) ?? 'damage', lines: [{ variantId: this.variantId, quantity: pieces(this.upTo(5) === 0 ? 1 : -1 - this.upTo(4)) }] }),
    entry: () => {
      const amount = minor(this.amount());
      const [ledgerAccountId = 0, other = 0] = [this.pick(this.accounts.debit), this.pick(this.accounts.credit)];
      if (ledgerAccountId === other) return undefined;
      return this.shop.call('journal.post', { postedOn: addDays(this.today, -this.upTo(60)), text: 'by hand', lines: [{ ledgerAccountId, amount, ...this.centres() }, { ledgerAccountId: other, amount: minor(-amount) }] });
    },
    unenter: () => this.ofTable("journalEntry where ruleId = 'manual' and reversesId is null", (entryId) => this.shop.call('journal.reverse', { entryId, postedOn: this.today, reason: 'wrong' })),
    rate: () => this.shop.call('exchangeRate.add', { currency: this.pick(this.foreign) ?? 'USD', onDay: addDays(this.today, -this.upTo(9)), numerator: 1 + this.upTo(99_999), denominator: [1, 100, 10_000][this.upTo(3)] ?? 1 }),
    revalue: () => this.shop.call('revaluation.post', { throughOn: addDays(this.today, -this.upTo(9)) }),
    unrevalue: () => this.ofTable('revaluation where takenBackById is null', (revaluationId) => this.shop.call('revaluation.takeBack', { revaluationId })),
    close: () => this.shop.call('closing.close', { throughOn: this.shop.call('closing.list', undefined).due?.throughOn ?? this.today }),
    unclose: () => {
      const latest = this.shop.call('closing.list', undefined).rows.find(({ mayTakeBack }) => mayTakeBack);
      return latest && this.shop.call('closing.takeBack', { resultClosingId: latest.resultClosingId });
    },
  } satisfies Record<string, () => unknown>;

  private paper() {
    this.names += 1;
    return { supplierId: this.supplierId, supplierNumber: `R-${this.names}`, billedOn: this.today };
  }

  /** One of the latest orders that fits, with what of it is not paid and what was. */
  private ofOrder(where: string, work: (orderId: number, left: number, paid: number) => unknown): unknown {
    const rows = this.shop.raw.prepare(`select o.id, coalesce(f.foreignTotal, o.total) - o.captured as "left", o.captured - o.refunded as paid from salesOrder o left join foreignItem f on f.itemKind = 'salesOrder' and f.itemId = o.id
      where ${where} order by o.id desc limit 8`).all() as { id: number; left: number; paid: number }[];
    const row = this.pick(rows);
    return row && work(row.id, Math.max(1, row.left), Math.max(1, row.paid));
  }

  /** One of the latest rows that fit. */
  private ofTable(from: string, work: (id: number) => unknown): unknown {
    const id = this.pick(this.ids(`select id from ${from} order by id desc limit 6`));
    return id === undefined ? undefined : work(id);
  }
}

type Verb = keyof Business['steps'];
/** How often each comes up beside the others. */
const weights: Record<Verb, number> = {
  order: 8, sell: 4, pay: 9, unpay: 1, ship: 8, unship: 1, cancel: 1, refund: 3, receive: 4, bill: 4, expense: 3, unbill: 1, payBill: 5, payAhead: 1, usePrepayment: 1, unpayBill: 1, lose: 2, entry: 4, unenter: 1, rate: 2, revalue: 2,
  unrevalue: 1, close: 2, unclose: 1,
};
// The keys of an object literal are the names its type says.
const verbs = (Object.keys(weights) as Verb[]).flatMap((verb) => Array.from({ length: weights[verb] }, () => verb));

/** What has to have happened for the statements to say anything. */
export const mustHappen: readonly string[] = [...Object.keys(weights), 'order in another currency', 'bill in another currency'];

const perShop = 100;

/** Some histories in the life of one shop: after each, the statements of some days are judged by the lines of the whole life. @throws where they differ */
function liveOn(business: Business, histories: number): void {
  const { shop, chart } = business;
  const codes = { receivable: business.codeOf('accountsReceivable'), payable: business.codeOf('accountsPayable') };
  const inventory = business.codeOf('inventory');
  const lines: RawLine[] = [];
  for (let history = 0; history < histories; history += 1) {
    business.live(3 + business.upTo(8));
    lines.push(...rawLines(shop, lines.at(-1)?.entryId));
    const one = { shop, chart, lines, ...business.cut() };
    judgeProfit(one, business.upTo(12));
    judgeSheet(one);
    judgeCash(one);
    judgeTrial(one);
    judgeItems(one, codes);
    judgeStock(one, inventory);
    // What reads long pages is asked now and then.
    if (business.upTo(8) === 0) judgeCentres(one);
    if (business.upTo(4) === 0) judgeCell(one, business.upTo(1_000));
    if (business.upTo(8) === 0) judgeLedger(one, business.pick(lines)?.code ?? inventory);
  }
}

/** Lives of shops on a chart, in each of the currencies by turns. Answers how often each event happened and was refused. @throws where a statement is not what the lines say */
export function liveBusinesses(chart: (typeof businessCharts)[number], wanted: number, seed: number, planted = ''): Record<string, number> {
  const done: Record<string, number> = {};
  const founded = new Map(businessCurrencies.map((currency) => [currency, copiesOf(() => newForeignShop(currency, { chart, fiscalYearStartMonth: startMonths[currency] }))]));
  const each = Math.min(perShop, Math.ceil(wanted / businessCurrencies.length));
  try {
    for (let number = 0; number * each < wanted; number += 1) {
      const currency = businessCurrencies[number % businessCurrencies.length] ?? 'CNY';
      const business = new Business(founded.get(currency)!.next(), { chart, currency }, seed + number, done);
      try {
        business.shop.raw.exec(planted);
        liveOn(business, Math.min(each, wanted - number * each));
        if (planted === '') business.shop.check();
      } catch (error) {
        throw new Error(`shop ${number} in ${currency} on ${chart}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      } finally {
        business.shop.close();
      }
    }
    return done;
  } finally {
    for (const copies of founded.values()) copies.close();
  }
}
