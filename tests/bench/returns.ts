import type Database from 'better-sqlite3';
import type { Core } from '../../main/app/core.ts';
import type { Screen } from './screens.ts';

const owner = { userId: 1, role: 'owner', deviceId: null, via: 'cli' } as const;

/** A piece with a serial number that was sold, came back and was credited, and one that is mended: an answer for every question of returns. */
export function benchReturns(core: Core): void {
  const command = (method: string, input: object) => core.command(owner, method, input) as Record<string, number>;
  const raw = core.writer.raw;
  const locationId = Number(raw.prepare("select min(id) from location where kind <> 'inTransit'").pluck().get());
  command('product.create', { name: '对讲机', state: 'active', variants: [{ sku: 'RADIO', prices: [{ currency: raw.prepare('select baseCurrency from shop').pluck().get(), amount: 2_000_000 }] }] });
  const variantId = Number(raw.prepare('select max(id) from variant').pluck().get());
  command('lot.track', { variantId, tracking: 'serial' });
  command('stock.receive', { locationId, lines: [{ variantId, quantity: 2_000, value: 20_000, lots: [{ code: 'SN-1', quantity: 1_000 }, { code: 'SN-2', quantity: 1_000 }] }] });
  const { customerId } = command('customer.create', { name: '王伟', kind: 'person' });
  const { orderId } = command('order.create', { customerId, lines: [{ variantId, quantity: 2_000 }] });
  command('shipment.ship', { orderId, locationId });
  const orderLineId = Number(raw.prepare('select max(id) from orderLine').pluck().get());
  command('rma.takeBack', { orderId, locationId, to: 'bank', lines: [{ orderLineId, quantity: 1_000, reason: 'defective', lots: [{ code: 'SN-1', quantity: 1_000 }] }] });
  command('repair.open', { lotId: Number(raw.prepare("select id from lot where code = 'SN-2'").pluck().get()), problem: '没有声音' });
  const { rmaId } = command('rma.request', { orderId, lines: [{ orderLineId, quantity: 1_000, reason: 'defective', keepsGoods: true }] });
  if (!rmaId) throw new Error('nothing may come back');
}

/** Every question of returns, of a file that has one. */
export function returnScreens(raw: Database.Database): Screen[] {
  const rmaId = raw.prepare('select max(id) from rma').pluck().get() as number | null;
  if (rmaId === null) return [];
  const id = (table: string, column = 'id'): number => Number(raw.prepare(`select max(${column}) from ${table}`).pluck().get());
  const orderId = id('rma', 'orderId');
  const period = { from: '2020-01-01', to: '2030-01-01' };
  return [
    ...['open', 'requested', 'toInspect', 'done', 'all'].map((view) => ({ name: `returns: ${view}`, method: 'rma.list', input: { view } })),
    { name: 'returns: search', method: 'rma.list', input: { view: 'all', search: 'RMA-0000' } },
    { name: 'returns: of one order', method: 'rma.list', input: { view: 'all', orderId } },
    { name: 'returns: of one customer', method: 'rma.list', input: { view: 'all', customerId: id('salesOrder', 'customerId') } },
    { name: 'returns: counts', method: 'rma.counts', input: {} },
    { name: 'returns: what may come back', method: 'rma.offer', input: { orderId } },
    { name: 'returns: one return', method: 'rma.get', input: { rmaId } },
    { name: 'returns: what is answered', method: 'rma.answerText', input: { rmaId, kind: 'returnAllowed' } },
    { name: 'returns: refunds without goods', method: 'rma.kept', input: {} },
    { name: 'returns: what a settlement gives', method: 'rma.preview', input: { rmaId } },
    { name: 'returns: a credit note', method: 'rma.creditNote', input: { returnSettlementId: id('returnSettlement') } },
    { name: 'returns: whose parcel', method: 'goodsReturn.find', input: { text: 'SN-2' } },
    { name: 'returns: what waits for inspection', method: 'inspection.waiting', input: {} },
    { name: 'returns: rates of a period', method: 'returnAnalysis.rates', input: period, whole: true },
    { name: 'returns: what suppliers could be charged', method: 'returnAnalysis.chargebacks', input: period, whole: true },
    { name: 'returns: what became of what came back', method: 'returnAnalysis.dispositions', input: period, whole: true },
    ...['scrap', 'undecided'].map((end) => ({ name: `returns: whose goods ended as ${end}`, method: 'rma.list', input: { view: 'all', ended: { ...period, end } } })),
    { name: 'repairs', method: 'repair.list', input: {} },
    { name: 'repairs: one repair', method: 'repair.get', input: { repairId: id('repair') } },
    { name: 'repairs: a warranty from its serial number', method: 'warranty.lookup', input: { serial: 'SN-2' } },
    { name: 'customers: store credit', method: 'storeCredit.of', input: { customerId: id('salesOrder', 'customerId') } },
  ];
}
