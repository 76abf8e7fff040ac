import type { OutsideShop, Topic } from '../outside-shop.ts';
import { addProduct, cancel, openOf, pay, placeOrder, refund, touch } from './emulator/deeds.ts';
import { type Emulator, startEmulator } from './emulator/emulator.ts';
import { type Order, variantOf } from './emulator/store.ts';

const operationsOf: Record<Topic, RegExp> = { anything: /./, orders: /^(changedOrders|order)$/, refunds: /^refund$/, levels: /^setLevels$/, parcels: /^fulfil$/ };
/** Rows of a list are changed where a list is asked for. */
const lists: Partial<Record<Topic, RegExp>> = { orders: /^changedOrders$/ };

/** Shopify, as the suite over all connectors speaks with it. */
export async function startShopify(now: number): Promise<OutsideShop & { emulator: Emulator }> {
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
    writes: () => emulator.log.filter(({ mutates }) => mutates).length,
    addProduct: (product) => String(addProduct(store, product).variants[0]?.id),
    level: levelOf,
    stopCounting: (listingId) => {
      const variant = variantOf(store, listingId);
      if (variant) variant.tracked = false;
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
    touch: (id) => touch(store, orderOf(id)),
    spoil: (id) => void (orderOf(id).spoilt = true),
    mend: (id) => void (orderOf(id).spoilt = false),
    parcels: (id) => {
      const { lines, fulfillments } = orderOf(id);
      const shipped = lines.every((line) => line.fulfilled === 0) ? 'nothing' : lines.every((line) => openOf(line) === 0) ? 'all' : 'part';
      return { shipped, tracking: fulfillments.flatMap(({ tracking }) => tracking?.number ?? []), mails: store.mails.get(id) ?? 0 };
    },
    revokeKey: () => {
      store.tokens.clear();
      store.secret = 'shpss_ffffffffffffffffffffffffffffffff';
    },
    expireToken: () => store.tokens.clear(),
    close: () => emulator.close(),
  };
}
