import type http from 'node:http';
import type net from 'node:net';
import { Refusal } from '../../../shared/refusal/refusal.ts';
import { findPage, type Pages, withNonce } from '../pages.ts';
import { answerJson } from './answers.ts';

/** A request that trickles in is given up; a page of ours sends its few hundred bytes at once. */
export const limits = { headersTimeout: 5_000, requestTimeout: 20_000, keepAliveTimeout: 5_000, connectionsCheckingInterval: 1_000, maxHeaderSize: 16 * 1024 };
export const mostConnections = 64;

/** @throws Refusal `port.inUse` */
export function listenOn(server: net.Server, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new Refusal('port.inUse', { port }) : error));
    server.listen(port, address, resolve);
  });
}

/** A file of the built page by its exact name; nothing else is there. */
export async function servePage(pages: Pages, nonce: string, request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const page = request.method === 'GET' || request.method === 'HEAD' ? findPage(pages, request.url ?? '') : undefined;
  if (!page) return answerJson(response, 404, { code: 'unknown' });
  const body = withNonce(page, nonce);
  response.writeHead(200, {
    'content-type': page.type,
    'content-length': body.byteLength,
    'cache-control': page.immutable ? 'public, max-age=31536000, immutable' : 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
