import fc from 'fast-check';
import { readXlsx, writeXlsx } from 'hucre';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cheapestPlan, cheapestWhole, quotationStateOf, type QuotationAnswer } from '../../shared/purchasing/quotation.rules.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { openTestDoor, type TestDoor } from '../support/door.ts';
import { refused } from '../support/refused.ts';
import { type BuyingShop, newBuyingShop } from './support.ts';

/** Dollars and cents in whole cents, so that no part of a line rounds. */
const answerOf = (supplierId: number, freight: number, offers: readonly (readonly [price: number, count: number] | null)[]): QuotationAnswer => ({
  supplierId,
  supplierQuotationId: 100 + supplierId,
  freight: minor(freight),
  offers: offers.flatMap((offer, lineId) => (offer ? [{ lineId, price: unitPrice(offer[0] * 100), quantity: pieces(offer[1]) }] : [])),
});

/** Every way to buy every piece from anybody or nobody, tried one after another: the most pieces, then the least money. */
function bruteForce(wanted: readonly number[], answers: readonly QuotationAnswer[]): { missing: number; total: number } {
  const wants = wanted.flatMap((count, lineId) => Array.from({ length: count }, () => lineId));
  const choices = answers.length + 1;
  let best = { missing: Infinity, total: Infinity };
  for (let way = 0; way < choices ** wants.length; way++) {
    const picks = wants.map((lineId, index) => ({ lineId, from: Math.floor(way / choices ** index) % choices }));
    const taken = new Map<string, number>();
    for (const { lineId, from } of picks) if (from > 0) taken.set(`${from - 1} ${lineId}`, (taken.get(`${from - 1} ${lineId}`) ?? 0) + 1);
    let total = 0;
    let possible = true;
    const used = new Set<number>();
    for (const [key, count] of taken) {
      const [from, lineId] = key.split(' ').map(Number) as [number, number];
      const offer = answers[from]?.offers.find((one) => one.lineId === lineId);
      possible &&= offer !== undefined && offer.quantity >= pieces(count);
      total += (count * (offer?.price ?? 0)) / 100;
      used.add(from);
    }
    for (const from of used) total += answers[from]?.freight ?? 0;
    const missing = picks.filter(({ from }) => from === 0).length;
    if (possible && (missing < best.missing || (missing === best.missing && total < best.total))) best = { missing, total };
  }
  return best;
}

