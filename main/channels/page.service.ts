import { zImportedOrder, type ImportedOrder } from '../../shared/sales/order-import.contract.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { findBarcode } from '../catalog/variant.queries.ts';
import { normaliseCode } from '../../shared/catalog/gtin.rules.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { allocateOrders } from '../sales/allocation.service.ts';
import { importOrders } from '../sales/order-import.service.ts';
import { getChannel } from './channel.statements.ts';
import type { ChannelOrder, ChannelReturn, Cursor, OrderPage, PulledOrder } from './connector.ts';
import { beginReading, findReading, noteProgress } from './order-reading.service.ts';
import { storePayload } from './payload.service.ts';
import { takeReturns } from './told-return.service.ts';
import { drawLease } from './lease.service.ts';
import { noteAddress } from './conflict-seen.service.ts';
import { endTrouble, noteTrouble } from './trouble.service.ts';

export interface StorePage extends Pick<OrderPage, 'orders' | 'left' | 'prepared'> {
  channelId: number;
  /** Stored with the last part of a page: where reading goes on. */
  page?: Pick<OrderPage, 'cursor' | 'reachedAt' | 'more'>;
}

const putCursor = write(
  (db, p: { channelId: number; position: string; reachedAt: Instant | null; now: Instant; commandId: number }) =>
    db.replaceInto('channelCursor').values({
      channelId: p.channelId,
      list: 'orders',
      position: p.position,
      reachedAt: p.reachedAt,
      readAt: p.now,
      commandId: p.commandId,
    }),
);

const cursorRow = read((db, p: { channelId: number }) =>
  db.selectFrom('channelCursor').select('position').where('channelId', '=', p.channelId).where('list', '=', 'orders'),
);

export function orderCursor(reader: Reader, channelId: number): Cursor | null {
  const row = cursorRow.get(reader, { channelId });
  return row ? (JSON.parse(row.position) as Cursor) : null;
}

/**
 * Stores orders that were pulled: the answers as they came, the orders they mean and, with the last part of a page, the cursor,
 * in one transaction. A crash before it repeats the page, a crash after it goes on behind it (INV-C1, INV-C3). An order that
 * cannot be taken is noted as trouble and takes no other with it. `stopped`: a person stopped the first reading.
 */
export function storePage(tx: Tx, { page, left, prepared, ...input }: StorePage): { taken: number; troubles: number; stopped: boolean } {
  const channel = getChannel(tx, input.channelId);
  if (orderCursor(tx, channel.id) === null && !findReading(tx, channel.id)) beginReading(tx, channel.id);
  const fresh = input.orders.filter(({ externalId, modifiedAt, payload }) => storePayload(tx, { channelId: channel.id, externalId, modifiedAt, body: payload })).length;
  const taken = storeOrders(tx, channel, input.orders);
  if (page) putCursor.run(tx, { channelId: channel.id, position: JSON.stringify(page.cursor), reachedAt: page.reachedAt, now: tx.now, commandId: tx.commandId });
  const { stopped } = noteProgress(tx, channel.id, { fresh, again: input.orders.length - fresh, left, prepared, done: page !== undefined && !page.more });
  tx.changed('channel', channel.id);
  return { taken, troubles: input.orders.length - taken, stopped };
}

/** Keeps one order that was asked for by its id; answers how many were taken. */
export function storeOne(tx: Tx, channelId: number, order: PulledOrder): number {
  storePayload(tx, { channelId, externalId: order.externalId, modifiedAt: order.modifiedAt, body: order.payload });
  return storeOrders(tx, getChannel(tx, channelId), [order]);
}

function storeOrders(tx: Tx, channel: { id: number; goLiveAt: Instant }, orders: readonly PulledOrder[]): number {
  const items = orders.flatMap((order) => {
    const item = importItem(tx, channel.id, order);
    return item ? [item] : [];
  });
  const returns = new Map(orders.map(({ externalId, reading }) => [externalId, (reading.ok && reading.item?.returns) || []]));
  const drawing = orders.flatMap(({ externalId, reading }) => (reading.ok && reading.item ? [{ externalId, lines: reading.item.lines, before: claimsOf(tx, channel.id, externalId) }] : []));
  const taken = items.length === 0 ? 0 : takeOrders(tx, channel, items, returns);
  for (const order of drawing) drawLeases(tx, channel.id, order);
  return taken;
}

