import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { type BuyingShop, newBuyingShop } from './support.ts';

/**
 * What a shop does with one ordered line of a hundred lines at 8.00, in any order. The oracle knows pieces and cents only:
 * it books every piece by hand, one by one, and never asks the shop.
 */
type Step =
  | { do: 'receive'; count: number }
  | { do: 'bill'; count: number; dearer: number }
  | { do: 'sendBack'; receipt: number; count: number }
  | { do: 'give up'; count: number }
  | { do: 'take back bill'; bill: number }
  | { do: 'pay'; bill: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('receive' as const), count: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ do: fc.constant('bill' as const), count: fc.integer({ min: 1, max: 40 }), dearer: fc.integer({ min: -40, max: 40 }) }),
  fc.record({ do: fc.constant('sendBack' as const), receipt: fc.nat(5), count: fc.integer({ min: 1, max: 10 }) }),
  fc.record({ do: fc.constant('give up' as const), count: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ do: fc.constant('take back bill' as const), bill: fc.nat(5) }),
  fc.record({ do: fc.constant('pay' as const), bill: fc.nat(5) }),
);

/** The counters an accountant keeps on paper. */
interface Paper {
  ordered: number;
  received: number;
  over: number;
  cancelled: number;
  payable: number;
  bank: number;
  claims: number;
}

class Run {
  private readonly shop: BuyingShop;
  private readonly purchaseOrderId: number;
  private readonly lineId: number;
  readonly paper: Paper = { ordered: 100, received: 0, over: 0, cancelled: 0, payable: 0, bank: 0, claims: 0 };
  private readonly receipts: number[] = [];
  private readonly bills: { id: number; total: number }[] = [];

  constructor(shop: BuyingShop) {
    this.shop = shop;
    this.purchaseOrderId = shop.call('purchaseOrder.create', { supplierId: shop.supplierId, lines: [{ variantId: shop.variant.LINE, quantity: pieces(100) }] }).purchaseOrderId;
    shop.call('purchaseOrder.place', { purchaseOrderId: this.purchaseOrderId });
    this.lineId = shop.call('purchaseOrder.get', { purchaseOrderId: this.purchaseOrderId }).lines[0]!.id;
  }

  /** A step the rules refuse changes neither the shop nor the paper. */
  take(step: Step): void {
    try {
      this.give(step);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'Refusal') throw error;
    }
  }

  private give(step: Step): void {
    const { shop, paper, purchaseOrderId } = this;
    if (step.do === 'receive') {
      const { goodsReceiptId } = shop.call('purchaseReceipt.receive', { purchaseOrderId, lines: [{ variantId: shop.variant.LINE, quantity: pieces(step.count) }] });
      const towards = Math.min(step.count, paper.ordered - paper.received - paper.cancelled);
      paper.received += towards;
      paper.over += step.count - towards;
      this.receipts.push(goodsReceiptId);
    } else if (step.do === 'give up') {
      shop.call('purchaseOrder.cancel', { purchaseOrderId, reason: 'x', lines: [{ purchaseOrderLineId: this.lineId, quantity: pieces(step.count) }] });
      paper.cancelled += step.count;
    } else if (step.do === 'bill') this.bill(step.count, step.dearer);
    else if (step.do === 'sendBack') this.sendBack(step.receipt, step.count);
    else this.settle(step);
  }

  private bill(count: number, dearer: number): void {
    const net = count * 800 + dearer;
    const tax = Math.round(net * 0.13);
    const lines = [{ kind: 'goods' as const, purchaseOrderLineId: this.lineId, quantity: pieces(count), net: minor(net), tax: minor(tax) }];
    const supplierNumber = `R-${this.bills.length}-${this.shop.raw.prepare('select count(*) from supplierBill').pluck().get() as number}`;
    const { supplierBillId } = this.shop.call('supplierBill.record', { supplierId: this.shop.supplierId, supplierNumber, billedOn: day('2026-03-02'), lines, acceptedBecause: 'any' });
    this.bills.push({ id: supplierBillId, total: net + tax });
    this.paper.payable += net + tax;
  }

  private sendBack(receipt: number, count: number): void {
    const goodsReceiptId = this.receipts[receipt];
    if (goodsReceiptId === undefined) return;
    const line = this.shop.call('purchaseReceipt.get', { goodsReceiptId }).lines[0]!;
    const { claimed = minor(0) } = this.shop.call('purchaseReturn.send', { goodsReceiptId, lines: [{ purchaseReceiptLineId: line.id, quantity: pieces(count) }] });
    this.paper.claims += claimed;
  }

  private settle(step: Extract<Step, { do: 'take back bill' | 'pay' }>): void {
    const bill = this.bills[step.bill];
    if (!bill) return;
    if (step.do === 'take back bill') this.shop.call('supplierBill.cancel', { supplierBillId: bill.id, reason: 'x' });
    else this.shop.call('supplierPayment.pay', { supplierId: this.shop.supplierId, bills: [{ supplierBillId: bill.id, amount: minor(bill.total) }] });
    this.paper.payable -= bill.total;
    if (step.do === 'pay') this.paper.bank -= bill.total;
  }

  look() {
    const line = this.shop.call('purchaseOrder.get', { purchaseOrderId: this.purchaseOrderId }).lines[0]!;
    return { line, payable: 0 - this.shop.balance('accountsPayable'), bank: this.shop.balance('bank'), claims: this.shop.balance('supplierClaims') };
  }
}

