import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Ajv, type AnySchema } from 'ajv';
import { expect, test } from 'vitest';
import { woocommerce } from '../../../main/channels/woocommerce/woocommerce.ts';
import { openWeb } from '../../../main/platform/web.ts';
import { instant } from '../../../shared/units/instant.ts';
import { unitPrice } from '../../../shared/units/unit-price.ts';
import { minor } from '../../../shared/units/minor.ts';
import { type Emulator, type Logged, startEmulator } from './emulator/emulator.ts';

/** WooCommerce publishes no contract; this one was taken from a real server's own description. */
const file = new URL('../../../../shared/specs/woocommerce/wc-v3.openapi.json.gz', import.meta.url);
const here = existsSync(file);
if (!here) console.log('skipped: no OpenAPI description of WooCommerce beside the checkout');

/** Where the real server's answers depart from its own description; all of these stand in the recorded answers. */
const serversOwn = new Set([
  '/line_items/image/id must be integer',
  '/shipping_class_id must be string',
  '/image must be object',
]);

interface Operation {
  parameters?: { name: string; in: string; schema: AnySchema }[];
  requestBody?: { content: { 'application/json': { schema: object } } };
  responses: Record<string, { content?: { 'application/json': { schema: AnySchema } } }>;
}
interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: object;
}

test.skipIf(!here)('what the connector asks and what the emulator answers keep to the server’s own description', async () => {
  const spec = JSON.parse(gunzipSync(readFileSync(file)).toString()) as OpenApi;
  // WordPress' own index is none of WooCommerce's.
  const { log: all, unasked } = await aBusyHour();
  const log = all.filter(({ path }) => path !== '/');
  expect(unasked).toEqual([]);
  expect(log.length).toBeGreaterThan(10);
  // Each of these is a route and a way of asking of its own.
  const asked = new Set(log.map(({ method, path }) => `${method} ${path.replace(/\d+/g, 'N')}`));
  expect([...asked]).toEqual(expect.arrayContaining(['PUT products/N', 'PUT products/N/variations/N', 'GET products/N/variations/N', 'GET products', 'GET products/N/variations', 'GET orders/N', 'GET orders']));
  expect(log.flatMap((entry) => violations(spec, entry))).toEqual([]);
});

/** Every verb of the connector against a shop with a little of everything. */
async function aBusyHour(): Promise<{ log: Emulator['log']; unasked: string[] }> {
  const now = Date.UTC(2026, 10, 21, 22, 30, 0);
  const emulator = await startEmulator({ now });
  const web = openWeb();
  const connector = woocommerce({ fetch: (request) => web.fetch({ ...request, localNetwork: true }), url: emulator.url, credentials: emulator.credentials, now: () => instant(now), pause: async () => undefined, paces: new Map() });
  const unasked = new Set(Object.keys(connector));
  const shop = new Proxy(connector, { get: (whole, verb: keyof typeof connector) => (unasked.delete(verb), whole[verb]) });
  const rod = emulator.addProduct({ name: 'Rod', sku: 'ROD', cents: 7990, stock: 12 });
  const tee = emulator.addProduct({ name: 'Tee', type: 'variable' });
  const small = emulator.addVariation(tee, { name: 'Tee', option: 'S', sku: 'T-S', cents: 1900, stock: 3 });
  const order = emulator.addOrder({
    status: 'processing',
    lines: [{ productId: Number(rod['id']), quantity: 2 }],
    shippingCents: 500,
  });
  emulator.refund(order, { amount: '5.00', rows: [] });
  await shop.probe();
  const { cursor } = await shop.pullOrders(null);
  await shop.pullOrders(cursor);
  await shop.importProducts(null);
  shop.clockAhead();
  const recent = await shop.recentOrders(instant(now - 7 * 86_400_000), null);
  await shop.recentOrders(instant(now - 7 * 86_400_000), recent.cursor);
  expect(await shop.readOrder(String(order['id']))).toMatchObject({ reading: { ok: true } });
  expect(await shop.readOrder('99999999')).toBeNull();
  const [rodId, smallId] = [String(rod['id']), `${String(tee['id'])}:${String(small['id'])}`];
  expect(await shop.readLevels([rodId, smallId])).toEqual([10, 3]);
  // With what was seen there it looks first, without it it only writes.
  for (const listingId of [rodId, smallId]) expect(await shop.pushListing({ listingId, price: unitPrice(250_000) })).toMatchObject({ ok: true });
  const was = { price: unitPrice(250_000), name: 'Rod', description: '', offered: true };
  expect(await shop.pushListing({ listingId: rodId, price: unitPrice(260_000), name: 'Rod for lakes', description: '<p>Light</p>', offered: false, was })).toMatchObject({ ok: true });
  expect(await shop.pushListing({ listingId: smallId, price: unitPrice(240_000), was: { price: unitPrice(250_000) } })).toMatchObject({ ok: true });
  await shop.pushStock([
    { listingId: String(rod['id']), pieces: 7, was: null, key: '1.0' },
    { listingId: `${String(tee['id'])}:${String(small['id'])}`, pieces: 1, was: null, key: '2.0' },
  ]);
  await shop.pushFulfilment({ orderId: String(order['id']), complete: true, tracking: { carrier: 'SF', number: '1' }, lines: [] });
  await shop.pushRefund({ orderId: String(order['id']), amount: minor(250), currency: 'USD', number: 'RF-1', mark: 'SW-0123456789abcdef', known: [], others: [] });
  await web.close();
  await emulator.close();
  return { log: emulator.log, unasked: [...unasked] };
}

