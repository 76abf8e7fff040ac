import type Database from 'better-sqlite3';
import { adScreens } from './ads.ts';
import { apartScreens } from './apart.ts';
import { bankScreens } from './banking.ts';
import { booksScreens } from './books.ts';
import { days, firstDay } from './founding.ts';
import { fulfilmentScreens } from './fulfilment.ts';
import { purchaseScreens } from './purchasing.ts';
import { tillScreens } from './till.ts';
import { returnScreens } from './returns.ts';
import { monthOf } from '../../shared/accounting/budget.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';

/** One question a screen asks, as the screen asks it. */
export interface Screen {
  name: string;
  method: string;
  input: object;
  /** Answered from figures that are kept: the history's length may not be felt at all. */
  kept?: boolean;
  /** About every row there is, and so as long as they are many. */
  whole?: boolean;
  /** What is worked out once and kept for the next time: asked by a connection that never asked it, or by one that did. */
  asked?: 'first' | 'again';
  /** Answered from kept sets of products, which are as long as products are many: held to a time. */
  sets?: boolean;
}

const number = (raw: Database.Database, sql: string): number => raw.prepare(sql).pluck().get() as number;

/** Every question the screens ask of a bench file; ids lie in the middle of its history. */
export function screensOf(raw: Database.Database): Screen[] {
  const lastDay = addDays(firstDay, days);
  const orderId = number(raw, `select id from salesOrder where id >= (select max(id) / 2 from salesOrder) and fulfilment = 'shipped' and channelId is not null limit 1`);
  const order = raw.prepare('select orderedAt, shownNumber from salesOrder where id = ?').get(orderId) as { orderedAt: number; shownNumber: string };
  const variantId = number(raw, 'select max(id) / 2 from variant');
  const channelId = number(raw, 'select id from channel limit 1');
  const customerId = number(raw, 'select customerId from salesOrder where id = (select max(id) from salesOrder where customerId is not null)');
  const account = (role: string): number => number(raw, `select ledgerAccountId from accountRole where role = '${role}'`);
  const categoryId = number(raw, 'select parentId from category where parentId is not null order by id limit 1');
  const attributeId = number(raw, "select id from attribute where kind = 'choice'");
  const threeFacets = { categoryIds: [categoryId], tags: ['online'], attributes: [{ attributeId, values: ['春 Spring', '夏 Summer'] }], states: ['active'] };
  const orders = (name: string, filter: object, sort: string, after: object | null = null): Screen => ({
    name: `orders: ${name}`, method: 'order.list', input: { filter, sort, after, limit: 50 },
  });
  return [
    orders('newest', {}, 'newest'),
    orders('newest, a page from the middle of the history', {}, 'newest', { sortKey: order.orderedAt, id: orderId }),
    orders('one channel, shipped, largest first', { channelId, fulfilment: 'shipped' }, 'total'),
    orders('paid, newest', { payment: 'paid' }, 'newest'),
    orders('cancelled, newest', { fulfilment: 'cancelled' }, 'newest'),
    orders('to ship, due first', { view: 'toShip' }, 'shipBy'),
    orders('to approve, due first', { view: 'toApprove' }, 'shipBy'),
    orders('to pay', { view: 'toPay' }, 'newest'),
    orders('needs attention', { view: 'needsAttention' }, 'newest'),
    orders('of one customer', { customerId }, 'newest'),
    orders('search, the start of a number', { search: order.shownNumber.slice(0, -1) }, 'newest'),
    orders('search, a customer by name', { search: '王子涵' }, 'newest'),
    { name: 'orders: one order', method: 'order.get', input: { orderId } },
    { name: 'orders: where its time went', method: 'order.clock', input: { orderId } },
    { name: 'orders: what it leaves', method: 'order.profit', input: { orderId } },
    { name: 'orders: why its total', method: 'order.explain', input: { orderId } },
    { name: 'orders: counts of the work lists', method: 'order.counts', input: {} },
    { name: 'orders: what to do first, and why', method: 'priority.queue', input: {} },
    { name: 'orders: those to approve unseen', method: 'order.safe', input: {} },
    { name: 'orders: the rules they are checked by', method: 'checkRule.list', input: {} },
    { name: 'orders: a rule tried on the last 500', method: 'checkRule.tryOut', input: { conditions: [{ fact: 'duplicateScore', operator: 'atLeast', value: 80 }, { fact: 'ordersInDay', operator: 'atLeast', value: 2 }] } },
    { name: 'orders: exceptions', method: 'exception.list', input: {} },
    { name: 'today', method: 'today.get', input: {} },
    { name: 'close the day', method: 'day.status', input: {} },
    { name: 'products', method: 'product.list', input: {} },
    { name: 'products: search, letters', method: 'product.list', input: { text: 'tea' } },
    { name: 'products: search, 茶具', method: 'product.list', input: { text: '茶具' } },
    { name: 'products: a page of a sheet of them', method: 'product.export', input: {} },
    { name: 'products: every facet counted', method: 'product.facets', input: { filter: {} }, sets: true },
    { name: 'products: every facet counted, with three chosen', method: 'product.facets', input: { filter: threeFacets }, sets: true },
    { name: 'products: a page of three facets', method: 'product.list', input: threeFacets, sets: true },
    { name: 'products: a page of two states', method: 'product.list', input: { states: ['draft', 'active'] }, sets: true },
    { name: 'products: collections', method: 'collection.list', input: {} },
    { name: 'products: attributes', method: 'attribute.list', input: {} },
    { name: 'products: one product', method: 'product.get', input: { productId: number(raw, `select productId from variant where id = ${variantId}`) } },
    { name: 'products: a scanned code', method: 'variant.find', input: { code: raw.prepare('select code from barcode where variantId = ?').pluck().get(variantId) } },
    { name: 'products: categories', method: 'category.list', input: {} },
    { name: 'products: what a unit costs', method: 'cost.get', input: { variantId } },
    { name: 'products: what a bundle consists of', method: 'bundle.get', input: { variantId } },
    { name: 'products: why a price', method: 'priceList.explain', input: { variantId } },
    { name: 'promotions: 90 days of one variant again', method: 'promotion.simulate', input: { firstOn: lastDay, lastOn: lastDay, variantIds: [variantId], percentOff: 100_000 } },
    { name: 'promotions: the goods of a category', method: 'promotion.goods', input: { of: 'category', id: categoryId } },
    { name: 'customers', method: 'customer.list', input: {} },
    { name: 'customers: search', method: 'customer.list', input: { text: 'miller em' } },
    { name: 'customers: one card', method: 'customer.get', input: { customerId } },
    { name: 'customers: who this is', method: 'customer.find', input: { email: 'customer7@mail.example' } },
    { name: 'stock', method: 'stock.list', input: {} },
    { name: 'stock: search', method: 'stock.list', input: { text: '茶具' } },
    { name: 'stock: less than nothing available', method: 'stock.list', input: { only: 'negative' } },
    { name: 'stock: movements', method: 'stock.movements', input: {} },
    { name: 'stock: movements of a variant', method: 'stock.movements', input: { variantId } },
    { name: 'stock: layers of a variant', method: 'stock.layers', input: { variantId } },
    { name: 'stock: why so many on hand', method: 'stock.explain', input: { figure: 'onHand', variantId } },
    { name: 'stock: valuation', method: 'stock.valuation', input: {}, kept: true },
    { name: 'stock: valuation a year ago', method: 'stock.valuation', input: { on: addDays(firstDay, 365) }, kept: true },
    { name: 'stock: as of a year ago', method: 'stock.list', input: { asOf: Date.parse(addDays(firstDay, 365)) } },
    { name: 'stock: why so many on hand a year ago', method: 'stock.explain', input: { figure: 'onHand', variantId, asOf: Date.parse(addDays(firstDay, 365)) } },
    { name: 'stock: where a variant lies', method: 'lot.places', input: { variantId } },
    { name: 'stock: less than nothing on hand', method: 'negative.list', input: {} },
    { name: 'stock: what was lost in a year', method: 'reason.report', input: { fromOn: firstDay, throughOn: addDays(firstDay, 365) } },
    { name: 'transfers', method: 'transfer.list', input: {} },
    { name: 'transfers: on their way', method: 'transfer.list', input: { only: 'open' } },
    { name: 'costing: what the other way would change', method: 'costing.preview', input: { method: 'movingAverage' }, whole: true },
    { name: 'costing: what late goods would change', method: 'costing.previewLate', input: { variantId, occurredAt: Date.parse(addDays(firstDay, 300)), quantity: 1000, value: 100 } },
    { name: 'lots: the next to expire', method: 'lot.list', input: { withinDays: 30 } },
    { name: 'lots: by its code', method: 'lot.find', input: { code: 'A-1' } },
    { name: 'lots: what a scan means', method: 'lot.scan', input: { text: raw.prepare('select code from barcode where variantId = ?').pluck().get(variantId) } },
    { name: 'reservations that were over', method: 'reservation.list', input: {} },
    { name: 'goods blocked for too long', method: 'expiry.blocked', input: {} },
    { name: 'locations', method: 'location.list', input: {} },
    { name: 'goods of others and ours elsewhere', method: 'consignment.places', input: {} },
    ...apartScreens(raw),
    { name: 'analysis: what variants sold and cost to hold, for the first time', method: 'analysis.list', input: { on: lastDay }, whole: true, asked: 'first' },
    { name: 'analysis: what variants sold and cost to hold, once it is known', method: 'analysis.list', input: { on: lastDay }, whole: true, asked: 'again' },
    { name: 'analysis: classes', method: 'analysis.matrix', input: { on: lastDay }, whole: true },
    { name: 'analysis: stock by its age', method: 'analysis.ageing', input: { on: lastDay }, kept: true },
    { name: 'analysis: the ledger lines of a variant’s cost of sales', method: 'analysis.ledger', input: { on: lastDay, variantId, figure: 'cogs' }, whole: true },
    { name: 'analysis: the layers stock of an age is made of', method: 'analysis.layers', input: { on: lastDay, bucket: 'to30' }, whole: true },
    { name: 'analysis: the ledger lines of all stock', method: 'analysis.ledger', input: { on: lastDay, figure: 'average' } },
    { name: 'analysis: the classes of goods in the stock list', method: 'analysis.classes', input: { variantIds: [variantId] }, whole: true },
    { name: 'analysis: why a variant’s figures', method: 'analysis.explain', input: { on: lastDay, variantId }, whole: true },
    { name: 'products: what a scan means', method: 'barcode.resolve', input: { text: raw.prepare('select code from barcode where variantId = ?').pluck().get(variantId) } },
    { name: 'products: the codes of goods, for a phone', method: 'lot.ofGoods', input: { variantIds: [variantId] } },
    { name: 'labels: what stands on them', method: 'label.render', input: { items: [{ variantId, copies: 24 }] } },
    { name: 'labels: for a label printer', method: 'label.zpl', input: { items: [{ variantId, copies: 1 }], stock: '50x30' } },
    { name: 'labels: of a selection of products', method: 'label.ofProducts', input: { productIds: [number(raw, `select productId from variant where id = ${variantId}`)] } },
    { name: 'suppliers', method: 'supplier.list', input: {} },
    { name: 'orders: what can be sold', method: 'order.offers', input: { text: 'tea' } },
    ...countScreens(raw),
    ...purchaseScreens(raw),
    ...tillScreens(raw),
    ...bankScreens(raw),
    ...booksScreens(),
    ...fulfilmentScreens(raw),
    ...returnScreens(raw),
    ...adScreens(raw),
    { name: 'journal', method: 'journal.list', input: {} },
    { name: 'journal: entries of one account', method: 'journal.list', input: { ledgerAccountId: account('salesRevenue') } },
    { name: 'journal: one entry', method: 'journal.get', input: { entryId: number(raw, 'select max(id) / 2 from journalEntry') } },
    { name: 'ledger of one account', method: 'ledger.list', input: { ledgerAccountId: account('salesRevenue') } },
    { name: 'ledger: open items', method: 'ledger.openItems', input: { ledgerAccountId: account('channelClearing') } },
    { name: 'tax return', method: 'taxReturn.get', input: { fromOn: addDays(firstDay, 200) }, kept: true },
    { name: 'tax lines', method: 'taxReturn.lines', input: { fromOn: addDays(firstDay, 200), groups: ['output|taxed|CN||130000'] } },
    { name: 'tax settings', method: 'taxSetting.get', input: undefined as never },
    { name: 'tax calendar', method: 'taxReturn.calendar', input: undefined as never, kept: true },
    { name: 'trial balance', method: 'trialBalance.get', input: { to: lastDay }, kept: true },
    { name: 'trial balance of a month', method: 'trialBalance.get', input: { from: addDays(firstDay, 334), to: addDays(firstDay, 364) }, kept: true },
    { name: 'profit and loss of a year', method: 'report.get', input: { name: 'profitAndLoss', from: addDays(firstDay, 0), to: addDays(firstDay, 364), compare: 'lastYear' }, kept: true },
    { name: 'profit and loss by channel', method: 'report.get', input: { name: 'profitAndLoss', to: lastDay, by: 'channel' }, kept: true },
    { name: 'profit and loss by location', method: 'report.get', input: { name: 'profitAndLoss', to: lastDay, by: 'location' }, kept: true },
    { name: 'cash forecast', method: 'cashForecast.get', input: { on: lastDay }, whole: true },
    { name: 'cash forecast: a week', method: 'cashForecast.items', input: { on: lastDay, place: 1 }, whole: true },
    { name: 'budget of a year', method: 'budget.grid', input: { from: monthOf(lastDay) }, kept: true },
    { name: 'budget and books', method: 'report.get', input: { name: 'budget', to: lastDay }, kept: true },
    { name: 'balance sheet', method: 'report.get', input: { name: 'balanceSheet', to: lastDay, compare: 'year' }, kept: true },
    { name: 'cash flow of a month, direct', method: 'report.get', input: { name: 'cashFlow', from: addDays(firstDay, 334), to: addDays(firstDay, 364) }, kept: true },
    { name: 'cash flow of a year, indirect', method: 'report.get', input: { name: 'cashFlow', to: lastDay, method: 'indirect' }, kept: true },
    { name: 'statements: what a cell is made of', method: 'report.postings', input: { name: 'profitAndLoss', ledgerAccountId: account('salesRevenue'), from: firstDay, to: lastDay } },
    { name: 'statements: what a cell of a cash flow is made of', method: 'report.postings', input: { name: 'cashFlow', ledgerAccountId: account('customerDeposits'), from: firstDay, to: lastDay } },
    { name: 'closings', method: 'closing.list', input: {} },
    { name: 'period', method: 'period.get', input: {} },
    { name: 'accounts', method: 'account.list', input: {} },
    { name: 'activity', method: 'activity.list', input: {} },
    { name: 'channels', method: 'channel.list', input: {} },
    { name: 'channels: listings', method: 'listing.list', input: { channelId } },
    { name: 'channels: what listings may be', method: 'listing.propose', input: { channelId }, whole: true },
    { name: 'channels: what is held back', method: 'lease.list', input: { channelId } },
    { name: 'channels: why a listing is told its number', method: 'lease.explain', input: { listingId: number(raw, 'select min(id) from listing where variantId is not null') } },
    { name: 'channels: prices', method: 'listing.prices', input: { channelId } },
    { name: 'channels: sync centre', method: 'sync.status', input: {} },
    { name: 'channels: report for support', method: 'sync.support', input: {} },
    { name: 'channels: what would be set to zero', method: 'channel.zeros', input: { channelId } },
    { name: 'channels: what differs between both sides', method: 'difference.list', input: { channelId } },
    { name: 'products: how channels show one', method: 'channelCopy.get', input: { productId: number(raw, `select productId from variant where id = ${variantId}`) } },
    { name: 'channels: drafts that wait', method: 'channelCopy.drafts', input: {} },
    { name: 'channels: what was changed on both sides', method: 'conflict.list', input: {} },
    { name: 'channels: outbox', method: 'outbox.list', input: { channelId } },
    { name: 'channels: what going live would do', method: 'channel.preview', input: { channelId, capability: 'stock' }, whole: true },
  ];
}

