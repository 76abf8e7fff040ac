import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { namedCentres } from '../../shared/accounting/centre.rules.ts';
import { onePlaceOf } from '../../shared/inventory/stock-move.rules.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { type BuyingShop, newBuyingShop } from '../purchasing/support.ts';
import { refused } from '../support/refused.ts';
import { accountId } from './support.ts';

let shop: BuyingShop;
beforeEach(() => void (shop = newBuyingShop()));
afterEach(() => shop.close());

const on = day('2026-03-02');
const campaign = (name = '618') => shop.call('campaign.add', { name, fromOn: on }).campaignId;

/** What each column of a profit and loss comes to: its heading and the last total. */
function profits(by: 'channel' | 'location' | 'campaign'): Record<string, number> {
  const report = shop.call('report.get', { name: 'profitAndLoss', from: day('2026-01-01'), to: day('2026-12-31'), by });
  expect(report.controls.filter(({ left, right }) => left !== right)).toEqual([]);
  const total = report.rows.findLast(({ kind }) => kind === 'total');
  return Object.fromEntries(report.columns.slice(2).map(({ heading }, index) => [heading, Number(total?.cells[index + 2])]));
}

const spend = (amount: number, centres: { campaignId?: number; locationId?: number } = {}) =>
  shop.call('journal.post', { postedOn: on, text: 'ads', lines: [{ ledgerAccountId: accountId(shop, '6900'), amount: minor(amount), ...centres }, { ledgerAccountId: accountId(shop, '3100'), amount: minor(-amount) }] });

describe('the rules', () => {
  test('a line keeps the centres it names, and nothing of those it does not', () => {
    expect(namedCentres({ channelId: null, locationId: undefined, campaignId: 4 })).toEqual({ campaignId: 4 });
  });

  test('goods of one place happened there; goods of two, or none, happened nowhere', () => {
    expect([onePlaceOf([{ locationId: 2 }, { locationId: 2 }]), onePlaceOf([{ locationId: 2 }, { locationId: 3 }]), onePlaceOf([])]).toEqual([2, null, null]);
  });
});

describe('what is spent by hand', () => {
  test('is read by campaign, and what names none stands under none', () => {
    const campaignId = campaign();
    spend(500, { campaignId });
    spend(200);
    expect(profits('campaign')).toEqual({ '618': -500, 'No campaign': -200, Total: -700 });
    expect(profits('location')).toEqual({ 'No location': -700, Total: -700 });
    shop.check();
  });

  test('opens, cell by cell, to the entries of its campaign', () => {
    const campaignId = campaign();
    const { entryId } = spend(500, { campaignId });
    const other = spend(200);
    const cell = (centreId: number) => shop.call('report.postings', { name: 'profitAndLoss', by: 'campaign', centreId, ledgerAccountId: accountId(shop, '6900'), from: on, to: on }).rows.map((row) => [row.entryId, row.amount]);
    expect([cell(campaignId), cell(0)]).toEqual([[[entryId, 500]], [[other.entryId, 200]]]);
  });

  test('takes its centre with it when it is reversed', () => {
    const campaignId = campaign();
    const { entryId } = spend(500, { campaignId, locationId: shop.locationId });
    shop.call('journal.reverse', { entryId, postedOn: on, reason: 'wrong campaign' });
    spend(500, { campaignId: campaign('Double 11'), locationId: shop.locationId });
    expect(profits('campaign')).toEqual({ '618': 0, 'Double 11': -500, 'No campaign': 0, Total: -500 });
    expect(shop.call('journal.get', { entryId }).legs[0]).toMatchObject({ campaignId, locationId: shop.locationId });
    shop.check();
  });

  test('is refused for a campaign that is archived or not there, and posts again once it is back', () => {
    const campaignId = campaign();
    shop.call('campaign.archive', { campaignId });
    refused(() => spend(500, { campaignId }), 'campaign.archived');
    refused(() => spend(500, { campaignId: 99 }), 'record.missing');
    refused(() => spend(500, { locationId: 99 }), 'record.missing');
    shop.call('campaign.reopen', { campaignId });
    spend(500, { campaignId });
    shop.check();
  });

  test('comes again for its campaign, and an accrual for it comes off it', () => {
    const campaignId = campaign();
    const lines = [{ ledgerAccountId: accountId(shop, '6900'), amount: minor(300), campaignId }, { ledgerAccountId: accountId(shop, '3100'), amount: minor(-300) }];
    const { recurringEntryId } = shop.call('recurring.add', { name: 'ads', lines, startsOn: day('2026-01-01'), dayOfMonth: 31, reverses: true });
    shop.call('recurring.post', { recurringEntryId, dueOn: day('2026-01-31') });
    const january = shop.call('report.get', { name: 'profitAndLoss', from: day('2026-01-01'), to: day('2026-01-31'), by: 'campaign' });
    expect(january.rows.findLast(({ kind }) => kind === 'total')?.cells.slice(2)).toEqual([-300, 0, -300]);
    expect(profits('campaign')).toEqual({ '618': 0, 'No campaign': 0, Total: 0 });
    shop.check();
  });
});

