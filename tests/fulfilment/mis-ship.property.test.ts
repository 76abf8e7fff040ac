import { expect, test } from 'vitest';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { randomFrom } from '../support/random.ts';
import { refused } from '../support/refused.ts';
import { figure, runs } from '../support/soak.ts';
import { newShippingShop, pickAll, type ShippingShop } from './support.ts';

type Goods = 'ROD' | 'LINE' | 'HOOK';
const goods: readonly Goods[] = ['ROD', 'LINE', 'HOOK'];
const wrongShare = 0.01;

/** What a customer ordered, and what lies in the tote in truth: one piece in a hundred is another than the list says. */
interface Tote {
  pickToteId: number;
  ordered: Goods[];
  hands: Goods[];
}

function fillTotes(shop: ShippingShop, random: () => number, count: number): Tote[] {
  const any = (): Goods => goods[Math.floor(random() * goods.length)]!;
  const orders = new Map(
    Array.from({ length: count }, () => {
      const ordered = Array.from({ length: 1 + Math.floor(random() * 4) }, any);
      const counts = Object.fromEntries(goods.map((sku) => [sku, ordered.filter((one) => one === sku).length]).filter(([, many]) => many !== 0));
      return [shop.order(counts), ordered] as const;
    }),
  );
  const { pickWaveId } = shop.call('wave.build', { most: 200 });
  pickAll(shop, pickWaveId);
  const totes = shop.raw.prepare('select id, orderId from pickTote where pickWaveId = ?').all(pickWaveId) as { id: number; orderId: number }[];
  return totes.map(({ id, orderId }) => {
    const ordered = orders.get(orderId)!;
    return { pickToteId: id, ordered, hands: ordered.map((sku) => (random() < wrongShare ? goods[(goods.indexOf(sku) + 1) % goods.length]! : sku)) };
  });
}

/** Packs a tote as the station asks and answers what the box holds in truth. */
function packAsAsked(shop: ShippingShop, tote: Tote): Goods[] {
  const { parcelId } = shop.call('pack.open', { pickToteId: tote.pickToteId });
  const box: Goods[] = [];
  const put = (sku: Goods): boolean => {
    if (shop.call('pack.scan', { parcelId, code: sku }).outcome === 'packed') return box.push(sku) > 0;
    refused(() => shop.call('pack.ship', { parcelId }), 'pack.wrongInside');
    shop.call('pack.putAside', { parcelId, code: sku });
    return false;
  };
  for (const sku of tote.hands) put(sku);
  // What the screen still asks for is fetched from its shelf.
  for (const line of shop.call('pack.tote', { pickToteId: tote.pickToteId }).lines) for (let left: number = line.left; left > 0; left -= 1000) put(line.sku as Goods);
  shop.call('pack.ship', { parcelId });
  return box;
}

const sorted = (skus: readonly Goods[]): string => skus.toSorted().join(' ');

test('of thousands of lines of which one in a hundred is picked wrong, none leaves wrong', () => {
  const lines = runs(150, 10_000, 'lines packed, 1 % of them picked wrong');
  const shop = newShippingShop();
  const random = randomFrom(20_261_130);
  for (const sku of goods) shop.call('stock.receive', { locationId: shop.locationId, lines: [{ variantId: shop.variant[sku], quantity: pieces(lines + 100), value: minor((lines + 100) * 100) }] });
  let [packed, wrongHands, wrongBoxes] = [0, 0, 0];
  while (packed < lines) {
    for (const tote of fillTotes(shop, random, 20)) {
      const wrong = sorted(tote.hands) !== sorted(tote.ordered);
      wrongHands += wrong ? 1 : 0;
      wrongBoxes += sorted(packAsAsked(shop, tote)) === sorted(tote.ordered) ? 0 : 1;
      packed += tote.ordered.length;
    }
  }
  figure('totes that would have left wrong without the scan check', wrongHands);
  figure('parcels that left wrong', wrongBoxes);
  expect(wrongHands).toBeGreaterThan(0);
  expect(wrongBoxes).toBe(0);
  shop.check();
  shop.close();
});
