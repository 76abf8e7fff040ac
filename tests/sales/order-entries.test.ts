import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntryDraft } from '../../shared/accounting/entry.rules.ts';
import { cancellationEntry, type CreditGiven, settleCancellation } from '../../shared/sales/cancellation.rules.ts';
import type { OrderBalances, Posting } from '../../shared/sales/order-balances.rules.ts';
import type { Figures, LineFigures, TaxBy } from '../../shared/sales/order-totals.rules.ts';
import { paymentEntry, splitPayment } from '../../shared/sales/payment.rules.ts';
import { assertRefundable, refundEntry, refundFigures, type RefundKind, settleRefund } from '../../shared/sales/refund.rules.ts';
import { beforeGoLiveEntry, settleShipment, shipmentEntry } from '../../shared/sales/shipment.rules.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { runs } from '../support/soak.ts';

const posting: Posting = { order: { id: 7, number: 'SO-7', channelId: 3 }, documentId: 1, postedOn: day('2026-03-02'), occurredAt: instant(0) };
const zero: Figures = { net: minor(0), tax: minor(0), gross: minor(0) };
const row = (net: number, tax: number, discount = 0): LineFigures => ({ net: minor(net), tax: minor(tax), gross: minor(net + tax), discount: minor(discount) });
/** What refunds gave back of goods, and of shipping. */
const given = (returns: Figures = zero, shipping: Figures = zero): CreditGiven => ({ returns, shipping });
const balances = (deposits: number, receivable = 0, owed = 0): OrderBalances => ({ deposits: minor(deposits), receivable: minor(receivable), owed: minor(owed) });
const shown = (entry: EntryDraft): [string, number][] => entry.legs.map((leg) => ['role' in leg ? leg.role : '', leg.amount]);

const ship = (goods: LineFigures, open: OrderBalances, cost = 0, more: { shipping?: Figures; rounding?: number; taxBy?: TaxBy } = {}) => {
  const rows = { goods, shipping: more.shipping ?? zero, fees: zero, rounding: minor(more.rounding ?? 0), taxBy: more.taxBy ?? ('shop' as const) };
  const settled = settleShipment(rows, open);
  return { settled, entry: shipmentEntry(posting, rows, settled, cost ? [{ role: 'cogs', value: minor(cost) }] : []) };
};

describe('the entry of a shipment', () => {
  test('a paid order of 100.00 with 13.00 tax, goods that cost 60.00: five lines', () => {
    expect(shown(ship(row(10_000, 1_300), balances(11_300), 6_000).entry)).toEqual([
      ['customerDeposits', 11_300],
      ['salesRevenue', -10_000],
      ['outputTax', -1_300],
      ['cogs', 6_000],
      ['inventory', -6_000],
    ]);
  });

  test('what the deposit does not cover the customer owes', () => {
    expect(ship(row(10_000, 0), balances(4_000)).settled).toEqual({ due: 10_000, fromDeposits: 4_000, toReceivable: 6_000 });
  });

  test('the discount stands beside the list price, shipping is income of its own', () => {
    expect(shown(ship(row(9_000, 900, 1_000), balances(0), 0, { shipping: row(500, 50), rounding: -2 }).entry)).toEqual([
      ['accountsReceivable', 10_448],
      ['salesDiscounts', 1_000],
      ['salesRevenue', -10_000],
      ['shippingIncome', -500],
      ['outputTax', -950],
      ['roundingDifference', 2],
    ]);
  });

  test('tax a marketplace remits is in no leg', () => {
    expect(shown(ship(row(10_000, 800), balances(10_000), 0, { taxBy: 'channel' }).entry)).toEqual([
      ['customerDeposits', 10_000],
      ['salesRevenue', -10_000],
    ]);
  });
});

describe('the entry of a payment', () => {
  test('a gateway that kept 3.20 of 100.00 leaves 96.80 in clearing', () => {
    const payment = { amount: minor(10_000), fee: minor(320), account: 'channelClearing' as const };
    expect(shown(paymentEntry(posting, payment, splitPayment(payment.amount, balances(0))))).toEqual([
      ['channelClearing', 9_680],
      ['gatewayFees', 320],
      ['customerDeposits', -10_000],
    ]);
  });

  test('money first settles what was shipped unpaid', () => {
    expect(splitPayment(minor(100), balances(0, 70))).toEqual({ toReceivable: 70, toDeposits: 30 });
  });

  test('money paid before go-live and goods that left before it are opening balances', () => {
    const payment = { amount: minor(6_000), fee: minor(0), account: 'openingEquity' as const };
    expect(shown(paymentEntry(posting, payment, splitPayment(payment.amount, balances(0))))).toEqual([
      ['openingEquity', 6_000],
      ['customerDeposits', -6_000],
    ]);
    expect(shown(beforeGoLiveEntry(posting, { due: minor(7_000), fromDeposits: minor(6_000), toReceivable: minor(1_000) }))).toEqual([
      ['customerDeposits', 6_000],
      ['accountsReceivable', 1_000],
      ['openingEquity', -7_000],
    ]);
    const settled = settleRefund([{ kind: 'goodsKept', orderLineId: 1, ...row(1_000, 130) }], balances(0), minor(0));
    expect(shown(refundEntry(posting, settled, { account: 'openingEquity' }))).toEqual([
      ['openingEquity', 1_130],
      ['refundsPayable', -1_130],
      ['refundsPayable', 1_130],
      ['openingEquity', -1_130],
    ]);
  });
});

