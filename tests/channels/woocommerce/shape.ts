import { captures, type Json, recordedText } from './recorded.ts';

/**
 * The shape of JSON: types, keys that are always or sometimes there, and how texts look. Learned from the recorded answers, then
 * held against the emulator's, so that it cannot drift from the real server unnoticed.
 */
export interface Shape {
  seen: number;
  types: Set<string>;
  looks: Set<string>;
  fields: Map<string, Shape>;
  items: Shape | null;
}

export const blank = (): Shape => ({ seen: 0, types: new Set(), looks: new Set(), fields: new Map(), items: null });

function kept<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** The names in `params` and `details` of an error are those of the request: their values are one kind of row. */
const fieldsOf = (value: object): [key: string, field: unknown][] =>
  Object.entries(value).map(([key, field]: [string, unknown]) => [
    key,
    ['params', 'details'].includes(key) ? Object.values(field as object) : field,
  ]);

function lookOf(text: string): string {
  if (text === '') return 'empty';
  if (/^-?\d+\.\d{2}$/.test(text)) return 'money';
  if (/^-?\d+(\.\d+)?$/.test(text)) return 'number';
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text)) return 'time';
  return /^https?:\/\//.test(text) ? 'url' : 'text';
}

export function learn(shape: Shape, value: unknown): void {
  shape.seen += 1;
  shape.types.add(typeOf(value));
  if (typeof value === 'string') shape.looks.add(lookOf(value));
  if (typeof value === 'number') shape.looks.add(Number.isInteger(value) ? 'whole' : 'float');
  if (Array.isArray(value)) for (const item of value) learn((shape.items ??= blank()), item);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, field] of fieldsOf(value)) learn(kept(shape.fields, key, blank), field);
  }
}

/** Where a value departs from the shape, each as `path: what`. */
export function departures(shape: Shape, value: unknown, path = '$'): string[] {
  const type = typeOf(value);
  if (!shape.types.has(type)) return [`${path}: ${type}, recorded ${[...shape.types].join('|')}`];
  if (typeof value === 'string' && !shape.looks.has('text') && !shape.looks.has(lookOf(value))) {
    return [`${path}: "${value}" looks like ${lookOf(value)}, recorded ${[...shape.looks].join('|')}`];
  }
  if (typeof value === 'number' && !Number.isInteger(value) && !shape.looks.has('float'))
    return [`${path}: a fraction, recorded whole numbers`];
  if (Array.isArray(value)) {
    const { items } = shape;
    if (items === null) return value.length === 0 ? [] : [`${path}: rows, recorded none`];
    return value.flatMap((item) => departures(items, item, `${path}[]`));
  }
  return type === 'object' ? objectDepartures(shape, value as Json, path) : [];
}

function objectDepartures(shape: Shape, value: Json, path: string): string[] {
  const wholes = shape.types.has('object') && shape.types.size === 1;
  const missing = [...shape.fields].filter(([key, field]) => wholes && field.seen === shape.seen && !(key in value));
  const present = fieldsOf(value).flatMap(([key, field]) => {
    const known = shape.fields.get(key);
    return known ? departures(known, field, `${path}.${key}`) : [`${path}.${key}: never recorded`];
  });
  return [...missing.map(([key]) => `${path}.${key}: always recorded, missing here`), ...present];
}

/** What an answer is about, from its request; answers narrowed by `_fields` keep no fixed shape. */
export function topicOf(method: string, path: string, query: string, status: number): string | null {
  if (query.includes('_fields')) return null;
  if (status >= 400) return `error ${status}`;
  const route = path.replace(/\d+/g, 'N');
  const topics: Record<string, string> = {
    orders: method === 'POST' ? 'order' : 'orders',
    'orders/N': 'order',
    'orders/N/notes': method === 'POST' ? 'note' : 'notes',
    'orders/N/refunds': method === 'POST' ? 'refund' : 'refunds',
    'orders/N/refunds/N': 'refund',
    products: method === 'POST' ? 'product' : 'products',
    'products/N': 'product',
    'products/batch': 'products batch',
    'products/N/variations': 'variations',
    'products/N/variations/N': 'variation',
    'products/N/variations/batch': 'variations batch',
    'data/currencies/current': 'currency',
  };
  return topics[route] ?? null;
}

const listOf: Record<string, string> = {
  orders: 'order',
  notes: 'note',
  refunds: 'refund',
  products: 'product',
  variations: 'variation',
};
const batchOf: Record<string, string> = { 'products batch': 'product', 'variations batch': 'variation' };

/** Each row of an answer with the topic it belongs to: rows of lists and batches are what single answers are. */
function rowsOf(topic: string, body: unknown): [topic: string, row: unknown][] {
  const rowTopic = listOf[topic];
  if (rowTopic !== undefined && Array.isArray(body)) return body.map((row) => [rowTopic, row]);
  const batchTopic = batchOf[topic];
  if (batchTopic === undefined) return [[topic, body]];
  const rows = Object.values(body as Record<string, Json[]>).flat();
  return rows.map((row) => ['error' in row ? 'batch error' : batchTopic, row]);
}

/** One shape per topic. Headers likewise, by name. */
export function recordedShapes(): { bodies: Map<string, Shape>; headers: Map<string, Set<string>> } {
  const bodies = new Map<string, Shape>();
  const headers = new Map<string, Set<string>>();
  for (const { file, request, response } of captures) {
    const [path = '', query = ''] = request.path.replace('/wp-json/wc/v3/', '').split('?');
    const topic = topicOf(request.method, path, query, response.status);
    if (topic === null) continue;
    const names = kept(headers, topic, () => new Set<string>());
    for (const name of Object.keys(response.headers)) names.add(name.toLowerCase());
    for (const [rowTopic, row] of rowsOf(topic, JSON.parse(recordedText(file)))) learn(kept(bodies, rowTopic, blank), row);
  }
  return { bodies, headers };
}

/** Where an emulated answer departs from everything recorded about its topic. */
export function answerDepartures(shapes: ReturnType<typeof recordedShapes>, topic: string, body: unknown): string[] {
  return rowsOf(topic, body).flatMap(([rowTopic, row]) => {
    const shape = shapes.bodies.get(rowTopic);
    return shape ? departures(shape, row) : [`${rowTopic}: never recorded`];
  });
}