describe('whom to buy from', () => {
  test('a supplier’s freight counts once, and only where something is bought there', () => {
    const needs = [{ lineId: 0, quantity: pieces(10) }, { lineId: 1, quantity: pieces(10) }];
    // First: 10 × 6.00 + 10 × 8.00 = 140.00. Second: 10 × 5.00 + 10 × 9.00 = 140.00, and 15.00 to bring it.
    const answers = [answerOf(1, 0, [[600, 10], [800, 10]]), answerOf(2, 1500, [[500, 10], [900, 10]])];
    // Split, the rods cost 10.00 less and the freight 15.00 more: the first alone is cheapest.
    expect(cheapestPlan(needs, answers, 2)).toMatchObject({ goods: 14_000, freight: 0, total: 14_000 });
    const free = [answers[0]!, answerOf(2, 500, [[500, 10], [900, 10]])];
    expect(cheapestPlan(needs, free, 2)).toMatchObject({ goods: 13_000, freight: 500, total: 13_500, awards: [{ supplierId: 2, lineId: 0 }, { supplierId: 1, lineId: 1 }] });
    expect(cheapestWhole(needs, free, 2)).toMatchObject({ total: 14_000, awards: [{ supplierId: 1 }, { supplierId: 1 }] });
  });

  test('what one cannot bring is brought by the next, and what nobody offers is missing', () => {
    const needs = [{ lineId: 0, quantity: pieces(10) }, { lineId: 1, quantity: pieces(3) }];
    const plan = cheapestPlan(needs, [answerOf(1, 0, [[600, 4], null]), answerOf(2, 0, [[700, 5], null])], 2);
    expect(plan?.awards.map(({ supplierId, quantity: count }) => [supplierId, count])).toEqual([[1, 4_000], [2, 5_000]]);
    expect(plan?.missing).toEqual([{ lineId: 0, quantity: quantity(1_000) }, { lineId: 1, quantity: pieces(3) }]);
    expect(cheapestWhole(needs, [answerOf(1, 0, [[600, 4], null])], 2)).toBeNull();
    expect(cheapestPlan(needs, [], 2)).toBeNull();
  });

  test('no other way to buy is cheaper: as every way tried one after another says', () => {
    const offer = fc.option(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 3 })), { freq: 4 });
    const answer = fc.record({ freight: fc.integer({ min: 0, max: 15 }), offers: fc.tuple(offer, offer) });
    fc.assert(
      fc.property(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 })), fc.array(answer, { minLength: 1, maxLength: 3 }), (wanted, told) => {
        const answers = told.map(({ freight, offers }, index) => answerOf(index + 1, freight, offers));
        const plan = cheapestPlan(wanted.map((count, lineId) => ({ lineId, quantity: pieces(count) })), answers, 2);
        const best = bruteForce(wanted, answers);
        const missing = plan ? plan.missing.reduce((sum, need) => sum + need.quantity, 0) / 1_000 : wanted[0] + wanted[1];
        expect({ missing, total: plan?.total ?? 0 }).toEqual(best);
      }),
      { numRuns: 300 },
    );
  });

  test('a request’s state follows from what came of it', () => {
    const request = { closed: false, asked: 2, answered: 1, orders: 0 };
    expect([request, { ...request, answered: 2 }, { ...request, orders: 1 }, { ...request, closed: true }, { ...request, closed: true, orders: 1 }].map(quotationStateOf)).toEqual(['open', 'answered', 'ordered', 'closed', 'ordered']);
  });
});