function violations(spec: OpenApi, entry: Logged): string[] {
  const operation = operationOf(spec, entry);
  if (!operation) return [`${entry.method} ${entry.path}: no such route`];
  const where = `${entry.method} ${entry.path}`;
  const answer = operation.responses[String(entry.status)]?.content?.['application/json'].schema;
  return [
    ...queryViolations(operation, entry).map((what) => `${where}: ${what}`),
    ...(entry.method === 'GET' ? [] : bodyViolations(spec, operation, entry)).map((what) => `${where} body: ${what}`),
    ...(answer === undefined ? [] : problems(spec, answer, entry.answer))
      .filter((what) => !serversOwn.has(what))
      .map((what) => `${where} answer: ${what}`),
  ];
}

function operationOf(spec: OpenApi, { method, path }: Logged): Operation | undefined {
  const parts = `/wc/v3/${path}`.split('/');
  const fits = (template: string) => {
    const names = template.split('/');
    return (
      names.length === parts.length &&
      names.every((name, index) => name === parts[index] || (name.startsWith('{') && /^\d+$/.test(parts[index] ?? '')))
    );
  };
  const exact = spec.paths[`/wc/v3/${path}`] ?? Object.entries(spec.paths).find(([template]) => fits(template))?.[1];
  return exact?.[method.toLowerCase()];
}

function queryViolations(operation: Operation, entry: Logged): string[] {
  const query = [...new URLSearchParams(entry.query)].filter(([name]) => !name.startsWith('oauth_') && name !== '_fields');
  const ajv = lenientAjv(true);
  return query.flatMap(([name, value]) => {
    const parameter = operation.parameters?.find((one) => one.in === 'query' && one.name === name);
    if (!parameter) return [`${name} is no parameter`];
    const schema = parameter.schema as { type?: string };
    const given = schema.type === 'array' ? value.split(',') : value;
    return ajv.validate({ type: 'object', properties: { value: parameter.schema } }, { value: given })
      ? []
      : [`${name}: ${ajv.errorsText()}`];
  });
}

/** Our own bodies must not hold a name the server does not know: it would be ignored without a word. */
function bodyViolations(spec: OpenApi, operation: Operation, entry: Logged): string[] {
  const schema = operation.requestBody?.content['application/json'].schema as { properties: object } | undefined;
  if (schema === undefined) return ['takes none'];
  const strict = { ...schema, additionalProperties: false };
  const body = JSON.parse(String(entry.body)) as { update?: unknown[] };
  if (!entry.path.endsWith('batch')) return problems(spec, strict, body);
  // The description gives a batch the fields of one item; each item also names its id.
  const item = { ...strict, properties: { ...schema.properties, id: { type: 'integer' } } };
  return (body.update ?? []).flatMap((one) => problems(spec, item, one));
}

function problems(spec: OpenApi, schema: AnySchema, value: unknown): string[] {
  const ajv = lenientAjv(false);
  const whole = { components: spec.components, ...(schema as object) };
  if (ajv.validate(whole, value)) return [];
  return (ajv.errors ?? []).map((error) => `${error.instancePath.replace(/\/\d+/g, '')} ${error.message ?? ''}`);
}

function lenientAjv(coerceTypes: boolean): Ajv {
  // The description is the server's own, with its marks (x-wp-…) and a few lists that name a value twice.
  return new Ajv({ strict: false, validateSchema: false, validateFormats: false, allErrors: true, coerceTypes });
}
