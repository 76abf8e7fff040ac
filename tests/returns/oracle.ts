import { mulDiv } from '../../shared/units/mul-div.ts';

/**
 * What partial returns do, worked out by hand from DOMAIN §3 and §4, one unit of thought at a time; it knows units only.
 * A part is the cumulative share less what was given; goods come back at what they left with; the latest parcel first.
 */
export interface OracleLine {
  quantity: number;
  net: number;
  tax: number;
  shipped: number;
  returned: number;
  /** Settled, and for how much. */
  settled: number;
  worth: number;
  /** Refunded of it, and the tax in that. */
  given: number;
  givenTax: number;
  /** What may be refunded at most as returned and as kept is what was shipped; kept goods were counted apart. */
  refundedReturned: number;
  refundedKept: number;
  sku: string;
  draws: Draw[];
  seen: { restock: number; hold: number; scrap: number };
}

interface Draw {
  quantity: number;
  cost: number;
  back: number;
  backValue: number;
}

export interface OracleShop {
  layers: Record<string, { quantity: number; value: number }[]>;
  books: Record<string, number>;
  captured: number;
  refunded: number;
  receivable: number;
  shippingLeft: number;
  shippingTaxLeft: number;
}

const book = (shop: OracleShop, account: string, amount: number): void => void (shop.books[account] = (shop.books[account] ?? 0) + amount);

/** Takes from the oldest layers, each in proportion, the last of it whole. */
function take(shop: OracleShop, sku: string, quantity: number): number {
  let [open, cost] = [quantity, 0];
  for (const layer of shop.layers[sku] ?? []) {
    if (open === 0) break;
    const now = Math.min(open, layer.quantity);
    if (now === 0) continue;
    const value = now === layer.quantity ? layer.value : mulDiv(layer.value, now, layer.quantity);
    layer.quantity -= now;
    layer.value -= value;
    open -= now;
    cost += value;
  }
  return cost;
}

export function ship(shop: OracleShop, line: OracleLine, quantity: number): void {
  const cost = take(shop, line.sku, quantity);
  line.draws.push({ quantity, cost, back: 0, backValue: 0 });
  line.shipped += quantity;
  book(shop, 'cogs', cost);
  book(shop, 'inventory', -cost);
}

export type End = 'restock' | 'quarantine' | 'scrap' | 'back';

/** Goods arrive, each part by its draw, and meet one end. */
export function comeBack(shop: OracleShop, line: OracleLine, quantity: number, end: End): void {
  let open = quantity;
  for (const draw of line.draws.toReversed()) {
    const now = Math.min(open, draw.quantity - draw.back);
    if (now === 0) continue;
    open -= now;
    draw.back += now;
    const value = mulDiv(draw.cost, draw.back, draw.quantity) - draw.backValue;
    draw.backValue += value;
    shop.layers[line.sku]?.push({ quantity: now, value });
    book(shop, 'inventory', value);
    book(shop, 'cogs', -value);
  }
  line.returned += quantity;
  if (end === 'restock') line.seen.restock += quantity;
  if (end === 'quarantine') line.seen.hold += quantity;
}

/** What leaves again leaves by the oldest layers, part by part as it was looked at. */
export function leaveAgain(shop: OracleShop, line: OracleLine, parts: readonly number[], end: End): void {
  for (const quantity of parts) {
    if (end !== 'scrap' && end !== 'back') return;
    const cost = take(shop, line.sku, quantity);
    book(shop, 'inventory', -cost);
    book(shop, end === 'scrap' ? 'stockLossScrap' : 'cogs', cost);
    if (end === 'scrap') line.seen.scrap += quantity;
    else {
      line.draws.push({ quantity, cost, back: 0, backValue: 0 });
      line.returned -= quantity;
    }
  }
}

interface Settling {
  quantity: number;
  kept: boolean;
  feeRate: number;
  shipping: boolean;
  account: 'bank' | 'till' | 'storeCredit';
}

/** Credits a part of a line: what is owed is lessened first, then money or store credit goes out, never more than came in. */
export function settle(shop: OracleShop, line: OracleLine, { quantity, kept, feeRate, shipping, account }: Settling): number {
  const [net, tax] = [mulDiv(line.net, line.shipped, line.quantity), mulDiv(line.tax, line.shipped, line.quantity)];
  const gross = net + tax;
  line.settled += quantity;
  const worth = Math.max(0, mulDiv(gross, line.settled, line.shipped) - line.worth);
  line.worth += worth;
  const fee = mulDiv(worth, feeRate, 1_000_000);
  const returned = line.shipped === 0 ? 0 : mulDiv(gross, line.returned, line.shipped);
  const room = kept ? gross - returned - line.refundedKept : returned - line.refundedReturned;
  const goods = Math.min(worth - fee, Math.max(0, room));
  const postage = shipping ? shop.shippingLeft : 0;
  let money = Math.min(goods + postage, shop.receivable + shop.captured - shop.refunded);
  const credited = money;
  const ofGoods = Math.min(goods, money);
  const taxBack = gross === 0 ? 0 : Math.min(ofGoods, Math.max(0, mulDiv(tax, line.given + ofGoods, gross) - line.givenTax));
  line.given += ofGoods;
  line.givenTax += taxBack;
  if (kept) line.refundedKept += ofGoods;
  else line.refundedReturned += ofGoods;
  book(shop, 'salesReturns', ofGoods - taxBack);
  book(shop, 'outputTax', taxBack);
  money -= ofGoods;
  book(shop, 'shippingIncome', money);
  shop.shippingLeft -= money;
  const owed = Math.min(credited, shop.receivable);
  shop.receivable -= owed;
  book(shop, 'accountsReceivable', -owed);
  book(shop, account, owed - credited);
  shop.refunded += credited - owed;
  return credited;
}
