import type { KeptShop, Topic } from '../outside-shop.ts';
import { addProduct, cancel, changePieces, finish, openOf, pay, placeOrder, refund, touch } from './emulator/deeds.ts';
import { type Emulator, startEmulator } from './emulator/emulator.ts';
import { type Order, variantOf } from './emulator/store.ts';

const operationsOf: Record<Topic, RegExp> = { anything: /./, orders: /^(changedOrders|order)$/, refunds: /^refund$/, levels: /^setLevels$/, parcels: /^fulfil$/, paybacks: /^payBack$/ };
/** Rows of a list are changed where a list is asked for. */
const lists: Partial<Record<Topic, RegExp>> = { orders: /^changedOrders$/ };

/** Shopify, as the suite over all connectors speaks with it. */
export async function startShopify(now: number): Promise<KeptShop & { emulator: Emulator }> {
  const emulator = await startEmulator({ now });
  const { store } = emulator;
  const orderOf = (id: string): Order => {
    const order = store.orders.find((one) => String(one.id) === id);
    if (!order) throw new Error(`no order ${id}`);
    return order;
  };
  const levelOf = (id: string) => variantOf(store, id)?.levels.get(store.locations[0] ?? '') ?? null;
  return {
    emulator,
    kind: 'shopify',
    url: emulator.url,
    credentials: { clientId: store.clientId, secret: store.secret },
    clock: emulator.clock,
    plan: (trouble, on, times) => emulator.plan(trouble, (trouble.kind === 'list' ? lists[on] : undefined) ?? operationsOf[on], times),
    calm: () => emulator.calm(),
    willBeSilent: () => emulator.willBeSilent(),
    asked: () => emulator.log.length,
    writes: () => emulator.log.filter(({ mutates, operation }) => mutates && !operation.endsWith('Bulk')).length,
    addProduct: (product) => String(addProduct(store, product).variants[0]?.id),
    level: levelOf,
    stopCounting: (listingId, stops = true) => {
      const variant = variantOf(store, listingId);
      if (variant) variant.tracked = !stops;
    },
    buy: ({ lines, paid, shippingCents = 0, currency }) => {
      const order = placeOrder(store, {
        lines: lines.map(({ listingId, pieces }) => ({ variantId: listingId, quantity: pieces })),
        money: paid ? 'paid' : 'pending',
        shippingCents,
        ...(currency !== undefined && { currency }),
      });
      return String(order.id);
    },
    pay: (id) => pay(store, orderOf(id)),
    cancel: (id) => cancel(store, orderOf(id)),
    refundPieces: (id, pieces) => {
      const order = orderOf(id);
      const [line] = order.lines;
      if (line) refund(store, order, { rows: [{ line, quantity: pieces, restock: 'CANCEL' }] });
    },
    refundCents: (id, cents) => void refund(store, orderOf(id), { cents }),
    paidBack: (id) => orderOf(id).refunds.flatMap((row) => row.transactions).filter(({ status }) => status === 'SUCCESS').map(({ cents }) => cents),
    touch: (id) => touch(store, orderOf(id)),
    spoil: (id) => void (orderOf(id).spoilt = true),
    mend: (id) => void (orderOf(id).spoilt = false),
    parcels: (id) => {
      const { lines, fulfillments } = orderOf(id);
      const shipped = lines.every((line) => line.fulfilled === 0) ? 'nothing' : lines.every((line) => openOf(line) === 0) ? 'all' : 'part';
      return { shipped, tracking: fulfillments.flatMap(({ tracking }) => tracking?.number ?? []), mails: store.mails.get(id) ?? 0 };
    },
    edit: (id, pieces) => changePieces(store, orderOf(id), pieces),
    setLevel: (listingId, pieces) => void variantOf(store, listingId)?.levels.set(store.locations[0] ?? '', pieces),
    finish: (id) => finish(store, orderOf(id)),
    reword: (listingId, { name, description, offered, cents }) => {
      const variant = variantOf(store, listingId);
      if (!variant) return;
      const { product } = variant;
      product.title = name ?? product.title;
      product.description = description ?? product.description;
      if (offered !== undefined) product.status = offered ? 'ACTIVE' : 'DRAFT';
      variant.cents = cents ?? variant.cents;
    },
    page: (listingId) => {
      const variant = variantOf(store, listingId);
      if (!variant) throw new Error(`no listing ${listingId}`);
      const { title: name, description, status } = variant.product;
      return { name, description, offered: status === 'ACTIVE', cents: variant.cents };
    },
    readdress: (id, street) => {
      const order = orderOf(id);
      order.address = { ...order.address, address1: street };
      touch(store, order);
    },
    price: (listingId) => variantOf(store, listingId)?.cents ?? 0,
    keep: () => {
      const { now: _now, ...rows } = store;
      const [kept, at, bucket] = [structuredClone(rows), { ...emulator.clock }, { ...emulator.bucket }];
      return () => {
        Object.assign(store, structuredClone(kept));
        Object.assign(emulator.clock, at);
        Object.assign(emulator.bucket, bucket);
        emulator.log.length = 0;
        emulator.calm();
      };
    },
    revokeKey: () => {
      store.tokens.clear();
      store.secret = 'shpss_ffffffffffffffffffffffffffffffff';
    },
    expireToken: () => store.tokens.clear(),
    close: () => emulator.close(),
  };
}
