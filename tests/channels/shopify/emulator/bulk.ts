import { defaultFieldResolver, execute, getNamedType, getNullableType, type GraphQLCompositeType, GraphQLError, type GraphQLFieldResolver, GraphQLObjectType, type GraphQLSchema, isCompositeType, isListType, Kind, parse, type SelectionSetNode, validate } from 'graphql';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gid, time } from './graph.ts';
import { type Store, takeId } from './store.ts';

/** An operation of the store's: what was asked, and the file that comes of it. Plain, so that the store can be kept. */
export interface BulkRun {
  id: number;
  query: string;
  at: number;
  until: number;
  fate: string;
  errorCode: string | null;
  file: string;
  roots: number;
  objects: number;
}

/** What happens where the file lies: the connection ends in the middle, every byte after the first so many is gone, nobody is there. */
export type FileTrouble = { kind: 'cut' } | { kind: 'short'; bytes: number } | { kind: 'gone' | 'broken' | 'elsewhere' | 'forbidden' };

/** Where files lie: a server of its own, as with Shopify. */
export interface Storage {
  url: string;
  /** What it was asked, in order. */
  asked: { path: string; headers: IncomingHttpHeaders }[];
  plan(trouble: FileTrouble, times?: number): void;
  /** Whether it answers a part where a part is asked for. */
  knowsParts: boolean;
  close(): Promise<void>;
}

const week = 7 * 24 * 60 * 60_000;

const stateOf = (run: BulkRun, now: number): string => {
  if (now < run.until) return run.fate === 'CANCELED' || now > run.at ? (run.fate === 'CANCELED' ? run.fate : 'RUNNING') : 'CREATED';
  return run.fate === 'COMPLETED' && now >= run.until + week ? 'EXPIRED' : run.fate;
};

export function bulkNode(store: Store, run: BulkRun): object {
  const now = store.now();
  const status = stateOf(run, now);
  const share = run.until <= run.at ? 1 : Math.min(1, (now - run.at) / (run.until - run.at));
  const isWhole = status === 'COMPLETED' && run.file !== '';
  const address = `${store.bulk.storage}/bulk/${run.id}.jsonl?Expires=${run.until + week}&Signature=${'5'.repeat(40)}`;
  return {
    id: gid('BulkOperation', run.id),
    status,
    type: 'QUERY',
    errorCode: status === 'FAILED' ? run.errorCode : null,
    createdAt: time(run.at),
    completedAt: status === 'COMPLETED' ? time(run.until) : null,
    objectCount: String(Math.floor(run.objects * share)),
    rootObjectCount: String(Math.floor(run.roots * share)),
    fileSize: isWhole ? String(Buffer.byteLength(run.file)) : null,
    url: isWhole ? address : null,
    partialDataUrl: status === 'FAILED' && run.file !== '' ? address : null,
    query: run.query,
  };
}

/** As many at once as an app may have since 2026-01. */
const mostAtOnce = 5;

export async function runBulk(schema: GraphQLSchema, store: Store, root: object, { query, groupObjects }: { query: string; groupObjects: boolean }): Promise<object> {
  if (!store.bulk.allowed) throw new GraphQLError('Access denied for bulkOperationRunQuery field.', { extensions: { code: 'ACCESS_DENIED' } });
  const refused = (messages: string[], code = 'INVALID') => ({ bulkOperation: null, userErrors: messages.map((message) => ({ field: code === 'INVALID' ? ['query'] : null, message, code })) });
  const wrong = faultsIn(schema, query);
  if (wrong.length > 0) return refused(wrong);
  const running = store.bulk.runs.filter((run) => ['CREATED', 'RUNNING'].includes(stateOf(run, store.now())));
  if (running.length >= mostAtOnce) return refused([`A bulk query operation for this app and shop is already in progress: ${running.map(({ id }) => gid('BulkOperation', id)).join(', ')}.`], 'OPERATION_IN_PROGRESS');
  const at = store.now();
  const { takesMs, fate, errorCode } = store.bulk;
  const result = await execute({ schema, document: parse(query), rootValue: root, fieldResolver: unlimited });
  if (result.errors) throw result.errors[0];
  const [connection] = Object.values(result.data ?? {}) as [Connection];
  const blocks = connection.edges.map(({ node }) => linesOf(node));
  // Not grouped, what is nested stands somewhere below.
  const lines = groupObjects ? blocks.flat() : [...blocks.map(([head]) => head), ...blocks.flatMap(([, ...rest]) => rest)];
  const run: BulkRun = { id: takeId(store), query, at, until: at + takesMs, fate, errorCode, file: lines.map((line) => `${JSON.stringify(line)}\n`).join(''), roots: blocks.length, objects: lines.length };
  store.bulk.runs.push(run);
  return { bulkOperation: bulkNode(store, run), userErrors: [] };
}

export function cancelBulk(store: Store, { id }: { id: string }): object {
  const run = store.bulk.runs.find((one) => gid('BulkOperation', one.id) === id);
  if (!run) return { bulkOperation: null, userErrors: [{ field: ['id'], message: 'Bulk operation does not exist' }] };
  if (store.now() < run.until) run.fate = 'CANCELED';
  return { bulkOperation: bulkNode(store, run), userErrors: [] };
}

/** However many were asked for, all come. */
const unlimited: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) =>
  defaultFieldResolver(source, getNamedType(info.returnType).name.endsWith('Connection') ? { ...args, first: Infinity } : args, context, info);

interface Connection {
  edges: { node: Record<string, unknown> }[];
}

const isConnection = (value: unknown): value is Connection => typeof value === 'object' && value !== null && 'edges' in value;

