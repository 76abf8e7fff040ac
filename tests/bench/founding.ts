import { makeCatalogue } from '../../main/app/demo/catalogue.ts';
import type { Good } from '../../main/app/demo/catalogue.ts';
import { clerkOf, type Clerk, timeZone } from '../../main/app/demo/clerk.ts';
import { randomFrom } from '../../main/app/demo/random.ts';
import type { Core } from '../../main/app/core.ts';
import { batchLimit } from '../../shared/contract/batch.ts';
import { startOfDay } from '../../shared/units/calendar.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';

/** Two years of trade, whatever the number of orders: a busier shop, not an older one, so kept days are the same everywhere. */
export const firstDay = day('2024-03-01');
export const days = 730;

export const taxRatePercent = 13;
/** Opening pieces of every variant; the history takes in more when a shelf is empty. */
export const openingPieces = 20;

export interface BenchGood extends Good {
  variantId: number;
}

/** A buyer as a channel tells of one. */
export interface BenchCustomer {
  customerId: number;
  name: string;
  email: string;
  phone: string;
  postcode: string;
}

export interface BenchShop {
  goods: readonly BenchGood[];
  customers: readonly BenchCustomer[];
  locationId: number;
  channelId: number;
}

const place = '仓库 Warehouse';

/** A shop on the morning before its first order, made by its own commands: goods, people, one place, one channel that is told of stock. */
export function foundBenchShop(core: Core, clock: { now: number }, size: { skus: number; customers: number }): BenchShop {
  const clerk = clerkOf(core, clock);
  clock.now = startOfDay(firstDay, timeZone);
  clerk.call('shop.create', {
    name: '湖畔掌柜 Lakeside Outfitters', country: 'CN', baseCurrency: 'CNY', timeZone, language: 'zh-Hans', fiscalYearStartMonth: 1,
    costingMethod: 'fifo', pricesIncludeTax: true, chart: 'smallBusinessCn', goLiveAt: startOfDay(firstDay, timeZone), ownerName: '林掌柜',
  });
  const { locationId } = clerk.call('location.create', { name: place, kind: 'warehouse', sellable: true });
  const goods = addGoods(clerk, makeCatalogue(randomFrom(1), size.skus));
  openStock(clerk, goods);
  addSuppliers(clerk, goods.slice(0, boughtGoods));
  const customers = addCustomers(clerk, size.customers);
  return { goods, customers, locationId, channelId: connect(core, clerk, goods) };
}

const seasons = ['春 Spring', '夏 Summer', '秋 Autumn', '冬 Winter'];

/** Two tags in three products, one of them rare. */
const tagsOf = (number: number): string[] => [...(number % 3 === 0 ? [] : ['online']), ...(number % 3 === 1 ? [`series ${number % 40}`] : [])];

function addGoods(clerk: Clerk, goods: readonly Good[]): BenchGood[] {
  const { taxClassId } = clerk.call('taxClass.create', { code: 'vat13', name: '增值税 13%', treatment: 'taxed' });
  clerk.call('taxClass.setRate', { taxClassId, country: 'CN', validFromOn: day('2020-01-01'), rate: percent(taxRatePercent) });
  const { attributeId: season } = clerk.call('attribute.create', { name: '季节 Season', kind: 'choice', choices: seasons });
  const { attributeId: rating } = clerk.call('attribute.create', { name: '评级 Rating', kind: 'number' });
  return inBatches(goods).flatMap((batch, round) => {
    const { results } = clerk.call('product.importBatch', {
      items: batch.map((good, index) => ({
        name: `${good.productName} ${good.option}`,
        state: 'active' as const,
        taxClassId,
        tags: tagsOf(round * batchLimit + index),
        attributes: [
          { attributeId: season, value: seasons[(round + index) % seasons.length]! },
          { attributeId: rating, value: String((index % 50) / 10) },
        ],
        categoryPath: good.kind.category.filter((part) => part !== undefined),
        variants: [{ sku: good.sku, barcodes: [{ code: good.barcode, packQuantity: pieces(1) }], prices: [{ currency: 'CNY', amount: unitPrice(good.priceFen * 100) }] }],
      })),
    });
    return results.map((result, index) => ({ ...batch[index]!, variantId: accepted(result).variants[0]!.id }));
  });
}

function openStock(clerk: Clerk, goods: readonly BenchGood[]): void {
  for (const batch of inBatches(goods)) {
    const items = batch.map((good) => ({ sku: good.sku, location: place, quantity: pieces(openingPieces), value: minor(openingPieces * good.costFen) }));
    clerk.call('stock.openingBatch', { items });
  }
}

