import type Database from 'better-sqlite3';
import type { Core } from '../../main/app/core.ts';
import type { Screen } from './screens.ts';

const owner = { userId: 1, role: 'owner', deviceId: null, via: 'cli' } as const;

/** A wave of orders typed by hand, half of it picked, and one parcel on its way out. */
export function benchWave(core: Core, orders: number): void {
  const command = (method: string, input: object) => core.command(owner, method, input) as Record<string, number>;
  const { raw } = core.writer;
  const variants = raw.prepare('select variantId from stockLevel where onHand - onHold - allocated >= 1000 order by onHand desc limit ?').pluck().all(orders) as number[];
  const orderIds = variants.map((variantId) => command('order.create', { lines: [{ variantId, quantity: 1000, unitPrice: 1_000_000 }] })['orderId']);
  const { pickWaveId } = command('wave.build', { orderIds });
  const lines = raw.prepare('select line.id, line.variantId from pickLine line join pickTote tote on tote.id = line.pickToteId where tote.pickWaveId = ?').all(pickWaveId) as { id: number }[];
  for (const { id } of lines.slice(0, Math.ceil(lines.length / 2))) command('pick.take', { pickLineId: id, quantity: 1000 });
  command('shipment.ship', { orderId: command('order.create', { lines: [{ variantId: variants[0], quantity: 1000, unitPrice: 1_000_000 }] })['orderId'] ?? 0, trackingNumber: 'SF1234567890123' } as object);
  command('pack.open', { pickToteId: Number(raw.prepare('select pickToteId from pickLine where picked > 0 limit 1').pluck().get()) });
}

const aisles = 6;
const bays = 20;

/** What a wave takes to build: a hundred orders of three lines each, over a hundred and twenty bins, set aside and not yet promised. Milliseconds. */
export function benchWaveBuilding(core: Core, orders = 100): number {
  const command = (method: string, input: object) => core.command(owner, method, input) as Record<string, number>;
  const { raw } = core.writer;
  const locationId = raw.prepare('select locationId from stockLevel where onHand - onHold - allocated >= 3000 group by locationId order by count(*) desc limit 1').pluck().get() as number;
  const variants = raw.prepare('select variantId from stockLevel where locationId = ? and onHand - onHold - allocated >= 3000 order by variantId limit ?').pluck().all(locationId, aisles * bays) as number[];
  variants.forEach((variantId, index) => {
    const code = `${String.fromCodePoint(65 + (index % aisles))}-${String(1 + Math.floor(index / aisles)).padStart(2, '0')}`;
    const { binId } = command('bin.create', { locationId, code });
    command('stock.move', { variantId, locationId, toBinId: binId, quantity: 3000 });
  });
  const line = (index: number) => ({ variantId: variants[index % variants.length], quantity: 1000, unitPrice: 1_000_000 });
  const orderIds = Array.from({ length: orders }, (_none, index) => command('order.create', { lines: [line(index), line(index * 7 + 31), line(index * 13 + 64)] })['orderId']);
  const begun = performance.now();
  command('wave.build', { orderIds, locationId });
  return performance.now() - begun;
}

/** Every question of fulfilment, of a file that has a wave. */
export function fulfilmentScreens(raw: Database.Database): Screen[] {
  const pickWaveId = raw.prepare('select max(id) from pickWave').pluck().get() as number | null;
  if (pickWaveId === null) return [];
  return [
    { name: 'ship: waves', method: 'wave.list', input: {} },
    { name: 'ship: open waves', method: 'wave.list', input: { only: 'open' } },
    { name: 'ship: one wave', method: 'wave.get', input: { pickWaveId } },
    { name: 'ship: goods of class A far from packing', method: 'shelf.suggest', input: { locationId: 1 }, whole: true },
    { name: 'ship: what a wave would take', method: 'wave.waiting', input: {} },
    { name: 'ship: to pack', method: 'pack.waiting', input: {} },
    { name: 'ship: a tote by its label', method: 'pack.find', input: { code: 'W-00001/1' } },
    { name: 'ship: one tote', method: 'pack.tote', input: { pickToteId: Number(raw.prepare('select min(id) from pickTote').pluck().get()) } },
    ...['underWay', 'stuck', 'all'].map((view) => ({ name: `ship: parcels, ${view}`, method: 'tracking.list', input: { view } })),
    { name: 'ship: one parcel', method: 'tracking.get', input: { shipmentId: Number(raw.prepare('select max(shipmentId) from delivery').pluck().get()) } },
    { name: 'ship: a label', method: 'tracking.label', input: { shipmentId: Number(raw.prepare('select max(shipmentId) from delivery').pluck().get()) } },
    { name: 'ship: parcels counted', method: 'tracking.counts', input: {} },
    { name: 'ship: numbers nobody knows', method: 'tracking.strays', input: {} },
    { name: 'ship: from where an order leaves', method: 'shipFrom.explain', input: { orderId: Number(raw.prepare('select max(orderId) from pickTote where done = 0').pluck().get()) } },
    { name: 'ship: from where goods would leave', method: 'shipFrom.preview', input: { country: 'CN', lines: [{ variantId: Number(raw.prepare('select max(variantId) from stockLevel').pluck().get()), quantity: 1_000 }] } },
    { name: 'ship: which goods to put where', method: 'slotting.propose', input: {}, whole: true },
    { name: 'labels owed to printers', method: 'printJob.list', input: {} },
    { name: 'labels owed to printers: all', method: 'printJob.list', input: { view: 'all' } },
    { name: 'notices: open', method: 'notice.list', input: { view: 'open' } },
    { name: 'notices: all', method: 'notice.list', input: {} },
    { name: 'ship: what a parcel costs', method: 'carrierService.quote', input: { country: 'CN', weightGrams: 500 } },
  ];
}
