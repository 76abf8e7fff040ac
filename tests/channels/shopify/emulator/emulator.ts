import { execute, type ExecutionResult, type GraphQLSchema, Kind, parse, validate, type DocumentNode, type GraphQLResolveInfo } from 'graphql';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Trouble } from '../../outside-shop.ts';
import { schemaOf } from '../schema.ts';
import { bulkNode, cancelBulk, runBulk, startStorage, type Storage } from './bulk.ts';
import { costOf } from './cost.ts';
import { byChange, connection, gid, jobNode, orderNode, type PageArgs, productNode, refundNode, returnNode, variantNode } from './graph.ts';
import { fulfil, payBack, setLevels, setPrices, showProduct } from './mutations.ts';
import { paymentsAccount } from './payouts.ts';
import { newStore, type Order, type Store } from './store.ts';

/** A question as it arrived, and what it was answered. Status 0: the connection ended without an answer. */
export interface Logged {
  operation: string;
  query: string;
  variables: Record<string, unknown>;
  mutates: boolean;
  status: number;
  answer: unknown;
}

export interface Emulator {
  url: string;
  store: Store;
  log: Logged[];
  /** Where files lie: no server of the shop's. */
  storage: Storage;
  /** The shop's clock; it stands still until moved. */
  clock: { now: number; ahead: number };
  /** Points in the bucket; how fast it fills is Shopify's for a shop of the standard plan. */
  bucket: { available: number; maximum: number; restoreRate: number; at: number };
  /** Strikes the next questions whose operation matches. */
  plan(trouble: Trouble, on: RegExp, times?: number): void;
  calm(): void;
  willBeSilent(): boolean;
  close(): Promise<void>;
}

interface Shop {
  schema: GraphQLSchema;
  store: Store;
  log: Logged[];
  planned: { trouble: Trouble; on: RegExp; times: number }[];
  bucket: Emulator['bucket'];
}