/** Of a file that has a count. */
function countScreens(raw: Database.Database): Screen[] {
  const lineId = raw.prepare('select max(id) from stocktakeLine').pluck().get() as number | null;
  if (lineId === null) return [];
  const stocktakeId = number(raw, 'select max(id) from stocktake');
  return [
    { name: 'counts', method: 'stocktake.list', input: {} },
    { name: 'counts: how far one is', method: 'stocktake.get', input: { stocktakeId } },
    { name: 'counts: the sheet', method: 'stocktake.sheet', input: { stocktakeId } },
    { name: 'counts: the latest scans', method: 'stocktake.scans', input: { stocktakeId } },
    { name: 'counts: differences', method: 'stocktake.review', input: { stocktakeId } },
    { name: 'counts: what makes a total', method: 'stocktake.explainTotal', input: { stocktakeId, figure: 'net' }, whole: true },
    { name: 'counts: one line', method: 'stocktake.line', input: { lineId } },
    { name: 'counts: how right the book was', method: 'stocktake.accuracy', input: {} },
    { name: 'counts: the pictures of a line', method: 'stocktakePhoto.list', input: { lineId } },
    { name: 'counts: what is due', method: 'countCycle.get', input: { locationId: number(raw, 'select locationId from stocktake limit 1') }, whole: true },
    { name: 'counts: what a plan by class would count', method: 'stocktake.places', input: { locationId: number(raw, 'select locationId from stocktake limit 1'), scope: { kind: 'class', classes: ['A'] } }, whole: true },
  ];
}

