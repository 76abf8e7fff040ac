/** What of an order decides whether it is another one over again. */
export interface ComparedOrder {
  orderedAt: number;
  total: number;
  channelId: number | null;
  /** Goods by their code, in thousandths. */
  goods: ReadonlyMap<string, number>;
  /** Where it goes, in parts; all empty when it says nothing. */
  address: readonly string[];
  /** The buyer paid this one. */
  isPaid: boolean;
}

const hour = 3_600_000;

/** Further apart than this, the same goods are a second purchase. */
export const duplicateWithin = 48 * hour;

/**
 * How surely an order is the one before over again, 0 to 100, of the same customer. Goods decide first: what shares no more
 * than half its goods is another purchase. Then how soon it followed, the sum, and the place. Two paid orders a day apart
 * are two purchases; an unpaid one followed by a paid one is a second try.
 */
export function duplicateScore(later: ComparedOrder, earlier: ComparedOrder): number {
  const apart = Math.abs(later.orderedAt - earlier.orderedAt);
  if (apart > duplicateWithin || later.goods.size === 0) return 0;
  const alike = sharedGoods(later.goods, earlier.goods);
  if (alike < 0.75) return 0;
  const goods = 45 * alike;
  const soon = apart <= hour ? 30 : apart <= 6 * hour ? 22 : apart <= 24 * hour ? 10 : 4;
  const sum = Math.abs(later.total - earlier.total) * 50 <= Math.max(later.total, earlier.total) ? 10 : 0;
  const [here, there] = [addressText(later.address), addressText(earlier.address)];
  const place = here === '' || there === '' ? 5 : here === there ? 10 : -15;
  const tries = later.isPaid !== earlier.isPaid ? 12 : later.isPaid && apart > 6 * hour ? -8 : 5;
  return Math.max(0, Math.min(100, Math.round(goods + soon + sum + place + tries)));
}

/** From this on an order is put before a person. */
export const duplicateFrom = 80;

/** Of all goods in either order, the part that is in both. */
function sharedGoods(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let [both, either] = [0, 0];
  for (const sku of new Set([...one.keys(), ...other.keys()])) {
    const [here, there] = [one.get(sku) ?? 0, other.get(sku) ?? 0];
    both += Math.min(here, there);
    either += Math.max(here, there);
  }
  return either === 0 ? 0 : both / either;
}

/** An address as one text, so that spaces, case and punctuation make no difference. */
const addressText = (parts: readonly string[]): string => parts.join('').toLowerCase().replaceAll(/[\s\p{P}]/gu, '');