describe('a request to two suppliers', () => {
  let shop: BuyingShop;
  let other: number;
  let quotationRequestId: number;
  const get = () => shop.call('quotation.get', { quotationRequestId });
  const answer = (supplierId: number, prices: readonly (number | null)[], more: object = {}) => {
    const { lines } = get();
    return shop.call('quotation.answer', {
      quotationRequestId,
      supplierId,
      lines: prices.flatMap((price, index) => (price === null ? [] : [{ quotationRequestLineId: lines[index]!.id, price: unitPrice(price) }])),
      ...more,
    } as never);
  };

  beforeEach(() => {
    shop = newBuyingShop();
    other = shop.call('supplier.create', { name: '宁波渔具', leadTimeDays: 10 }).supplierId;
    const lines = [{ variantId: shop.variant.ROD, quantity: pieces(10) }, { variantId: shop.variant.LINE, quantity: pieces(50) }];
    ({ quotationRequestId } = shop.call('quotation.ask', { supplierIds: [shop.supplierId, other], lines }));
  });

  test('asks for answers within a week, and needs the goods after the longest lead time; nothing is ordered by it', () => {
    const asked = get();
    expect(asked).toMatchObject({ number: 'RFQ-00001', state: 'open', closed: false, best: null, whole: null, orders: [] });
    const days = (Date.parse(asked.neededOn) - Date.parse(asked.answerByOn)) / 86_400_000;
    expect(days).toBe(10);
    expect(asked.suppliers.map(({ answer: told }) => told)).toEqual([null, null]);
    expect(shop.call('quotation.list', { view: 'open', limit: 10 }).rows).toMatchObject([{ lines: 2, asked: 2, answered: 0 }]);
    refused(() => shop.call('quotation.ask', { supplierIds: [other], lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }], neededOn: day('2026-03-01'), answerByOn: day('2026-03-02') }), 'quotation.neededFirst');
    shop.check();
  });

  test('becomes orders from the cheapest answers, and what is ordered already is not ordered again', () => {
    answer(shop.supplierId, [580_000, 80_000]);
    answer(other, [600_000, 70_000], { freight: minor(20_00) });
    // Rods 10 × 58.00 here, lines 50 × 7.00 there and 20.00 to bring them: 580 + 350 + 20 = 950. All from here: 580 + 400 = 980, all from there 600 + 350 + 20 = 970.
    const asked = get();
    expect(asked).toMatchObject({ state: 'answered', best: { goods: 930_00, freight: 20_00, total: 950_00 }, whole: { total: 970_00 } });
    const awards = asked.best!.awards.map(({ supplierQuotationId, lineId }) => ({ supplierQuotationId, quotationRequestLineIds: [lineId] }));
    const { purchaseOrderIds } = shop.call('quotation.order', { quotationRequestId, awards });
    const orders = purchaseOrderIds.map((purchaseOrderId) => shop.call('purchaseOrder.get', { purchaseOrderId }));
    expect(orders.map(({ supplierId, status, expectedOn, net, lines }) => [supplierId, status, expectedOn, net, lines.map(({ ordered, price }) => [ordered, price])])).toEqual([
      [shop.supplierId, 'draft', asked.neededOn, 580_00, [[10_000, 580_000]]],
      [other, 'draft', asked.neededOn, 350_00, [[50_000, 70_000]]],
    ]);
    expect(orders[0]!.timeline.map(({ kind }) => kind)).toEqual(['drafted', 'quoted', 'asked']);
    expect(get()).toMatchObject({ state: 'ordered', best: null, lines: [{ ordered: 10_000 }, { ordered: 50_000 }] });
    refused(() => shop.call('quotation.order', { quotationRequestId, awards }), 'quotation.nothingLeft');
    // Given up together, everything is wanted again.
    shop.call('replenishment.withdraw', { purchaseOrderIds });
    expect(get()).toMatchObject({ state: 'answered', best: { total: 950_00 }, lines: [{ ordered: 0 }, { ordered: 0 }] });
    shop.check();
  });

  test('an answer takes the place of the one before, until it is withdrawn; nobody orders from one that does not stand or has expired', () => {
    const first = answer(other, [600_000, null]);
    const second = answer(other, [590_000, null], { validThroughOn: day('2025-12-31') });
    expect(get().suppliers.find(({ supplierId }) => supplierId === other)?.answer).toMatchObject({ supplierQuotationId: second.supplierQuotationId, expired: true, whole: false });
    expect(get().best).toBeNull();
    const order = (supplierQuotationId: number) => () => shop.call('quotation.order', { quotationRequestId, awards: [{ supplierQuotationId, quotationRequestLineIds: [get().lines[0]!.id] }] });
    refused(order(first.supplierQuotationId), 'quotation.notStanding');
    refused(order(second.supplierQuotationId), 'quotation.expired');
    shop.call('quotation.withdraw', second);
    expect(get().best).toMatchObject({ total: 600_00, missing: [{ quantity: 50_000 }] });
    shop.call('quotation.restore', second);
    expect(get().best).toBeNull();
  });

  test('closed, it takes no more answers and makes no more orders; reopened it does', () => {
    shop.call('quotation.close', { quotationRequestId });
    expect(get()).toMatchObject({ state: 'closed', closed: true });
    refused(() => answer(other, [600_000]), 'quotation.closed');
    expect(shop.call('quotation.list', { view: 'open', limit: 10 }).rows).toEqual([]);
    shop.call('quotation.reopen', { quotationRequestId });
    expect(answer(other, [600_000]).supplierQuotationId).toBeGreaterThan(0);
  });

  test('what was not asked is not answered, and what went out is not edited', () => {
    const third = shop.call('supplier.create', { name: 'Third' }).supplierId;
    refused(() => answer(third, [1]), 'record.missing');
    refused(() => shop.call('quotation.answer', { quotationRequestId, supplierId: other, lines: [{ quotationRequestLineId: 999, price: unitPrice(1) }] } as never), 'record.missing');
    for (const attempt of ["update quotationRequest set note = 'x'", 'update quotationRequestLine set quantity = 1']) expect(() => shop.raw.exec(attempt)).toThrow(/asked anew/);
    answer(other, [600_000]);
    expect(() => shop.raw.exec('update supplierQuotation set freight = 1')).toThrow(/replaced/);
  });

  test('each supplier gets a paper without any price, by the request’s number and its code', () => {
    const { suppliers } = get();
    const { document } = shop.call('document.get', { kind: 'quotationRequest', number: suppliers[0]!.paper });
    expect(document).toMatchObject({ party: { name: suppliers[0]!.name }, qr: null, lines: [{ quantity: 10_000, unitPrice: null, gross: 0 }, { quantity: 50_000 }] });
    expect(document.facts.map(({ name }) => name)).toEqual(['answerBy', 'neededOn', 'place']);
    refused(() => shop.call('document.get', { kind: 'quotationRequest', number: 'RFQ-00001/nobody' }), 'document.missing');
  });
});