describe('what documents cause', () => {
  test('a shipment’s revenue and cost belong to the place its goods left, and go from it when it is cancelled', () => {
    const { orderId } = shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(2) }] });
    shop.call('shipment.ship', { orderId });
    expect(profits('location')).toEqual({ 店面: 8_000, 'No location': 0, Total: 8_000 });
    const { shipmentId } = shop.call('shipment.ship', { orderId: shop.call('order.create', { lines: [{ variantId: shop.variant.LINE, quantity: pieces(1) }] }).orderId });
    expect(profits('location')).toMatchObject({ 店面: 9_200 });
    shop.call('shipment.cancel', { shipmentId, reason: 'lost' });
    expect(profits('location')).toEqual({ 店面: 8_000, 'No location': 0, Total: 8_000 });
    shop.check();
  });

  test('a loss belongs to the place it was found at', () => {
    const { locationId } = shop.call('location.create', { name: '仓库', kind: 'warehouse', negativePolicy: 'allow', sellable: true });
    shop.call('stock.receive', { locationId, lines: [{ variantId: shop.variant.HOOK, quantity: pieces(10), value: minor(1_000) }] });
    shop.call('stock.adjust', { locationId, reason: 'damage', lines: [{ variantId: shop.variant.HOOK, quantity: pieces(-1) }] });
    expect(profits('location')).toMatchObject({ 仓库: -100, 'No location': 0 });
    shop.check();
  });

  test('an expense on a bill belongs to the campaign said on its line, each line to its own', () => {
    const [a, b] = [campaign('A'), campaign('B')];
    const line = (net: number, campaignId?: number) => ({ kind: 'expense' as const, text: 'ads', net: minor(net), tax: minor(0), ...(campaignId !== undefined && { campaignId }) });
    const { supplierBillId } = shop.call('supplierBill.record', { supplierId: shop.supplierId, supplierNumber: 'X1', billedOn: on, lines: [line(400, a), line(300, b), line(50)] });
    expect(profits('campaign')).toEqual({ A: -400, B: -300, 'No campaign': -50, Total: -750 });
    shop.check();
    shop.call('supplierBill.cancel', { supplierBillId, reason: 'twice' });
    expect(profits('campaign')).toEqual({ A: 0, B: 0, 'No campaign': 0, Total: 0 });
    shop.check();
  });
});

describe('campaigns', () => {
  test('have names of their own and end after they begin', () => {
    const campaignId = campaign();
    refused(() => campaign(), 'campaign.taken');
    refused(() => shop.call('campaign.add', { name: 'x', fromOn: on, toOn: day('2026-03-01') }), 'campaign.backwards');
    shop.call('campaign.change', { campaignId, name: '618 sale', fromOn: on, toOn: day('2026-06-18') });
    expect(shop.call('centre.list', undefined).rows).toContainEqual({ kind: 'campaign', id: campaignId, name: '618 sale', ended: false, fromOn: on, toOn: '2026-06-18' });
    expect(() => shop.raw.exec('delete from campaign')).toThrow('never removed');
  });

  test('a change is undone from the record', () => {
    const campaignId = campaign();
    shop.call('campaign.change', { campaignId, name: 'other', fromOn: on });
    shop.call('activity.undo', { commandId: shop.raw.prepare('select max(id) from command').pluck().get() as number });
    expect(shop.call('centre.list', undefined).rows.find(({ kind }) => kind === 'campaign')?.name).toBe('618');
  });
});

test('a kept result that moved from one campaign to another, and one that none has, are found', () => {
  const campaignId = campaign();
  spend(500, { campaignId });
  shop.raw.exec('update centreDay set amount = amount - 1');
  expect(() => shop.check()).toThrow(/INV-L4 centreDay \d+ 2026-03-02 campaign \d+/);
});

test('a centre changed behind the program’s back is found by the entry’s digest', () => {
  const campaignId = campaign();
  spend(500, { campaignId });
  shop.raw.exec(`drop trigger postingIsFinal; update posting set campaignId = null where campaignId is not null; delete from centreDay`);
  expect(() => shop.check()).toThrow(/INV-L2 journalEntry/);
});
