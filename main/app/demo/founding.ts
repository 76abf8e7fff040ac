import { addDays, startOfDay } from '../../../shared/units/calendar.ts';
import type { Day } from '../../../shared/units/day.ts';
import { minor } from '../../../shared/units/minor.ts';
import { pieces } from '../../../shared/units/quantity.ts';
import { percent } from '../../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../../shared/units/unit-price.ts';
import { batchLimit } from '../../../shared/contract/batch.ts';
import type { Good } from './catalogue.ts';
import { type Clerk, timeZone } from './clerk.ts';
import type { Source } from './demand.ts';

/** The demo shop as its clerk knows it: ids by SKU, shelves, channels. */
export interface DemoShop {
  goods: readonly Good[];
  variantIds: ReadonlyMap<string, number>;
  taxRatePercent: number;
  warehouseId: number;
  counterId: number;
  channelIds: Record<Exclude<Source, 'counter'>, number>;
  /** Pieces of each SKU a full shelf holds: where deliveries fill it up to again. */
  full: { warehouse: Map<string, number>; counter: Map<string, number> };
}

const taxRatePercent = 13;
const places = { warehouse: '仓库 Warehouse', counter: '门店 Shop' };

/** A shop on its first morning: people, places, goods with codes and prices, and the stock it opens with. */
export function foundDemo(clerk: Clerk, goods: readonly Good[], first: Day, ordersPerDay: number): DemoShop {
  clerk.setTime(addDays(first, -1), 8 * 60);
  clerk.call('shop.create', {
    name: '湖畔掌柜 Lakeside Outfitters',
    country: 'CN',
    baseCurrency: 'CNY',
    timeZone,
    language: 'zh-Hans',
    fiscalYearStartMonth: 1,
    costingMethod: 'fifo',
    pricesIncludeTax: true,
    chart: 'smallBusinessCn',
    goLiveAt: startOfDay(addDays(first, -1), timeZone),
    ownerName: '林掌柜',
  } as never);
  clerk.call('user.add', { name: '小周 Zhou', role: 'clerk', language: null });
  clerk.call('user.add', { name: 'Grace Chen', role: 'accountant', language: 'en' });
  const { locationId: warehouseId } = clerk.call('location.create', { name: places.warehouse, kind: 'warehouse', sellable: true });
  const { locationId: counterId } = clerk.call('location.create', { name: places.counter, kind: 'shop', sellable: true });
  const variantIds = addGoods(clerk, goods, first);
  const shop: DemoShop = {
    goods,
    variantIds,
    taxRatePercent,
    warehouseId,
    counterId,
    channelIds: addChannels(clerk),
    full: { warehouse: new Map(), counter: new Map() },
  };
  openStock(clerk, shop, ordersPerDay);
  return shop;
}

/** Three shops on the web. Their addresses answer to nobody, so that no demo ever reaches a real one. */
function addChannels(clerk: Clerk): DemoShop['channelIds'] {
  const add = (name: string, url: string): number =>
    (clerk.internal('channel.added', { name, kind: 'woocommerce', url, certificate: null, currency: 'CNY', goLiveAt: null }) as { channelId: number }).channelId;
  return {
    web: add('湖畔官网 Lakeside web shop', 'https://shop.lakeside.example'),
    market: add('江南市集 Jiangnan market', 'https://market.lakeside.example'),
    sheet: add('批发 Wholesale', 'https://wholesale.lakeside.example'),
  };
}

function addGoods(clerk: Clerk, goods: readonly Good[], first: Day): Map<string, number> {
  const { taxClassId } = clerk.call('taxClass.create', { code: 'vat13', name: '增值税 13%', treatment: 'taxed' });
  clerk.call('taxClass.setRate', { taxClassId, country: 'CN', validFromOn: addDays(first, -400), rate: percent(taxRatePercent) });
  const products = [...Map.groupBy(goods, (good) => good.productName)];
  const variantIds = new Map<string, number>();
  for (let from = 0; from < products.length; from += batchLimit) {
    const { results } = clerk.call('product.importBatch', { items: products.slice(from, from + batchLimit).map(([name, variants]) => productOf(name, variants, taxClassId)) });
    for (const result of results) {
      if (!result.ok) throw new Error(`The demo's goods were refused: ${JSON.stringify(result.refusal)}`);
      for (const { id, sku } of result.value.variants) variantIds.set(sku, id);
    }
  }
  return variantIds;
}

const productOf = (name: string, variants: readonly Good[], taxClassId: number) => ({
  name,
  state: 'active' as const,
  taxClassId,
  categoryPath: variants[0]!.kind.category.filter((part) => part !== undefined),
  variants: variants.map((good) => ({
    sku: good.sku,
    optionValues: { [good.kind.option.name]: good.option },
    unitOfMeasure: 'piece',
    unitDecimals: 0,
    weightGrams: good.kind.weightGrams,
    barcodes: [{ code: good.barcode, packQuantity: pieces(1) }],
    prices: [{ currency: 'CNY', amount: unitPrice(good.priceFen * 100) }],
  })),
});

/** Three weeks of goods on the shelves; a fifth of it in the shop. */
function openStock(clerk: Clerk, shop: DemoShop, ordersPerDay: number): void {
  const demand = shop.goods.reduce((sum, good) => sum + good.demand, 0);
  const lines = shop.goods.flatMap((good) => {
    const perDay = (ordersPerDay * 2.4 * good.demand) / demand;
    const stock = Math.max(4, Math.ceil(perDay * 21));
    const atCounter = Math.max(1, Math.round(stock * 0.2));
    shop.full.warehouse.set(good.sku, stock);
    shop.full.counter.set(good.sku, atCounter);
    const line = (location: string, count: number) => ({
      sku: good.sku,
      location,
      quantity: pieces(count),
      value: minor(count * good.costFen),
    });
    return [line(places.warehouse, stock), line(places.counter, atCounter)];
  });
  for (let from = 0; from < lines.length; from += batchLimit) clerk.call('stock.openingBatch', { items: lines.slice(from, from + batchLimit) });
}
