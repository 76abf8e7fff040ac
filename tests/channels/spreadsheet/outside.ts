import { stringify } from 'csv-stringify/sync';
import { parse } from 'csv-parse/sync';
import type { OutsideShop, Trouble } from '../outside-shop.ts';

interface Line {
  sku: string;
  name: string;
  pieces: number;
  cents: number;
}

interface Order {
  id: string;
  at: number;
  paidAt: number | null;
  closedAt: number | null;
  shippingCents: number;
  refundedCents: number;
  currency: string;
  lines: Line[];
  parcels: string[];
}

/** A platform that can only export a sheet and take one back; its sheet has plain headings and a number for every line. */
export interface SheetPlatformOutside extends OutsideShop {
  /** Every order it knows, newest state, as its owner downloads them. */
  exportSheet(): string;
  /** Its owner hands a ship-back file in. */
  takeParcels(file: string): void;
}

const money = (cents: number): string => (cents / 100).toFixed(2);
const moment = (at: number | null): string => (at === null ? '' : `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}+00:00`);

export async function startSheetPlatform(now: number): Promise<SheetPlatformOutside> {
  const clock = { now, ahead: 0 };
  const products = new Map<string, { sku: string; name: string; cents: number }>();
  const orders: Order[] = [];
  const plans: { change: (rows: unknown[]) => unknown[]; left: number }[] = [];
  const mails = new Map<string, number>();
  const orderOf = (id: string): Order => {
    const order = orders.find((one) => one.id === id);
    if (!order) throw new Error(`no order ${id}`);
    return order;
  };
  const totalOf = ({ lines, shippingCents }: Order): number => lines.reduce((sum, { pieces, cents }) => sum + pieces * cents, shippingCents);
  const stateOf = ({ paidAt, closedAt, parcels }: Order): string => (closedAt !== null ? 'Cancelled' : parcels.length > 0 ? 'Shipped' : paidAt === null ? 'Unpaid' : 'Paid');
  const headings = ['Order number', 'Line ID', 'SKU', 'Title', 'Quantity', 'Unit price', 'Shipping', 'Order total', 'Refunded', 'Currency', 'Status', 'Ordered at', 'Paid at', 'Closed at', 'Recipient', 'Address', 'City', 'Country'];
  const rowsOf = (order: Order): string[][] =>
    order.lines.map(({ sku, name, pieces, cents }, index) => [
      order.id, `${order.id}-${index + 1}`, sku, name, String(pieces), money(cents), money(order.shippingCents), money(totalOf(order)), money(order.refundedCents), order.currency, stateOf(order),
      moment(order.at), moment(order.paidAt), moment(order.closedAt), 'Ada Lovelace', '1 Mill Lane', 'Springfield', 'US',
    ]);
  return {
    kind: 'spreadsheet',
    url: '',
    credentials: {},
    clock,
    plan: (trouble: Trouble, on, times = 1) => {
      if (trouble.kind === 'list' && on === 'orders') plans.push({ change: trouble.change, left: times });
    },
    calm: () => void plans.splice(0),
    willBeSilent: () => false,
    asked: () => 0,
    writes: () => 0,
    addProduct: ({ name, sku, cents }) => {
      products.set(sku, { sku, name, cents });
      return sku;
    },
    level: () => null,
    stopCounting: () => undefined,
    buy: ({ lines, paid, shippingCents = 0, currency = 'USD' }) => {
      const id = `9007${String(1_000_000_000_017 + orders.length * 1013)}`;
      const bought = lines.map(({ listingId, pieces }): Line => ({ ...products.get(listingId)!, pieces }));
      orders.push({ id, at: clock.now, paidAt: paid ? clock.now : null, closedAt: null, shippingCents, refundedCents: 0, currency, lines: bought, parcels: [] });
      return id;
    },
    pay: (id) => void (orderOf(id).paidAt = clock.now),
    cancel: (id) => void (orderOf(id).closedAt = clock.now),
    // It gives money back; which pieces that was for it does not say.
    refundPieces: (id, pieces) => void (orderOf(id).refundedCents += pieces * (orderOf(id).lines[0]?.cents ?? 0)),
    refundCents: (id, cents) => void (orderOf(id).refundedCents += cents),
    paidBack: (id) => (orderOf(id).refundedCents === 0 ? [] : [orderOf(id).refundedCents]),
    touch: () => undefined,
    spoil: () => undefined,
    mend: () => undefined,
    parcels: (id) => ({ shipped: orderOf(id).parcels.length > 0 ? 'all' : 'nothing', tracking: orderOf(id).parcels, mails: mails.get(id) ?? 0 }),
    revokeKey: () => undefined,
    close: async () => undefined,
    exportSheet: () => {
      let rows: unknown[] = orders.flatMap(rowsOf);
      for (const plan of plans) if (plan.left-- > 0) rows = plan.change(rows);
      return stringify([headings, ...(rows as string[][])], { bom: true });
    },
    takeParcels: (file) => {
      const told = parse(file, { columns: true, bom: true }) as Record<string, string>[];
      for (const row of told) {
        const order = orderOf(row['Order number'] ?? '');
        order.parcels.push(row['Tracking number'] ?? '');
        mails.set(order.id, (mails.get(order.id) ?? 0) + 1);
      }
    },
  };
}
