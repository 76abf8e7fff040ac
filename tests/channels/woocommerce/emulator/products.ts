import type { Json } from '../recorded.ts';
import { recorded } from '../recorded.ts';
import { type Answered, type Asked, created, found, invalidParameter, listed, narrowed, WpError } from './answer.ts';
import { links, money, stamped, type Store, takeId } from './store.ts';

export interface NewProduct {
  name: string;
  sku?: string;
  barcode?: string;
  cents?: number;
  /** Left out: the shop does not count this product. */
  stock?: number;
  type?: 'simple' | 'variable' | 'grouped' | 'external';
}

/** Puts a product on sale, as the shop's owner would in WooCommerce's own screens. */
export function stockProduct(store: Store, product: NewProduct, origin: string): Json {
  const id = takeId(store);
  const price = product.cents === undefined ? '' : money(product.cents);
  const row: Json = {
    ...(recorded('060') as Json),
    id,
    name: product.name,
    type: product.type ?? 'simple',
    sku: product.sku ?? '',
    global_unique_id: product.barcode ?? '',
    price,
    regular_price: price,
    sale_price: '',
    on_sale: false,
    manage_stock: product.stock !== undefined,
    stock_quantity: product.stock ?? null,
    stock_status: (product.stock ?? 1) > 0 ? 'instock' : 'outofstock',
    attributes: [],
    variations: [],
    ...stamped('created', store.now()),
    ...stamped('modified', store.now()),
    _links: links(origin, `products/${id}`, 'products'),
  };
  store.products.set(id, row);
  return row;
}

export interface NewVariation extends NewProduct {
  option: string;
  /** The parent's level serves for this one too. */
  sharesStock?: boolean;
}

export function stockVariation(store: Store, parent: Json, variation: NewVariation, origin: string): Json {
  const id = takeId(store);
  const parentId = Number(parent['id']);
  const price = variation.cents === undefined ? '' : money(variation.cents);
  const row: Json = {
    ...(recorded('072') as Json),
    id,
    name: variation.option,
    sku: variation.sku ?? parent['sku'],
    global_unique_id: variation.barcode ?? '',
    price,
    regular_price: price,
    manage_stock: variation.sharesStock === true ? 'parent' : variation.stock !== undefined,
    stock_quantity: variation.sharesStock === true ? parent['stock_quantity'] : (variation.stock ?? null),
    attributes: [{ id: 2, name: '尺码', slug: 'pa_size', option: variation.option }],
    parent_id: parentId,
    ...stamped('modified', store.now()),
    _links: links(origin, `products/${parentId}/variations/${id}`, `products/${parentId}/variations`, `products/${parentId}`),
  };
  store.variations.set(id, row);
  (parent['variations'] as number[]).push(id);
  const [, size] = (recorded('068') as Json)['attributes'] as Json[];
  parent['attributes'] = [{ ...size, options: variationsOf(store, parentId).map((one) => one['name']) }];
  return row;
}

/** What a sale or its cancellation does to the counted level; with "parent" it is the product's. */
export function moveStock(store: Store, productId: number, variationId: number, pieces: number): void {
  const variation = store.variations.get(variationId);
  const row = variation && variation['manage_stock'] !== 'parent' ? variation : store.products.get(productId);
  if (row?.['manage_stock'] === true) setLevel(store, row, Number(row['stock_quantity']) + pieces);
}

function setLevel(store: Store, row: Json, pieces: number): void {
  row['stock_quantity'] = pieces;
  row['stock_status'] = pieces > 0 ? 'instock' : 'outofstock';
  for (const variation of variationsOf(store, Number(row['id']))) {
    if (variation['manage_stock'] === 'parent') variation['stock_quantity'] = pieces;
  }
}

const variationsOf = (store: Store, parentId: number): Json[] =>
  [...store.variations.values()].filter((row) => row['parent_id'] === parentId);

export function productsRoute(asked: Asked, store: Store): Answered {
  const [, idText, below, belowId] = asked.path.split('/');
  if (idText === undefined) return asked.method === 'POST' ? createProduct(asked, store) : listProducts(asked, store);
  if (idText === 'batch')
    return batch(
      asked,
      (id) => store.products.get(id),
      (row, change) => update(store, row, change),
      'product',
    );
  const id = Number(idText);
  if (below === undefined) return oneRow(asked, store, store.products.get(id));
  if (belowId === 'batch')
    return batch(
      asked,
      (one) => childOf(store, id, one),
      (row, change) => update(store, row, change),
      'product_variation',
    );
  if (belowId !== undefined) return oneRow(asked, store, childOf(store, id, Number(belowId)));
  const rows = included(variationsOf(store, id), asked);
  return listed(asked.query.get('order') === 'asc' ? rows : rows.reverse(), asked);
}