describe('the entry of a cancellation', () => {
  test('cancelling half of a paid order owes half back', () => {
    const settled = settleCancellation(balances(10_000), minor(5_000), { shipped: minor(0), creditGiven: given() });
    expect(shown(cancellationEntry(posting, settled))).toEqual([
      ['customerDeposits', 5_000],
      ['refundsPayable', -5_000],
    ]);
  });

  test('a half-paid order whose rest needs the money owes nothing', () => {
    expect(settleCancellation(balances(5_000), minor(5_000), { shipped: minor(0), creditGiven: given() }).owed).toBe(0);
  });

  test('11.30 given back before the sale is not owed again, and lessens no sale any more', () => {
    const settled = settleCancellation(balances(11_300), minor(0), { shipped: minor(0), creditGiven: given(row(1_000, 130)) });
    expect(shown(cancellationEntry(posting, settled))).toEqual([
      ['customerDeposits', 11_300],
      ['refundsPayable', -10_170],
      ['salesReturns', -1_000],
      ['outputTax', -130],
    ]);
  });

  test('goodwill on goods that did ship stays what it is', () => {
    const settled = settleCancellation(balances(5_000), minor(0), { shipped: minor(5_000), creditGiven: given(row(1_000, 0)) });
    expect([settled.owed, settled.creditTakenBack]).toEqual([5_000, given()]);
  });

  test('goodwill on goods is taken back before goodwill on postage, and each where it was given', () => {
    const settled = settleCancellation(balances(11_300), minor(0), { shipped: minor(400), creditGiven: given(row(1_000, 130), row(500, 0)) });
    expect(shown(cancellationEntry(posting, settled))).toEqual([
      ['customerDeposits', 11_300],
      ['refundsPayable', -10_070],
      ['salesReturns', -1_000],
      ['shippingIncome', -100],
      ['outputTax', -130],
    ]);
  });
});

describe('refunds', () => {
  const part = (kind: RefundKind, net: number, tax = 0, orderLineId: number | null = null) => ({ kind, orderLineId, ...row(net, tax) });

  test('goods kept: sales and tax fall at the rate of the sale', () => {
    const settled = settleRefund([part('goodsKept', 1_000, 130, 1)], balances(0), minor(0));
    expect(shown(refundEntry(posting, settled, { account: 'channelClearing' }))).toEqual([
      ['salesReturns', 1_000],
      ['outputTax', 130],
      ['refundsPayable', -1_130],
      ['refundsPayable', 1_130],
      ['channelClearing', -1_130],
    ]);
  });

  test('a refund without lines first pays what a cancellation owes, and only the rest is goodwill', () => {
    const settled = settleRefund([part('amountOnly', 1_000)], balances(0, 0, 700), minor(0));
    expect([settled.fromOwed, settled.returns.gross]).toEqual([700, 300]);
  });

  test('a deposit the rest of the order needs is not given back as goodwill', () => {
    const settled = settleRefund([part('amountOnly', 1_000)], balances(5_000), minor(5_000));
    expect([settled.fromDeposits, settled.returns.gross]).toEqual([0, 1_000]);
  });

  test('each kind is bounded by its own base, and all by what was captured', () => {
    const bases = [{ kind: 'goodsKept' as const, orderLineId: 1, base: minor(500), refunded: minor(200) }];
    const money = { captured: minor(10_000), refunded: minor(0), owed: minor(0) };
    expect(() => assertRefundable([part('goodsKept', 301, 0, 1)], bases, money)).toThrow('refund.tooMuch');
    expect(() => assertRefundable([part('amountOnly', 10_001)], bases, money)).toThrow('refund.tooMuch');
    expect(() => assertRefundable([part('goodsKept', 300, 0, 1)], bases, money)).not.toThrow();
  });

  test('goods that come back are not paid from money that is owed back already; what pays the debt itself is', () => {
    const bases = [{ kind: 'returned' as const, orderLineId: 1, base: minor(500), refunded: minor(0) }];
    const money = { captured: minor(1_000), refunded: minor(100), owed: minor(600) };
    expect(() => assertRefundable([part('returned', 301, 0, 1)], bases, money)).toThrow('refund.tooMuch');
    expect(() => assertRefundable([part('returned', 300, 0, 1)], bases, money)).not.toThrow();
    expect(() => assertRefundable([part('returned', 300, 0, 1), part('amountOnly', 600)], bases, money)).not.toThrow();
    expect(() => assertRefundable([part('returned', 300, 0, 1), part('amountOnly', 601)], bases, money)).toThrow('refund.tooMuch');
  });

  test('refunds of 1.00 in any pieces give back exactly the tax of the sale', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 0, max: 3_000 }), fc.array(fc.integer({ min: 1, max: 4_000 }), { maxLength: 12 }), (net, tax, wants) => {
        const sold = row(net, tax);
        const before = { gross: minor(0), tax: minor(0) };
        for (const want of [...wants, sold.gross]) {
          const amount = Math.min(want, sold.gross - before.gross);
          if (amount === 0) continue;
          const figures = refundFigures(minor(amount), sold, before);
          expect(Math.min(figures.net, figures.tax)).toBeGreaterThanOrEqual(0);
          before.gross = minor(before.gross + figures.gross);
          before.tax = minor(before.tax + figures.tax);
        }
        expect(before).toEqual({ gross: sold.gross, tax });
      }),
      { numRuns: runs(1_000, 50_000, 'random partial refunds of a sale'), seed: 13 },
    );
  });
});

