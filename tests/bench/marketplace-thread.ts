/** A WooCommerce with a history, in a thread of its own as it would be on a machine of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { startWooCommerce } from '../channels/woocommerce/outside.ts';

const { now, orders } = workerData as { now: number; orders: number };
const shop = await startWooCommerce(now - orders * 1_000);
const listings = ['A', 'B', 'C', 'D', 'E'].map((sku) => shop.addProduct({ name: `Lure ${sku}`, sku, cents: 1_000, stock: 100_000 }));
for (let index = 0; index < orders; index += 1) {
  const id = shop.buy({ lines: [{ listingId: listings[index % listings.length]!, pieces: 1 + (index % 3) }], paid: true });
  if (index % 10 > 0) shop.finish(id);
  shop.emulator.clock.now += 1_000;
}
// What it was asked need not lie about a second time.
setInterval(() => (shop.emulator.log.length = 0), 1_000).unref();
parentPort?.postMessage({ url: shop.url, credentials: shop.credentials });