describe('a round trip with a supplier that is asked', () => {
  let shop: TestDoor;
  let supplierId: number;
  let quotationRequestId: number;
  type Told = { changed: { before: { price: number | null }; after: { price: number; quantity: number } }[]; removed: { sku: string }[]; deliverOn: string; lines: { quotationRequestLineId: number; quantity: number; price: number }[] };
  const exported = async () => (await shop.call('quotation.exportSheet', { quotationRequestId, supplierId })) as { fileName: string; data: string };
  const filledIn = async (fill: (row: (string | number)[]) => (string | number)[]): Promise<Told> => {
    const [sheet] = (await readXlsx(Buffer.from((await exported()).data, 'base64'))).sheets;
    const [headings, ...rows] = sheet!.rows as (string | number)[][];
    const data = Buffer.from(await writeXlsx({ sheets: [{ name: 'x', rows: [headings!, ...rows.map(fill)] }] })).toString('base64');
    return (await shop.call('quotation.compareSheet', { quotationRequestId, supplierId, data })) as Told;
  };

  beforeAll(async () => {
    shop = await openTestDoor();
    await shop.call('location.create', { name: '店面', kind: 'shop', negativePolicy: 'refuse', sellable: true });
    ({ supplierId } = (await shop.call('supplier.create', { name: '威海钓具厂', code: 'WH' })) as { supplierId: number });
    const lines = [];
    for (const sku of ['ROD', 'LINE']) lines.push({ variantId: ((await shop.call('product.create', { name: sku, state: 'active', variants: [{ sku }] })) as { variants: { id: number }[] }).variants[0]!.id, quantity: pieces(10) });
    ({ quotationRequestId } = (await shop.call('quotation.ask', { supplierIds: [supplierId], lines, neededOn: '2027-03-10' })) as { quotationRequestId: number });
  });
  afterAll(() => shop.close());

  test('the sheet goes out without prices; a line left empty is not offered, and the rest is seen before it is kept', async () => {
    expect((await exported()).fileName).toBe('RFQ-00001-WH.xlsx');
    const told = await filledIn((row) => (row[0] === 'ROD' ? ['ROD', '', 'ROD', 8, 57.5, '2027-03-12'] : row));
    expect(told).toMatchObject({ changed: [{ before: { price: null }, after: { price: 575_000, quantity: 8_000 } }], removed: [{ sku: 'LINE' }], deliverOn: '2027-03-12' });
    expect((await shop.call('quotation.get', { quotationRequestId }) as { suppliers: { answer: object | null }[] }).suppliers[0]?.answer).toBeNull();
    await shop.call('quotation.answer', { quotationRequestId, supplierId, deliverOn: told.deliverOn, lines: told.lines });
    // Sent again it has the prices told before, and changes nothing.
    const again = await filledIn((row) => row);
    expect(again.changed).toEqual([]);
    const lower = await filledIn((row) => (row[0] === 'ROD' ? row.map((cell, at) => (at === 4 ? 55 : cell)) : row));
    expect(lower.changed).toMatchObject([{ before: { price: 575_000 }, after: { price: 550_000 } }]);
  });
});