const childOf = (store: Store, parentId: number, id: number): Json | undefined =>
  variationsOf(store, parentId).find((row) => row['id'] === id);

function included(rows: Json[], asked: Asked): Json[] {
  const ids = asked.query.get('include');
  return ids === null ? rows : rows.filter((row) => ids.split(',').includes(String(row['id'])));
}

function listProducts(asked: Asked, store: Store): Answered {
  const sku = asked.query.get('sku');
  const rows = included([...store.products.values()], asked).filter((row) => sku === null || row['sku'] === sku);
  return listed(asked.query.get('order') === 'asc' ? rows : rows.reverse(), asked);
}

function oneRow(asked: Asked, store: Store, row: Json | undefined): Answered {
  if (!row) throw new WpError(404, 'woocommerce_rest_product_invalid_id', 'Invalid ID.');
  if (asked.method === 'PUT') update(store, row, asked.body as Json);
  return found(narrowed(row, asked));
}

function createProduct(asked: Asked, store: Store): Answered {
  const body = asked.body as { name: string; sku?: string; regular_price?: string; stock_quantity?: number };
  const taken = [...store.products.values()].find((row) => row['sku'] !== '' && row['sku'] === body.sku);
  if (taken) {
    const data = { status: 400, resource_id: taken['id'], unique_sku: `${body.sku}-1` };
    throw new WpError(400, 'product_invalid_sku', 'Invalid or duplicated SKU.', data);
  }
  const row = stockProduct(store, { name: body.name, ...(body.sku === undefined ? {} : { sku: body.sku }) }, asked.origin);
  if (body.stock_quantity !== undefined) row['manage_stock'] = true;
  update(store, row, body as Json);
  return created(row, `${asked.origin}/wp-json/wc/v3/products/${String(row['id'])}`);
}

/** Last writer wins, whole pieces only; a price that is no number empties the price; a level nobody manages is thrown away. */
function update(store: Store, row: Json, change: Json): void {
  const { stock_quantity: stock, regular_price: price, manage_stock: managed } = change;
  if (stock !== undefined && !Number.isInteger(stock)) {
    throw invalidParameter('stock_quantity', 'rest_invalid_type', 'stock_quantity is not of type integer.', {
      param: 'stock_quantity',
    });
  }
  if (price !== undefined && typeof price !== 'string') {
    throw invalidParameter('regular_price', 'rest_invalid_type', 'regular_price is not of type string.', {
      param: 'regular_price',
    });
  }
  if (typeof managed === 'boolean') row['manage_stock'] = managed;
  if (stock !== undefined && row['manage_stock'] === true) setLevel(store, row, Number(stock));
  if (price !== undefined) row['price'] = row['regular_price'] = /^\d+(\.\d+)?$/.test(price) ? price : '';
  for (const field of ['name', 'description', 'status']) if (typeof change[field] === 'string') row[field] = change[field];
  Object.assign(row, stamped('modified', store.now()));
}

/** 200 with an error per failed item; the items are not checked against types before, as single requests are. */
function batch(
  asked: Asked,
  find: (id: number) => Json | undefined,
  change: (row: Json, change: Json) => void,
  kind: string,
): Answered {
  const items = (asked.body as { update?: Json[] }).update ?? [];
  if (items.length > 100) {
    throw new WpError(413, 'woocommerce_rest_request_entity_too_large', 'Unable to accept more than 100 items for this request.');
  }
  const rows = items.map((item) => {
    const row = find(Number(item['id']));
    const missing = { code: `woocommerce_rest_${kind}_invalid_id`, message: 'Invalid ID.', data: { status: 400 } };
    if (!row) return { id: item['id'], error: missing };
    try {
      change(row, item);
      return row;
    } catch (error) {
      if (error instanceof WpError) return { id: item['id'], error: error.answer.body };
      throw error;
    }
  });
  return { status: 200, body: { update: rows }, headers: { Allow: 'POST, PUT, PATCH' } };
}