/** The order as the sales room takes it; null for a draft, and for one that cannot be read, which is noted. */
function importItem(tx: Tx, channelId: number, { externalId, reading }: PulledOrder): ImportedOrder | null {
  if (!reading.ok) {
    noteTrouble(tx, channelId, externalId, { code: 'unreadable', says: reading.problem });
    return null;
  }
  if (reading.item === null) return null;
  const parsed = zImportedOrder.safeParse({
    ...reading.item,
    lines: reading.item.lines.map((line) => namedLine(tx, channelId, line)),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  noteTrouble(tx, channelId, externalId, { code: 'unreadable', says: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` });
  return null;
}

const linkedVariant = read((db, p: { channelId: number; externalId: string }) =>
  db.selectFrom('listing').select('variantId').where('channelId', '=', p.channelId).where('externalId', '=', p.externalId),
);

/** The listing's link decides, else the barcode; the SKU is the sales room's own last resort. */
function namedLine(reader: Reader, channelId: number, { listingId, barcode, ...line }: ChannelOrder['lines'][number]) {
  const linked = listingId === null ? undefined : linkedVariant.get(reader, { channelId, externalId: listingId })?.variantId;
  const scanned = barcode === null ? undefined : findBarcode(reader, normaliseCode(barcode).code);
  const variantId = linked ?? (line.sku === '' && scanned?.packQuantity === 1000 ? scanned.variantId : null);
  return { ...line, variantId };
}

function takeOrders(tx: Tx, channel: { id: number; goLiveAt: Instant }, items: ImportedOrder[], returns: ReadonlyMap<string, readonly ChannelReturn[]>): number {
  const { results } = importOrders(tx, { channelId: channel.id, goLiveAt: channel.goLiveAt, items });
  const toAllocate: { orderId: number }[] = [];
  let taken = 0;
  for (const [index, result] of results.entries()) {
    const item = items[index];
    if (!item) continue;
    if (!result.ok) {
      noteTrouble(tx, channel.id, item.externalId, result.refusal);
      continue;
    }
    taken += 1;
    endTrouble(tx, channel.id, item.externalId);
    const { orderId, outcome } = result.value;
    takeReturns(tx, channel.id, orderId, returns.get(item.externalId) ?? []);
    if (outcome === 'changed') noteAddress(tx, channel.id, orderId);
    // A new order was allocated with its import; one that only now became binding is allocated here.
    if (outcome === 'changed' && claimsGoods.has(item.status)) toAllocate.push({ orderId });
  }
  if (toAllocate.length > 0) allocateOrders(tx, { items: toAllocate });
  return taken;
}

/** What each line of an order holds of our goods, by the channel's name for it; an order that awaits its payment holds nothing. */
const claimRows = read((db, p: { channelId: number; externalId: string }) =>
  db
    .selectFrom('salesOrder')
    .innerJoin('orderLine', 'orderLine.orderId', 'salesOrder.id')
    .select(['orderLine.externalId', 'orderLine.variantId', 'orderLine.quantity', 'orderLine.cancelled', 'salesOrder.awaitsPayment', 'salesOrder.intake'])
    .where('salesOrder.channelId', '=', p.channelId)
    .where('salesOrder.externalId', '=', p.externalId),
);

function claimsOf(reader: Reader, channelId: number, externalId: string): Map<string, number> {
  const rows = claimRows.all(reader, { channelId, externalId }).filter(({ intake }) => intake !== 'history');
  return new Map(rows.map((row) => [row.externalId ?? '', row.awaitsPayment === 1 ? 0 : row.quantity - row.cancelled]));
}

const soldListing = read((db, p: { channelId: number; externalId: string }) =>
  db.selectFrom('listing').select(['id', 'channelId', 'variantId']).where('channelId', '=', p.channelId).where('externalId', '=', p.externalId).where('variantId', 'is not', null).$narrowType<{ variantId: number }>(),
);

/** What the order holds now and did not before was sold there, and is known from here on: leases shrink by it, and what was kept. */
function drawLeases(tx: Tx, channelId: number, { externalId, lines, before }: { externalId: string; lines: ChannelOrder['lines']; before: ReadonlyMap<string, number> }): void {
  const after = claimsOf(tx, channelId, externalId);
  for (const { externalId: lineId, listingId } of lines) {
    const sold = (after.get(lineId ?? '') ?? 0) - (before.get(lineId ?? '') ?? 0);
    const listing = listingId === null || sold === 0 ? undefined : soldListing.get(tx, { channelId, externalId: listingId });
    if (listing) drawLease(tx, listing, sold);
  }
}

/** An order merely placed and not paid holds nothing back; WooCommerce keeps its own stock the same way. */
const claimsGoods = new Set<ImportedOrder['status']>(['open', 'onHold']);