/** A Shopify on this machine, empty at first, that executes every question on Shopify's own schema and keeps what it is told. */
export async function startEmulator(options: { now: number }): Promise<Emulator> {
  const clock = { now: options.now, ahead: 0 };
  const store = newStore(() => clock.now + clock.ahead);
  const bucket = { available: 2000, maximum: 2000, restoreRate: 100, at: clock.now };
  const storage = await startStorage(() => store);
  store.bulk.storage = storage.url;
  const shop: Shop = { schema: schemaOf('2026-10'), store, log: [], planned: [], bucket };
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => void answer(request, response, shop));
  // It shares its thread with the program: on a busy machine an idle connection would be closed just as it is used again.
  server.keepAliveTimeout = 3_600_000;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    store,
    log: shop.log,
    storage,
    clock,
    bucket,
    plan: (trouble, on, times = 1) => void shop.planned.push({ trouble, on, times }),
    calm: () => void shop.planned.splice(0),
    willBeSilent: () => shop.planned.some(({ trouble, times }) => trouble.kind === 'timeout' && times > 0),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
      await storage.close();
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, shop: Shop): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  response.sendDate = false;
  response.setHeader('Date', new Date(shop.store.now()).toUTCString());
  const send = (status: number, content: unknown) => void response.writeHead(status, { 'Content-Type': 'application/json' }).end(typeof content === 'string' ? content : JSON.stringify(content));
  if (request.url === '/admin/oauth/access_token') return grant(shop.store, new URLSearchParams(body), send);
  if (request.url !== '/admin/api/2026-10/graphql.json' || request.method !== 'POST') return send(404, { errors: 'Not Found' });
  const token = shop.store.tokens.get(String(request.headers['x-shopify-access-token']));
  if (!token || token.until <= shop.store.now()) return send(401, { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' });
  await answerQuestion(JSON.parse(body) as { query: string; variables: Record<string, unknown> }, response, shop);
}

function grant(store: Store, form: URLSearchParams, send: (status: number, content: unknown) => void): void {
  if (form.get('grant_type') !== 'client_credentials' || form.get('client_id') !== store.clientId || form.get('client_secret') !== store.secret)
    return send(400, { error: 'application_cannot_be_found', error_description: 'The application cannot be found.' });
  const token = `shpat_${String(store.tokens.size).padStart(32, '0')}`;
  store.tokens.set(token, { until: store.now() + 86_399_000 });
  send(200, { access_token: token, scope: store.scopes.join(','), expires_in: 86_399 });
}

async function answerQuestion({ query, variables }: { query: string; variables: Record<string, unknown> }, response: ServerResponse, shop: Shop): Promise<void> {
  const document = parse(query);
  const operation = nameOf(document);
  const entry: Logged = { operation, query, variables, mutates: query.trimStart().startsWith('mutation'), status: 0, answer: null };
  shop.log.push(entry);
  const planned = shop.planned.find((one) => one.times > 0 && one.on.test(operation));
  if (planned) planned.times -= 1;
  const trouble = planned?.trouble;
  const html = (status: number, headers: Record<string, string> = {}) => void response.writeHead((entry.status = status), { 'Content-Type': 'text/html', ...headers }).end(`<title>${status}</title>`);
  if (trouble?.kind === 'tooMany') return html(429, trouble.seconds === undefined ? {} : { 'Retry-After': String(trouble.seconds) });
  if (trouble?.kind === 'broken') return html(502);
  if (trouble && 'effect' in trouble && trouble.effect === 'before') return ended(trouble, response);
  const answered = await executed(shop, document, variables, trouble);
  if (trouble && 'effect' in trouble) return ended(trouble, response);
  const text = JSON.stringify(answered);
  entry.status = 200;
  entry.answer = JSON.parse(text);
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(trouble?.kind === 'halfAnswer' ? text.slice(0, text.length / 2) : text);
}

function ended({ kind }: Trouble, response: ServerResponse): void {
  if (kind === 'cut') response.socket?.destroy();
  // Silence: the socket stays open until the caller gives up or the emulator closes.
  else void pause(60_000, undefined, { ref: false });
}

function nameOf(document: DocumentNode): string {
  const definition = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  return definition?.kind === Kind.OPERATION_DEFINITION ? (definition.name?.value ?? '') : '';
}

/** Held against the schema, charged, then executed; the answer is held against the schema by executing it. */
async function executed({ schema, store, bucket }: Shop, document: DocumentNode, variables: Record<string, unknown>, trouble: Trouble | undefined): Promise<object> {
  const wrong = validate(schema, document);
  if (wrong.length > 0) return { errors: wrong.map(({ message }) => ({ message, extensions: { code: 'undefinedField' } })) };
  const requested = costOf(schema, document, variables);
  if (requested > 1000) return { errors: [{ message: `Query cost is ${requested}, which exceeds the single query max cost limit 1000`, extensions: { code: 'MAX_COST_EXCEEDED' } }] };
  const clock = store.now();
  bucket.available = Math.min(bucket.maximum, bucket.available + (Math.max(0, clock - bucket.at) / 1000) * bucket.restoreRate);
  bucket.at = clock;
  const throttleStatus = () => ({ maximumAvailable: bucket.maximum, currentlyAvailable: Math.floor(bucket.available), restoreRate: bucket.restoreRate });
  if (bucket.available < requested)
    return { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }], extensions: { cost: { requestedQueryCost: requested, actualQueryCost: null, throttleStatus: throttleStatus() } } };
  const result: ExecutionResult = await execute({ schema, document, variableValues: variables, rootValue: rootOf(schema, store, trouble) });
  const actual = Math.min(requested, objectsIn(result.data));
  bucket.available -= actual;
  return { ...result, extensions: { cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: throttleStatus() } } };
}

const objectsIn = (value: unknown): number =>
  typeof value !== 'object' || value === null ? 0 : Object.values(value).reduce<number>((sum, inner) => sum + objectsIn(inner), Array.isArray(value) ? 0 : 1);

