import { pieces } from '../../shared/units/quantity.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';

export interface ShippingShop extends SellingShop {
  bins: Record<'A-01' | 'A-05' | 'B-03' | 'PACK', number>;
  /** An order typed by hand with everything set aside. */
  order(lines: Partial<Record<Goods, number>>, recipient?: object): number;
}

type Goods = 'ROD' | 'LINE' | 'HOOK';

/** The selling shop with bins: rods in A-01, lines half in A-05 and half in B-03, hooks in B-03; goods are packed at PACK. */
export function newShippingShop(): ShippingShop {
  const shop = newSellingShop();
  const { locationId, variant } = shop;
  const bins = Object.fromEntries(['A-01', 'A-05', 'B-03', 'PACK'].map((code) => [code, shop.call('bin.create', { locationId, code }).binId])) as ShippingShop['bins'];
  for (const [sku, toBinId, count] of [['ROD', bins['A-01'], 20], ['LINE', bins['A-05'], 10], ['LINE', bins['B-03'], 10], ['HOOK', bins['B-03'], 20]] as const) {
    shop.call('stock.move', { variantId: variant[sku], locationId, toBinId, quantity: pieces(count) });
  }
  shop.call('wave.packAt', { locationId, binId: bins.PACK });
  const order = (lines: Partial<Record<Goods, number>>, recipient?: object): number => {
    const asked = Object.entries(lines).map(([sku, count]) => ({ variantId: variant[sku as Goods], quantity: pieces(count) }));
    return shop.call('order.create', { lines: asked, ...(recipient && { recipient }) } as never).orderId;
  };
  return Object.assign(shop, { bins, order });
}

/** What lies in a bin of a variant. */
export const inBin = (shop: ShippingShop, binId: number, variantId: number): number =>
  Number(shop.raw.prepare('select onHand from binLevel where binId = ? and variantId = ?').pluck().get(binId, variantId) ?? 0);

/** Picks everything of a wave as its list says. */
export function pickAll(shop: ShippingShop, pickWaveId: number): void {
  for (const line of shop.call('wave.get', { pickWaveId }).lines) if (line.left > 0) shop.call('pick.take', { pickLineId: line.pickLineId, quantity: line.left });
}

export const totesOf = (shop: ShippingShop, pickWaveId: number): { id: number; orderId: number; done: number }[] =>
  shop.raw.prepare('select id, orderId, done from pickTote where pickWaveId = ? order by toteNo').all(pickWaveId) as { id: number; orderId: number; done: number }[];
