import type Database from 'better-sqlite3';
import type { Core } from '../../main/app/core.ts';
import type { Actor } from '../../main/database/handles.ts';
import type { Screen } from './screens.ts';

const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'app' };

/** An open drawer beside a long history, and a sale in cash through it. */
export function benchTill(core: Core): void {
  core.command(owner, 'drawer.open', { float: 0 });
  const variantId = core.writer.raw.prepare('select variantId from stockLevel where onHand - allocated - onHold >= 1000 limit 1').pluck().get();
  const { shipmentId } = core.command(owner, 'order.sell', { lines: [{ variantId, quantity: 1_000 }], underFloorAccepted: true }) as { shipmentId: number };
  core.command(owner, 'invoice.issue', { shipmentIds: [shipmentId] });
}

/** What the till asks; nothing where no drawer was ever opened. */
export function tillScreens(raw: Database.Database): Screen[] {
  const drawerId = raw.prepare('select max(id) from drawer').pluck().get() as number | null;
  if (drawerId === null) return [];
  const text = (sql: string): string => raw.prepare(sql).pluck().get() as string;
  const paper = (kind: string, number: string): Screen => ({ name: `papers: ${kind}`, method: 'document.get', input: { kind, number } });
  const [order, parcel] = [text('select shownNumber from salesOrder where id = (select max(id) / 2 from salesOrder)'), text("select number from shipment where kind = 'ours' order by id limit 1")];
  return [
    ...['quote', 'receipt', 'pickList'].map((kind) => paper(kind, order)),
    ...['packingSlip', 'deliveryNote'].map((kind) => paper(kind, parcel)),
    paper('invoice', text('select number from invoice limit 1')),
    paper('statement', text('select number from customer where id = (select customerId from salesOrder where customerId is not null order by id desc limit 1)')),
    { name: 'papers: of an order', method: 'document.ofOrder', input: { orderId: raw.prepare('select max(id) / 2 from salesOrder').pluck().get() } },
    { name: 'papers: is this one ours', method: 'document.verify', input: { text: `SW1|receipt|${order}|2026-01-01|CNY|100|1-00000000` } },
    { name: 'papers: how they look', method: 'document.settings', input: {} },
    { name: 'printers', method: 'printer.list', input: {} },
    { name: 'till: my drawer', method: 'drawer.mine', input: {} },
    { name: 'till: drawers', method: 'drawer.list', input: {} },
    { name: 'till: the report of a drawer', method: 'drawer.report', input: { drawerId } },
    { name: 'till: parked sales', method: 'parkedSale.list', input: {} },
    { name: 'till: a receipt', method: 'counter.receipt', input: { text: parcel } },
  ];
}