/** Questions about the shop's people, devices and jobs: their tables do not grow with trade. */
export const smallQuestions: readonly string[] = ['job.results', 'expiry.rules', 'expiry.list', 'refund.rule', 'conflict.get', 'conflict.rules', 'priority.get', 'savedView.list', 'blockedBuyer.list', 'job.list', 'job.get', 'shop.get', 'user.list', 'token.list', 'phone.list', 'device.list', 'taxClass.list', 'chart.get', 'analysis.settings', 'supplier.get', 'reason.list', 'costing.get', 'reservation.get', 'transfer.get', 'sheet.imports', 'shipBack.waiting', 'shipBack.list', 'shipBack.told', 'lot.recall',
  'cost.settings', 'priceList.list', 'priceList.get', 'customerGroup.list', 'customerGroup.get', 'promotion.list', 'promotion.get',
  'carrier.list', 'carrier.recognise', 'carrierService.rates', 'notice.settings', 'shipFrom.settings', 'notice.preview', 'reminder.preview',
  'returnPolicy.list', 'returnReason.list',
  'exportSetting.get', 'attachment.list', 'slip.list', 'slip.get', 'recurring.list', 'centre.list', 'budget.versions', 'exchangeRate.find', 'revaluation.get', 'settlement.get', 'pack.weightRule', 'quotation.list', 'quotation.get',
  'supplierBill.effect', 'purchaseReceipt.effect', 'landedCost.effect', 'landedCost.billEffect', 'stock.explainValue', 'transfer.explain', 'purchaseOrder.explain', 'purchaseReceipt.explain', 'supplierClaim.explain', 'purchaseOrder.labels',
];