/** A node without its lists, then their nodes, each below its parent. */
function linesOf(node: Record<string, unknown>, parentId?: unknown): Record<string, unknown>[] {
  const entries = Object.entries(node);
  const own = Object.fromEntries(entries.filter(([, value]) => !isConnection(value)));
  const nested = entries.flatMap(([, value]) => (isConnection(value) ? value.edges.flatMap((edge) => linesOf(edge.node, node['id'])) : []));
  return [{ ...own, ...(parentId !== undefined && { __parentId: parentId }) }, ...nested];
}

/** What Shopify takes for no bulk query, in its words. */
function faultsIn(schema: GraphQLSchema, query: string): string[] {
  const document = parse(query);
  const wrong = validate(schema, document).map(({ message }) => message);
  const [definition] = document.definitions;
  const type = schema.getQueryType();
  if (wrong.length > 0 || definition?.kind !== Kind.OPERATION_DEFINITION || !type) return wrong.length > 0 ? wrong : ['Invalid bulk query'];
  const seen = { connections: 0, depth: 0, nodes: [] as string[], withoutId: [] as string[], inLists: false };
  const walk = (set: SelectionSetNode, parent: GraphQLCompositeType, at: { depth: number; inList: boolean; node: SelectionSetNode | null; name: string }): void => {
    for (const selection of set.selections) {
      if (selection.kind !== Kind.FIELD || !selection.selectionSet || !(parent instanceof GraphQLObjectType)) continue;
      const field = parent.getFields()[selection.name.value];
      const inner = field && getNamedType(field.type);
      if (!inner || !isCompositeType(inner)) continue;
      if (!inner.name.endsWith('Connection')) {
        const isList = isListType(getNullableType(field.type)) && !parent.name.endsWith('Connection');
        walk(selection.selectionSet, inner, { ...at, inList: at.inList || isList, ...(selection.name.value === 'node' && { node: selection.selectionSet }) });
        continue;
      }
      seen.connections += 1;
      seen.depth = Math.max(seen.depth, at.depth);
      seen.inLists ||= at.inList;
      if (selection.selectionSet.selections.some((one) => one.kind === Kind.FIELD && one.name.value === 'nodes')) seen.nodes.push(selection.name.value);
      if (at.node?.selections.every((one) => one.kind !== Kind.FIELD || one.name.value !== 'id')) seen.withoutId.push(at.name);
      walk(selection.selectionSet, inner, { depth: at.depth + 1, inList: at.inList, node: null, name: selection.name.value });
    }
  };
  walk(definition.selectionSet, type, { depth: 0, inList: false, node: null, name: '' });
  return [
    seen.nodes.length > 0 && `All connection fields in a bulk query must select their contents using 'edges' > 'node'. Selecting via 'nodes' is not supported. Invalid connection fields: '${seen.nodes.join("', '")}'.`,
    seen.depth > 2 && 'Bulk queries cannot contain connections with a nesting depth greater than 2.',
    seen.connections > 5 && 'Bulk queries cannot contain more than 5 connections.',
    seen.withoutId.length > 0 && `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${seen.withoutId.join(', ')}.`,
    seen.inLists && 'Queries that contain a connection field within a list field are not currently supported.',
    seen.connections === 0 && 'Bulk queries must contain at least one connection.',
  ].filter((message) => message !== false);
}

export async function startStorage(store: () => Store): Promise<Storage> {
  const planned: { trouble: FileTrouble; times: number }[] = [];
  const asked: Storage['asked'] = [];
  const sockets = new Set<Socket>();
  const storage: Storage = { url: '', asked, knowsParts: true, plan: (trouble, times = 1) => void planned.push({ trouble, times }), close: async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((closed) => server.close(closed));
  } };
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers });
    const next = planned.find(({ times }) => times > 0);
    if (next) next.times -= 1;
    answer(store(), request, response, { trouble: next?.trouble, knowsParts: storage.knowsParts });
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  storage.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return storage;
}

function answer(store: Store, request: IncomingMessage, response: ServerResponse, { trouble, knowsParts }: { trouble: FileTrouble | undefined; knowsParts: boolean }): void {
  const url = new URL(request.url ?? '', 'http://storage');
  const run = store.bulk.runs.find(({ id }) => url.pathname === `/bulk/${id}.jsonl`);
  const refuse = (status: number, code: string) => void response.writeHead(status, { 'Content-Type': 'application/xml' }).end(`<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code></Error>`);
  if (trouble?.kind === 'gone') return void response.socket?.destroy();
  if (trouble?.kind === 'broken') return refuse(503, 'ServiceUnavailable');
  if (trouble?.kind === 'elsewhere') return void response.writeHead(302, { location: `${store.bulk.storage}/inside` }).end();
  if (!run || run.file === '') return refuse(404, 'NoSuchKey');
  if (trouble?.kind === 'forbidden' || Number(url.searchParams.get('Expires')) <= store.now()) return refuse(400, 'ExpiredToken');
  const whole = Buffer.from(run.file);
  const file = trouble?.kind === 'short' ? whole.subarray(0, trouble.bytes) : whole;
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  if (knowsParts && first !== undefined && Number(first) >= file.byteLength) return refuse(416, 'InvalidRange');
  const part = knowsParts && first !== undefined ? file.subarray(Number(first), Number(last) + 1) : file;
  const range = knowsParts && first !== undefined ? { 'Content-Range': `bytes ${first}-${Number(first) + part.byteLength - 1}/${file.byteLength}` } : {};
  response.writeHead(range['Content-Range'] === undefined ? 200 : 206, { 'Content-Type': 'application/jsonl', 'Content-Length': part.byteLength, ...range });
  if (trouble?.kind !== 'cut') return void response.end(part);
  response.write(part.subarray(0, part.byteLength / 2), () => response.socket?.destroy());
}
