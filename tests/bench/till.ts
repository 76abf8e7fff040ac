import type Database from 'better-sqlite3';
import type { Core } from '../../main/app/core.ts';
import type { Actor } from '../../main/database/handles.ts';
import type { Screen } from './screens.ts';

const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'app' };

/** An open drawer beside a long history, and a sale in cash through it. */
export function benchTill(core: Core): void {
  core.command(owner, 'drawer.open', { float: 0 });
  const variantId = core.writer.raw.prepare('select variantId from stockLevel where onHand - allocated - onHold >= 1000 limit 1').pluck().get();
  core.command(owner, 'order.sell', { lines: [{ variantId, quantity: 1_000 }], underFloorAccepted: true });
}

/** What the till asks; nothing where no drawer was ever opened. */
export function tillScreens(raw: Database.Database): Screen[] {
  const drawerId = raw.prepare('select max(id) from drawer').pluck().get() as number | null;
  if (drawerId === null) return [];
  return [
    { name: 'till: my drawer', method: 'drawer.mine', input: {} },
    { name: 'till: drawers', method: 'drawer.list', input: {} },
    { name: 'till: the report of a drawer', method: 'drawer.report', input: { drawerId } },
    { name: 'till: parked sales', method: 'parkedSale.list', input: {} },
    { name: 'till: a receipt', method: 'counter.receipt', input: { text: raw.prepare('select number from shipment where kind = ? order by id limit 1').pluck().get('ours') } },
  ];
}