test('whatever is received, billed, paid, sent back and given up, orders and accounts say what the paper says, and every proof holds', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) => {
      const shop = newBuyingShop();
      try {
        const run = new Run(shop);
        for (const one of steps) run.take(one);
        const { line, payable, bank, claims } = run.look();
        const { ordered, received, over, cancelled } = run.paper;
        expect([line.ordered, line.received, line.open, line.cancelled, line.over]).toEqual([ordered, received, ordered - received - cancelled, cancelled, over].map((count) => count * 1000));
        expect({ payable, bank, claims }).toEqual({ payable: run.paper.payable, bank: run.paper.bank, claims: run.paper.claims });
        // Received and not on a bill, and what the books hold for it, a piece at 8.00.
        expect(shop.balance('goodsReceivedNotInvoiced')).toBe(0 - (line.unbilledValue ?? 0));
        expect(line.unbilledValue).toBe(((line.unbilled ?? NaN) / 1000) * 800);
        shop.check();
      } finally {
        shop.close();
      }
    }),
    { numRuns: 40, seed: 7 },
  );
});

test('a landed cost is spread to the cent over any receipts, in any basis', () => {
  const shop = newBuyingShop();
  try {
    for (const [sku, unitVolume] of [['ROD', 700], ['LINE', 90]] as const) {
      shop.raw.prepare('update variant set weightGrams = ? where id = ?').run(unitVolume * 3, shop.variant[sku]);
      shop.call('agreement.setItem', { supplierId: shop.supplierId, variantId: shop.variant[sku], item: { supplierSku: '', packQuantity: pieces(1), minimumQuantity: pieces(0), unitVolume } });
    }
    const receipts = [[7, 3], [1, 0], [13, 29]].map(([rods = 0, lines = 0]) => {
      const wanted = [{ variantId: shop.variant.ROD, quantity: pieces(rods) }, { variantId: shop.variant.LINE, quantity: pieces(lines) }].filter((line) => line.quantity > 0);
      return shop.call('purchaseReceipt.receive', { supplierId: shop.supplierId, lines: wanted }).goodsReceiptId;
    });
    fc.assert(
      fc.property(fc.constantFrom('value', 'quantity', 'weight', 'volume' as const), fc.integer({ min: 1, max: 100_000 }), fc.subarray(receipts, { minLength: 1 }), (basis, net, goodsReceiptIds) => {
        const before = shop.balance('inventory');
        shop.call('landedCost.record', { basis: basis as 'value', goodsReceiptIds, net: minor(net) });
        const parts = shop.call('landedCost.list', { limit: 1 }).rows[0]!.parts;
        expect(parts.reduce((sum, part) => sum + (part.amount ?? 0), 0)).toBe(net);
        expect(shop.balance('inventory') - before).toBe(net);
      }),
      { numRuns: 40, seed: 11 },
    );
    shop.check();
  } finally {
    shop.close();
  }
});