/** Of so many goods it is known who sells them. */
const boughtGoods = 10_000;

/** Two suppliers: one sells all of these in cartons, the other every second by the piece; more of it costs less. */
function addSuppliers(clerk: Clerk, goods: readonly BenchGood[]): void {
  const sold = [goods, goods.filter((_good, index) => index % 2 === 0)];
  for (const [index, name] of ['威海钓具厂 Weihai Tackle', '义乌户外 Yiwu Outdoor'].entries()) {
    const { supplierId } = clerk.call('supplier.create', { name });
    const packs = { packQuantity: pieces(index === 0 ? 12 : 1), minimumQuantity: pieces(index === 0 ? 24 : 5), unitVolume: 900, supplierSku: '' };
    for (const batch of inBatches(sold[index]!)) {
      for (const { variantId } of batch) clerk.call('agreement.setItem', { supplierId, variantId, item: packs });
      const agreements = batch.flatMap(({ variantId, costFen }) => [0, 60].map((from) => ({
        supplierId, variantId, fromQuantity: pieces(from), price: unitPrice(costFen * (from === 0 ? 100 : 95) + index), validFromOn: firstDay, validThroughOn: null,
      })));
      clerk.call('agreement.addMany', { agreements });
    }
  }
}

const surnames = ['王', '李', '张', '刘', '陈', '杨', 'Miller ', 'Nguyen ', 'Garcia ', 'Novak '];
const givenNames = ['伟', '芳', '秀兰', '建国', '子涵', 'Emma', 'Lucas', 'Grace', 'Mateo'];

/** The buyer of a number: the same person whenever the file is built. */
export function buyerOf(number: number): Omit<BenchCustomer, 'customerId'> {
  return {
    name: surnames[number % surnames.length]! + givenNames[Math.floor(number / surnames.length) % givenNames.length]!,
    email: `customer${number}@mail.example`,
    phone: `199${12_345_678 + number}`,
    // A postcode of their own, so that nobody is taken for a namesake.
    postcode: String(100_000 + number),
  };
}

function addCustomers(clerk: Clerk, count: number): BenchCustomer[] {
  const buyers = Array.from({ length: count }, (_unused, index) => buyerOf(index));
  return inBatches(buyers).flatMap((batch) => {
    const { results } = clerk.call('customer.importBatch', {
      items: batch.map(({ name, email, phone, postcode }) => ({
        name,
        contacts: [{ kind: 'email' as const, value: email }, { kind: 'phone' as const, value: phone }],
        addresses: [{ kind: 'shipping' as const, recipient: name, city: '杭州', region: '浙江', line1: '文三路 18 号', postcode, country: 'CN' }],
      })),
    });
    return results.map((result, index) => ({ ...batch[index]!, customerId: accepted(result).customerId }));
  });
}

/** A shop on the web that is told of the stock of every third variant, so that an order of three lines owes it one level. */
function connect(core: Core, clerk: Clerk, goods: readonly BenchGood[]): number {
  const channel = { name: '湖畔官网 Lakeside web shop', kind: 'woocommerce', url: 'https://shop.lakeside.example', certificate: null, currency: 'CNY', goLiveAt: null };
  const { channelId } = clerk.internal('channel.added', channel) as { channelId: number };
  const list = core.writer.raw.prepare(
    `insert into listing (channelId, externalId, name, sku, barcode, variantId, linkedBy, stockKeeping, remoteStock, seenAt, published, publishedAt)
     values (?, ?, ?, ?, '', ?, 'sku', 'own', ?, ?, ?, ?)`,
  );
  const level = pieces(openingPieces);
  core.writer.raw.transaction(() => {
    for (const [index, good] of goods.entries()) {
      if (index % 3 === 0) list.run(channelId, `product/${index}`, good.productName, good.sku, good.variantId, level, clerk.now(), level, clerk.now());
    }
    core.writer.raw.prepare('update channel set sendsStock = 1, sendsFulfilments = 1 where id = ?').run(channelId);
  })();
  return channelId;
}

const inBatches = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / batchLimit) }, (_unused, index) => items.slice(index * batchLimit, (index + 1) * batchLimit));

function accepted<T>(result: { ok: true; value: T } | { ok: false; refusal: unknown }): T {
  if (!result.ok) throw new Error(`The bench's shop was refused something: ${JSON.stringify(result.refusal)}`);
  return result.value;
}
