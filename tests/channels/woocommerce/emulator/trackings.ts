import { createHash } from 'node:crypto';
import type { Json } from '../recorded.ts';
import { type Answered, type Asked, created, found, narrowed, WpError } from './answer.ts';
import { type Store, takeId } from './store.ts';

/** A plugin that keeps tracking numbers: WooCommerce Shipment Tracking, or Advanced Shipment Tracking. */
export type TrackingPlugin = 'shipmentTracking' | 'advanced';

const core = ['oembed/1.0', 'wc/v1', 'wc/v2', 'wc/v3', 'wc-admin', 'wc-analytics', 'wc/store', 'wc/store/v1', 'wp/v2', 'wp-site-health/v1'];
/** Advanced Shipment Tracking answers to the other's name as well. */
const namespaces: Record<TrackingPlugin, readonly string[]> = { shipmentTracking: ['wc-shipment-tracking/v3'], advanced: ['wc-ast/v3', 'wc-shipment-tracking/v3'] };

/** Carriers both know, with their links. */
const carriers: Record<string, Record<string, string>> = {
  Global: { 'DHL Express': 'https://www.dhl.example/track?no=%1$s' },
  'United States': { UPS: 'https://www.ups.example/track?no=%1$s', USPS: 'https://tools.usps.example/go/%1$s' },
};

/** WordPress' own index is for everybody; a name and password it does not know are refused even there. */
export function indexRoute(asked: Asked, store: Store): Answered {
  if (asked.headers.authorization !== undefined) throw new WpError(401, 'invalid_username', 'Unknown username. Check again or try your email address.');
  const plugins = store.tracking === null ? [] : namespaces[store.tracking];
  return found(narrowed({ name: 'A shop', description: '', url: asked.origin, namespaces: [...core, ...plugins], routes: {} }, asked), 'GET');
}

const noRoute = () => new WpError(404, 'rest_no_route', 'No route was found matching the URL and request method.');

/** Routes of the plugin that is there, as its REST controller answers. Nothing is idempotent. */
export function trackingsRoute(asked: Asked, store: Store): Answered {
  const plugin = store.tracking;
  const namespace = plugin === null ? undefined : namespaces[plugin].find((one) => asked.path.startsWith(`/${one}/`));
  if (plugin === null || namespace === undefined) throw noRoute();
  const rest = asked.path.slice(namespace.length + 2);
  if (plugin === 'shipmentTracking' && rest === 'shipment-trackings/providers') return found(carriers, 'GET');
  const orderId = Number(/^orders\/(\d+)\/shipment-trackings$/.exec(rest)?.[1] ?? Number.NaN);
  if (Number.isNaN(orderId)) throw noRoute();
  if (asked.method === 'GET') {
    if (!store.orders.has(orderId)) throw invalidOrder();
    return found((store.trackings.get(orderId) ?? []).map((item) => shown(item, { asked, namespace, orderId })), 'GET, POST');
  }
  const said = asked.body as Partial<Record<'tracking_number' | 'tracking_provider' | 'custom_tracking_provider' | 'custom_tracking_link', string>>;
  if (said.tracking_number === undefined) throw new WpError(400, 'rest_missing_callback_param', 'Missing parameter(s): tracking_number', { status: 400, params: ['tracking_number'] });
  if (!store.orders.has(orderId)) throw invalidOrder();
  // It says so of letters, too, that are none of ASCII's.
  if (plugin === 'advanced' && /[^a-z0-9\- ]/i.test(said.tracking_number)) throw new WpError(404, 'woocommerce_rest_order_invalid_id', 'Special character not allowd in tracking number');
  const item = itemOf(said, plugin, store);
  store.trackings.set(orderId, [...(store.trackings.get(orderId) ?? []), item]);
  // `sprintf` of a link that is not there breaks PHP off, when the number is stored already.
  if (plugin === 'shipmentTracking' && item['custom'] !== '' && said.custom_tracking_link === undefined) throw new WpError(500, 'internal_server_error', '<p>There has been a critical error on this website.</p>');
  return created(shown(item, { asked, namespace, orderId }), `${asked.origin}/wp-json/${namespace}/orders/${orderId}/shipment-trackings/0`);
}

const invalidOrder = () => new WpError(404, 'woocommerce_rest_order_invalid_id', 'Invalid order ID.');

function itemOf(said: { tracking_number?: string; tracking_provider?: string; custom_tracking_provider?: string; custom_tracking_link?: string }, plugin: TrackingPlugin, store: Store): Json {
  const custom = said.custom_tracking_provider ?? '';
  const name = custom !== '' && plugin === 'advanced' ? custom : (said.tracking_provider ?? '');
  const [provider, link] = Object.values(carriers).flatMap((country) => Object.entries(country)).find(([one]) => slug(one) === slug(name)) ?? ['', ''];
  const number = said.tracking_number ?? '';
  const own = plugin === 'shipmentTracking' ? custom : '';
  return {
    id: createHash('md5').update(`${name}-${number}${takeId(store)}`).digest('hex'),
    custom: own,
    provider: own === '' ? provider : own,
    link: (own === '' ? link : (said.custom_tracking_link ?? '')).replace('%1$s', number),
    number,
    shipped: new Date(store.now()).toISOString().slice(0, 10),
  };
}

const slug = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

function shown(item: Json, { asked, namespace, orderId }: { asked: Asked; namespace: string; orderId: number }): Json {
  const at = (path: string) => [{ href: `${asked.origin}/wp-json/${namespace}/orders/${orderId}${path}` }];
  return {
    tracking_id: item['id'],
    tracking_provider: item['provider'],
    tracking_link: item['link'],
    tracking_number: item['number'],
    date_shipped: item['shipped'],
    _links: { self: at(`/shipment-trackings/${String(item['id'])}`), collection: at('/shipment-trackings'), up: at('') },
  };
}
