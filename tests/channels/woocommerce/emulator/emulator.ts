import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Json } from '../recorded.ts';
import { type Answered, type Asked, found, phpJson, WpError } from './answer.ts';
import { authenticate } from './auth.ts';
import { answerInstead, type Mishap, type Planned, striking } from './faults.ts';
import { addRefund, type NewOrder, type NewRefund, ordersRoute, placeOrder, setStatus, touch } from './orders.ts';
import { type NewProduct, type NewVariation, productsRoute, stockProduct, stockVariation } from './products.ts';
import type { Store } from './store.ts';
import { indexRoute, type TrackingPlugin, trackingsRoute } from './trackings.ts';

/** A request as it arrived, and what it was answered. Status 0: the connection ended without an answer. */
export interface Logged {
  method: string;
  path: string;
  query: string;
  status: number;
  body: unknown;
  answer: unknown;
  headers: Record<string, string>;
}

export interface Emulator {
  url: string;
  /** For the connector: `consumerKey`, `consumerSecret`. */
  credentials: { consumerKey: string; consumerSecret: string };
  store: Store;
  log: Logged[];
  /** Requests that could change the shop. */
  writes(): Logged[];
  /** The shop's clock; it stands still until moved. */
  clock: { now: number; ahead: number };
  /** Strikes the next requests that match `method path`. */
  plan(mishap: Mishap, on?: RegExp, times?: number): void;
  /** Nothing more of what was planned strikes. */
  calm(): void;
  /** It will leave a request without an answer: whoever asks need not be patient. */
  willBeSilent(): boolean;
  addOrder(order: NewOrder): Json;
  setStatus(order: Json, status: string): void;
  /** What HPOS does when somebody merely opens an order: only the date moves. */
  view(order: Json): void;
  refund(order: Json, refund: NewRefund): Json;
  addProduct(product: NewProduct): Json;
  addVariation(parent: Json, variation: NewVariation): Json;
  stockOf(row: Json): number | null;
  close(): Promise<void>;
}

const certificate = new URL('./certificate.pem', import.meta.url);
const privateKey = new URL('./key.pem', import.meta.url);

/** A WooCommerce shop on this machine, empty at first, that keeps what it is told. Its answers are held against the recorded ones. */
export async function startEmulator(options: { secure?: boolean; now: number; tracking?: TrackingPlugin }): Promise<Emulator> {
  const clock = { now: options.now, ahead: 0 };
  const store = newStore(() => clock.now + clock.ahead);
  store.tracking = options.tracking ?? null;
  const log: Logged[] = [];
  const planned: Planned[] = [];
  const sockets = new Set<Socket>();
  const secure = options.secure === true;
  const listener = (request: IncomingMessage, response: ServerResponse) =>
    void answer(request, response, { store, log, planned, secure });
  const tls = () => ({ cert: readFileSync(certificate), key: readFileSync(privateKey) });
  const server = secure ? createSecureServer(tls(), listener) : createServer(listener);
  // It shares its thread with the program: on a busy machine an idle connection would be closed just as it is used again.
  server.keepAliveTimeout = 3_600_000;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `${secure ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [key] = store.keys;
  return {
    url,
    credentials: { consumerKey: key?.key ?? '', consumerSecret: key?.secret ?? '' },
    store,
    log,
    writes: () => log.filter(({ method }) => method !== 'GET'),
    clock,
    plan: (mishap, on = /./, times = 1) => void planned.push({ mishap, on, times }),
    calm: () => void planned.splice(0),
    willBeSilent: () => planned.some(({ mishap, times }) => mishap.kind === 'timeout' && times > 0),
    addOrder: (order) => placeOrder(store, order, url),
    setStatus: (order, status) => setStatus(store, order, status),
    view: (order) => void touch(order, store.now()),
    refund: (order, refund) => addRefund(store, order, refund),
    addProduct: (product) => stockProduct(store, product, url),
    addVariation: (parent, variation) => stockVariation(store, parent, variation, url),
    stockOf: (row) => row['stock_quantity'] as number | null,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function newStore(now: () => number): Store {
  return {
    keys: [
      {
        key: 'ck_0123456789abcdef0123456789abcdef01234567',
        secret: 'cs_76543210fedcba9876543210fedcba9876543210',
        permissions: 'read_write',
      },
    ],
    stripsAuthorization: false,
    paysBack: true,
    nonces: new Set(),
    orders: new Map(),
    refunds: new Map(),
    notes: new Map(),
    tracking: null,
    trackings: new Map(),
    products: new Map(),
    variations: new Map(),
    stockTaken: new Set(),
    currency: 'USD',
    nextId: 100,
    now,
  };
}

interface Shop {
  store: Store;
  log: Logged[];
  planned: Planned[];
  secure: boolean;
}

async function answer(request: IncomingMessage, response: ServerResponse, shop: Shop): Promise<void> {
  response.sendDate = false;
  response.setHeader('Date', new Date(shop.store.now()).toUTCString());
  const asked = await askedIn(request, shop.secure);
  const mishap = striking(shop.planned, asked.method, asked.path);
  const entry: Logged = {
    method: asked.method,
    path: asked.path,
    query: asked.query.toString(),
    status: 0,
    body: asked.body,
    answer: null,
    headers: {},
  };
  shop.log.push(entry);
  if (mishap && answerInstead(mishap, response)) return void (entry.status = response.statusCode);
  if (mishap && 'effect' in mishap && mishap.effect === 'before') return ended(mishap, response);
  const answered = routed(asked, shop.store, mishap);
  if (mishap && 'effect' in mishap) return ended(mishap, response);
  entry.status = answered.status;
  // A row goes on living in the store; the log keeps what was said.
  entry.answer = structuredClone(answered.body);
  send(answered, asked, response, mishap?.kind === 'halfJson');
  for (const [name, value] of Object.entries(response.getHeaders())) entry.headers[name] = String(value);
}

async function askedIn(request: IncomingMessage, secure: boolean): Promise<Asked> {
  const origin = `${secure ? 'https' : 'http'}://${request.headers.host ?? ''}`;
  const url = new URL(request.url ?? '/', origin);
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return {
    method: request.method ?? 'GET',
    path: url.pathname.replace('/wp-json/wc/v3/', '').replace(/^\/wp-json/, ''),
    query: url.searchParams,
    headers: request.headers,
    body: text,
    origin,
    secure,
  };
}

