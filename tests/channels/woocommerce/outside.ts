import type { KeptShop, Topic, Trouble } from '../outside-shop.ts';
import { type Emulator, startEmulator } from './emulator/emulator.ts';
import type { Mishap } from './emulator/faults.ts';
import { changePieces } from './emulator/orders.ts';
import { centsOf } from './emulator/store.ts';
import type { TrackingPlugin } from './emulator/trackings.ts';
import type { Json } from './recorded.ts';

const requestsOf: Record<Topic, RegExp> = { anything: /./, orders: /^GET orders$/, refunds: /refunds/, levels: /^POST products/, parcels: /^PUT orders/, paybacks: /^POST orders\/\d+\/refunds/ };

/** WooCommerce, as the suite over all connectors speaks with it; with a plugin that keeps tracking numbers where one is named. */
export async function startWooCommerce(now: number, tracking?: TrackingPlugin): Promise<KeptShop & { emulator: Emulator }> {
  const emulator = await startEmulator({ now, ...(tracking !== undefined && { tracking }) });
  const { store } = emulator;
  const orderOf = (id: string): Json => {
    const order = store.orders.get(Number(id));
    if (!order) throw new Error(`no order ${id}`);
    return order;
  };
  const totals = new Map<string, unknown>();
  return {
    emulator,
    kind: 'woocommerce',
    url: emulator.url,
    credentials: emulator.credentials,
    clock: emulator.clock,
    plan: (trouble, on, times) => emulator.plan(mishapOf(trouble), requestsOf[on], times),
    calm: () => emulator.calm(),
    willBeSilent: () => emulator.willBeSilent(),
    asked: () => emulator.log.length,
    writes: () => emulator.writes().length,
    addProduct: (product) => String(emulator.addProduct(product)['id']),
    level: (listingId) => emulator.stockOf(store.products.get(Number(listingId)) ?? {}),
    stopCounting: (listingId, stops = true) => Object.assign(store.products.get(Number(listingId)) ?? {}, { manage_stock: !stops }),
    buy: ({ lines, paid, shippingCents, currency }) => {
      const order = emulator.addOrder({
        status: paid ? 'processing' : 'on-hold',
        lines: lines.map(({ listingId, pieces }) => ({ productId: Number(listingId), quantity: pieces })),
        ...(shippingCents !== undefined && { shippingCents }),
        ...(currency !== undefined && { currency }),
      });
      return String(order['id']);
    },
    pay: (id) => emulator.setStatus(orderOf(id), 'processing'),
    cancel: (id) => emulator.setStatus(orderOf(id), 'cancelled'),
    refundPieces: (id, pieces) => {
      const [line] = orderOf(id)['line_items'] as { id: number; quantity: number; total: string }[];
      if (!line) return;
      const cents = Math.round((Number(line.total) * 100 * pieces) / line.quantity);
      emulator.refund(orderOf(id), { amount: (cents / 100).toFixed(2), rows: [{ lineId: line.id, quantity: pieces, cents }] });
    },
    refundCents: (id, cents) => void emulator.refund(orderOf(id), { amount: (cents / 100).toFixed(2), rows: [] }),
    paidBack: (id) => (store.refunds.get(Number(id)) ?? []).map((row) => centsOf(row['amount'])),
    touch: (id) => emulator.view(orderOf(id)),
    spoil: (id) => {
      totals.set(id, orderOf(id)['total']);
      orderOf(id)['total'] = 'free';
    },
    mend: (id) => void (orderOf(id)['total'] = totals.get(id)),
    parcels: (id) => {
      const notes = (store.notes.get(Number(id)) ?? []).filter((note) => note['customer_note'] === true);
      const noted = notes.map((note) => String(note['note']).split(' ').at(-1) ?? '');
      const tracked = (store.trackings.get(Number(id)) ?? []).map((item) => String(item['number']));
      return { shipped: orderOf(id)['status'] === 'completed' ? 'all' : 'nothing', tracking: [...new Set([...noted, ...tracked])], mails: notes.length };
    },
    edit: (id, pieces) => changePieces(store, orderOf(id), pieces),
    setLevel: (listingId, pieces) => void Object.assign(store.products.get(Number(listingId)) ?? {}, { stock_quantity: pieces }),
    finish: (id) => emulator.setStatus(orderOf(id), 'completed'),
    reword: (listingId, { name, description, offered, cents }) => {
      Object.assign(store.products.get(Number(listingId)) ?? {}, {
        ...(name !== undefined && { name }),
        ...(description !== undefined && { description }),
        ...(offered !== undefined && { status: offered ? 'publish' : 'private' }),
        ...(cents !== undefined && { price: (cents / 100).toFixed(2), regular_price: (cents / 100).toFixed(2) }),
      });
    },
    page: (listingId) => {
      const row = store.products.get(Number(listingId)) ?? {};
      return { name: String(row['name']), description: String(row['description']), offered: row['status'] === 'publish', cents: centsOf(row['price']) };
    },
    readdress: (id, street) => {
      const order = orderOf(id);
      Object.assign(order['shipping'] as Json, { address_1: street });
      Object.assign(order['billing'] as Json, { address_1: street });
      emulator.view(order);
    },
    price: (listingId) => centsOf(store.products.get(Number(listingId))?.['price']),
    keep: () => {
      const { now: _now, keys: _keys, ...rows } = store;
      const [kept, at] = [structuredClone(rows), { ...emulator.clock }];
      return () => {
        Object.assign(store, structuredClone(kept));
        Object.assign(emulator.clock, at);
        emulator.log.length = 0;
        emulator.calm();
      };
    },
    revokeKey: () => void store.keys.splice(0),
    close: () => emulator.close(),
  };
}

function mishapOf(trouble: Trouble): Mishap {
  if (trouble.kind === 'tooMany') return { kind: 'tooMany', ...(trouble.seconds !== undefined && { retryAfter: String(trouble.seconds) }) };
  if (trouble.kind === 'broken') return { kind: 'phpFatal' };
  return trouble.kind === 'halfAnswer' ? { kind: 'halfJson' } : trouble;
}