/**
 * Brute force: the accounts of one order as plain sums. Whatever the order of payments, parcels, cancellations and refunds,
 * the open items stay what the documents say and none turns round.
 */
test('in any order of documents the open items of an order are what its documents say', () => {
  const step = fc.record({ kind: fc.constantFrom('pay', 'ship', 'cancel', 'refund'), size: fc.integer({ min: 1, max: 6_000 }), refund: fc.constantFrom<RefundKind>('cancelled', 'goodsKept', 'amountOnly', 'shipping') });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 }), fc.array(step, { maxLength: 25 }), (total, steps) => {
      const open = { deposits: 0, receivable: 0, owed: 0 };
      const facts = { captured: 0, shipped: 0, cancelled: 0, refunded: 0, returns: 0, shipping: 0 };
      const ledger = new Map<string, number>();
      const post = (entry: EntryDraft): void => entry.legs.forEach((leg) => 'role' in leg && ledger.set(leg.role, (ledger.get(leg.role) ?? 0) + leg.amount));
      const now = (): OrderBalances => balances(open.deposits, open.receivable, open.owed);
      const left = (): number => total - facts.shipped - facts.cancelled;
      for (const { kind, size, refund } of steps) {
        if (kind === 'pay') {
          const split = splitPayment(minor(size), now());
          post(paymentEntry(posting, { amount: minor(size), fee: minor(0), account: 'bank' }, split));
          open.deposits += split.toDeposits;
          open.receivable -= split.toReceivable;
          facts.captured += size;
        }
        if (kind === 'ship' && left() > 0) {
          const net = Math.min(size, left());
          const { settled, entry } = ship(row(net, 0), now());
          post(entry);
          open.deposits -= settled.fromDeposits;
          open.receivable += settled.toReceivable;
          facts.shipped += net;
        }
        if (kind === 'cancel' && left() > 0) {
          facts.cancelled += Math.min(size, left());
          const settled = settleCancellation(now(), minor(left()), { shipped: minor(facts.shipped), creditGiven: given(row(facts.returns, 0), row(facts.shipping, 0)) });
          post(cancellationEntry(posting, settled));
          const { returns, shipping } = settled.creditTakenBack;
          open.deposits -= settled.owed + returns.gross + shipping.gross;
          open.owed += settled.owed;
          facts.returns -= returns.gross;
          facts.shipping -= shipping.gross;
        }
        if (kind === 'refund' && facts.captured > facts.refunded) {
          const amount = Math.min(size, facts.captured - facts.refunded);
          const settled = settleRefund([{ kind: refund, orderLineId: null, ...row(amount, 0) }], now(), minor(left()));
          post(refundEntry(posting, settled, { account: 'bank' }));
          open.deposits -= settled.fromDeposits;
          open.receivable += settled.toReceivable;
          open.owed -= settled.fromOwed;
          facts.refunded += amount;
          facts.returns += settled.returns.gross;
          facts.shipping += settled.shipping.gross;
        }
        expect(Math.min(open.deposits, open.receivable, open.owed)).toBeGreaterThanOrEqual(0);
        const at = (role: string): number => ledger.get(role) ?? 0;
        expect([at('customerDeposits'), at('accountsReceivable'), at('refundsPayable')].map(Math.abs)).toEqual([open.deposits, open.receivable, open.owed]);
        expect(at('bank')).toBe(facts.captured - facts.refunded);
        expect(0 - at('salesRevenue')).toBe(facts.shipped);
        expect([at('salesReturns'), at('shippingIncome')]).toEqual([facts.returns, facts.shipping]);
        // What the customer has with us: paid − paid back = held + owed back − owed by them + shipped − credited.
        expect(facts.captured - facts.refunded).toBe(open.deposits + open.owed - open.receivable + facts.shipped - facts.returns - facts.shipping);
      }
    }),
    { numRuns: runs(2_000, 100_000, 'random lives of an order, posted'), seed: 14 },
  );
});