/** What can be asked and told: Shopify's names, from its schema. */
function rootOf(schema: GraphQLSchema, store: Store, trouble: Trouble | undefined): object {
  const orderOf = (id: string) => store.orders.find((order) => gid('Order', order.id) === id);
  const refunds = () => store.orders.flatMap((order) => order.refunds.map((refund) => ({ order, refund })));
  const variants = () => store.products.flatMap((product) => product.variants);
  const found = <Row>(row: Row | undefined, show: (row: Row) => object): object | null => (row === undefined ? null : show(row));
  return {
    shop: { currencyCode: store.currency },
    currentAppInstallation: { accessScopes: store.scopes.map((handle) => ({ handle })) },
    orders: (args: PageArgs & { query?: string | null; sortKey?: string }) => connection(changedSince(store, args.query, trouble), (order) => orderNode(store, order), { ...args, first: args.first === Infinity ? Infinity : Math.min(args.first ?? 50, store.ordersPerPage) }, byChange),
    ordersCount: () => ({ count: store.orders.length, precision: 'EXACT' }),
    order: ({ id }: { id: string }) => found(orderOf(id), (order) => orderNode(store, order)),
    refund: ({ id }: { id: string }) => found(refunds().find(({ refund }) => gid('Refund', refund.id) === id), ({ order, refund }) => refundNode(order, refund)),
    return: ({ id }: { id: string }) => found(store.orders.flatMap((order) => order.returns).find((row) => gid('Return', row.id) === id), returnNode),
    locations: (args: PageArgs & { includeInactive?: boolean }) =>
      connection([...store.places].filter(([, place]) => place.isActive || args.includeInactive === true).sort(([, { name: one }], [, { name: other }]) => (one < other ? -1 : 1)), ([id, place]) => ({ __typename: 'Location', id, ...place }), args),
    products: (args: PageArgs) => connection(store.products, (product) => productNode(store, product), args),
    product: ({ id }: { id: string }) => found(store.products.find((product) => gid('Product', product.id) === id), (product) => productNode(store, product)),
    productVariant: ({ id }: { id: string }) => found(variants().find((variant) => gid('ProductVariant', variant.id) === id), (variant) => variantNode(store, variant)),
    nodes: ({ ids }: { ids: string[] }) => ids.map((id) => found(variants().find((variant) => gid('ProductVariant', variant.id) === id), (variant) => variantNode(store, variant))),
    fulfillmentOrder: ({ id }: { id: string }) => found(store.orders.flatMap((order) => order.jobs).find((job) => gid('FulfillmentOrder', job.id) === id), jobNode),
    inventorySetQuantities: (args: Parameters<typeof setLevels>[1], _context: unknown, info: GraphQLResolveInfo) => setLevels(store, args, info),
    refundCreate: (args: Parameters<typeof payBack>[1], _context: unknown, info: GraphQLResolveInfo) => payBack(store, args, info),
    fulfillmentCreate: (args: Parameters<typeof fulfil>[1]) => fulfil(store, args),
    productVariantsBulkUpdate: (args: Parameters<typeof setPrices>[1]) => setPrices(store, args),
    shopifyPaymentsAccount: () => paymentsAccount(store),
    bulkOperationRunQuery: (args: { query: string; groupObjects: boolean }) => runBulk(schema, store, rootOf(schema, store, trouble), args),
    bulkOperation: ({ id }: { id: string }) => found(store.bulk.runs.find((run) => gid('BulkOperation', run.id) === id), (run) => bulkNode(store, run)),
    bulkOperationCancel: (args: { id: string }) => cancelBulk(store, args),
    productUpdate: (args: Parameters<typeof showProduct>[1]) => showProduct(store, args),
  };
}

/** Shopify's search is inclusive and counts seconds. */
function changedSince(store: Store, query: string | null | undefined, trouble: Trouble | undefined): Order[] {
  const [, field, since = ''] = /^(updated_at|created_at):>='(.+)'$/.exec(query ?? '') ?? [];
  if (typeof query === 'string' && query !== '' && Number.isNaN(Date.parse(since))) throw new Error(`cannot search for ${query}`);
  const from = since === '' ? 0 : Math.floor(Date.parse(since) / 1000) * 1000;
  const rows = store.orders.filter((order) => (field === 'created_at' ? order.at : order.updatedAt) >= from).sort((one, other) => (byChange(one) < byChange(other) ? -1 : 1));
  return trouble?.kind === 'list' ? (trouble.change(rows) as Order[]) : rows;
}
