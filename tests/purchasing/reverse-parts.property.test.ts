import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reverseParts } from '../../shared/purchasing/bill-tax.rules.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { type BuyingShop, newBuyingShop, placeOrder, receive } from './support.ts';

/** Half and more is rounded up, in whole cents that no product of these outgrows. */
const byHand = (tax: number, part: number, whole: number): number => Number((2n * BigInt(tax) * BigInt(part) + BigInt(whole)) / (2n * BigInt(whole)));

test('parts of a bill in any order add up to its tax, never go beyond it, and each stands where the sum of all before it does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9_999_999 }), { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 300_000 }), (nets, rate) => {
      const net = nets.reduce((sum, one) => sum + one, 0);
      const tax = byHand(rate, net, 1_000_000);
      let [takenNet, takenTax] = [0, 0];
      for (const one of nets) {
        const bill = { supplierBillId: 1, rate: ratePpm(rate), net: minor(net), tax: minor(tax), takenNet: minor(takenNet), takenTax: minor(takenTax), open: minor(net - takenNet) };
        const [part, more] = reverseParts([bill], minor(one));
        expect([part?.net, more]).toEqual([one, undefined]);
        takenNet += one;
        takenTax += part!.tax;
        expect(takenTax).toBe(byHand(tax, takenNet, net));
      }
      expect([takenNet, takenTax]).toEqual([net, tax]);
    }),
    { numRuns: 300, seed: 3 },
  );
});

type Step = { do: 'receive' | 'sendBack' | 'neverCame' | 'takeBack'; of: 0 | 1; count: number };
const step: fc.Arbitrary<Step> = fc.record({ do: fc.constantFrom('receive', 'receive', 'sendBack', 'sendBack', 'takeBack', 'neverCame'), of: fc.constantFrom(0, 1), count: fc.integer({ min: 1, max: 6 }) });

/** Two ordered lines of ten pieces, billed with freight before they come; whatever comes of them. */
class Run {
  private readonly shop: BuyingShop;
  private readonly order: ReturnType<typeof placeOrder>;
  private readonly receipts: [number[], number[]] = [[], []];
  private readonly returns: { id: number; claimed: number }[] = [];
  readonly tax: number;
  readonly goods: number;
  readonly net: number;
  /** By hand: what of the bill's goods went back or never came. */
  gone = 0;

  constructor(shop: BuyingShop, nets: readonly [number, number, number], rate: number) {
    this.shop = shop;
    this.order = placeOrder(shop, 10, 10);
    this.goods = nets[0] + nets[1];
    this.net = this.goods + nets[2];
    this.tax = byHand(rate, this.net, 1_000_000);
    const line = (index: 0 | 1) => ({ kind: 'goods' as const, purchaseOrderLineId: this.order.lineIds[index]!, quantity: pieces(10), net: minor(nets[index]), tax: minor(0) });
    const lines = [line(0), line(1), { kind: 'expense' as const, text: 'freight', net: minor(nets[2]), tax: minor(0) }];
    shop.call('supplierBill.record', { supplierId: shop.supplierId, supplierNumber: 'A-1', billedOn: day('2026-03-02'), lines, reverseCharge: ratePpm(rate), acceptedBecause: 'any' });
  }

  /** A step the rules refuse changes nothing. */
  take(one: Step): void {
    try {
      this.give(one);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'Refusal') throw error;
    }
  }

  private give({ do: what, of, count }: Step): void {
    const { shop, order, receipts, returns } = this;
    if (what === 'receive') {
      if (this.inTransit(of) >= count) receipts[of].push(receive(shop, order.purchaseOrderId, of === 0 ? 'ROD' : 'LINE', count).goodsReceiptId);
    } else if (what === 'sendBack') {
      const goodsReceiptId = receipts[of].at(count % 2 === 0 ? 0 : -1);
      if (goodsReceiptId !== undefined) this.sendBack(goodsReceiptId, count);
    } else if (what === 'neverCame') this.gone += shop.call('supplierClaim.undelivered', { purchaseOrderLineId: order.lineIds[of]! }).amount ?? NaN;
    else {
      const [last] = returns.splice(count % Math.max(1, returns.length), 1);
      if (!last) return;
      shop.call('purchaseReturn.cancel', { purchaseReturnId: last.id, reason: 'x' });
      this.gone -= last.claimed;
    }
  }

  private inTransit(of: 0 | 1): number {
    return Number(this.shop.raw.prepare('select coalesce(sum(transit), 0) / 1000 from supplierBillLine where purchaseOrderLineId = ?').pluck().get(this.order.lineIds[of]!));
  }

  private sendBack(goodsReceiptId: number, count: number): void {
    const line = this.shop.call('purchaseReceipt.get', { goodsReceiptId }).lines[0]!;
    const { purchaseReturnId: id, claimed = NaN } = this.shop.call('purchaseReturn.send', { goodsReceiptId, lines: [{ purchaseReceiptLineId: line.id, quantity: pieces(count) }] });
    this.returns.push({ id, claimed });
    this.gone += claimed;
  }

  /** What is owed, got back and claimed: by the books, and by hand, where it is the bill's tax less its share of what is gone. */
  compared() {
    const owed = this.tax - byHand(this.tax, this.gone, this.net);
    const { shop } = this;
    return { books: [0 - shop.balance('outputTax'), shop.balance('inputTax'), shop.balance('supplierClaims')], hand: [owed, owed, this.gone] };
  }

  /** Everything that came goes back, and the rest never comes: nothing but the freight's tax is left, to the cent. */
  end(): void {
    for (const of of [0, 1] as const) {
      for (const goodsReceiptId of this.receipts[of]) {
        const [line] = this.shop.call('purchaseReceipt.get', { goodsReceiptId }).lines;
        const left = (line?.quantity ?? NaN) - (line?.returned ?? NaN);
        if (left > 0) this.sendBack(goodsReceiptId, left / 1000);
      }
      if (this.inTransit(of) > 0) this.give({ do: 'neverCame', of, count: 1 });
    }
  }
}

test('whatever came, went back and never came of a bill whose tax we owe, what is owed follows to the cent, and every proof holds', () => {
  const net = fc.integer({ min: 1, max: 200_000 });
  fc.assert(
    fc.property(fc.tuple(net, net, fc.integer({ min: 0, max: 50_000 })), fc.integer({ min: 10_000, max: 270_000 }), fc.array(step, { maxLength: 12 }), (nets, rate, steps) => {
      const shop = newBuyingShop();
      try {
        const run = new Run(shop, nets, rate);
        for (const one of steps) {
          run.take(one);
          const { books, hand } = run.compared();
          expect(books).toEqual(hand);
        }
        run.end();
        expect(run.gone).toBe(run.goods);
        const { books, hand } = run.compared();
        expect(books).toEqual(hand);
        shop.check();
      } finally {
        shop.close();
      }
    }),
    { numRuns: 15, seed: 5 },
  );
});