function ended({ kind }: Mishap, response: ServerResponse): void {
  if (kind === 'cut') response.socket?.destroy();
  // A timeout is silence: the socket stays open until the caller gives up or the emulator closes.
  else void pause(60_000, undefined, { ref: false });
}

function routed(asked: Asked, store: Store, mishap: Mishap | undefined): Answered {
  try {
    if (asked.path === '/') return indexRoute(asked, store);
    authenticate(asked, store);
    const spoken = { ...asked, body: asked.body === '' ? {} : parsed(String(asked.body)) };
    return routeOf(spoken, mishap?.kind === 'list' ? changedList(store, mishap.change) : store);
  } catch (error) {
    if (error instanceof WpError) return error.answer;
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WpError(400, 'rest_invalid_json', 'Invalid JSON body passed.', {
      status: 400,
      json_error_code: 4,
      json_error_message: 'Syntax error',
    });
  }
}

/** The shop with another list of orders for one answer: duplicates, disorder, rows that moved between two pages. */
function changedList(store: Store, change: (rows: unknown[]) => unknown[]): Store {
  const rows = change([...store.orders.values()]) as Json[];
  return { ...store, orders: new Map(rows.map((row, index) => [index, row])) };
}

function routeOf(asked: Asked, store: Store): Answered {
  if (asked.path.startsWith('/')) return trackingsRoute(asked, store);
  if (asked.path.startsWith('orders')) return ordersRoute(asked, store);
  if (asked.path.startsWith('products')) return productsRoute(asked, store);
  if (asked.path === 'data/currencies/current') {
    const href = (path: string) => `${asked.origin}/wp-json/wc/v3/data/currencies${path}`;
    const at = {
      self: [{ href: href(`/${store.currency}`), targetHints: { allow: ['GET'] } }],
      collection: [{ href: href('') }],
    };
    return found({ code: store.currency, name: 'The shop’s currency', symbol: '&#36;', _links: at }, 'GET');
  }
  throw new WpError(404, 'rest_no_route', 'No route was found matching the URL and request method.');
}

function send(answered: Answered, asked: Asked, response: ServerResponse, half: boolean): void {
  const text = phpJson(answered.body);
  const always = {
    Server: 'nginx/1.22.1',
    'Content-Type': 'application/json; charset=UTF-8',
    'X-Robots-Tag': 'noindex',
    Link: `<${asked.origin}/wp-json/>; rel="https://api.w.org/"`,
    'X-Content-Type-Options': 'nosniff',
    'Access-Control-Expose-Headers': 'X-WP-Total, X-WP-TotalPages, Link',
    'Access-Control-Allow-Headers': 'Authorization, X-WP-Nonce, Content-Disposition, Content-MD5, Content-Type',
  };
  const caching = {
    Expires: 'Wed, 11 Jan 1984 05:00:00 GMT',
    'Cache-Control': 'no-cache, must-revalidate, max-age=0, no-store, private',
  };
  response.writeHead(answered.status, {
    ...always,
    ...answered.headers,
    ...(answered.status === 401 ? { Vary: 'Origin' } : caching),
  });
  response.end(half ? text.slice(0, Math.floor(text.length / 2)) : text);
}
