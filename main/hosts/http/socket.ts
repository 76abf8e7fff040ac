import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/websocket';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Door } from '../../app/door.ts';
import type { Log } from '../../platform/log.ts';
import { type CallContext, withKey, wireRouter } from '../rpc.ts';
import { wellFormed } from '../well-formed.ts';
import type { BrowserSessions } from './browser-sessions.ts';

/** A page's own messages; an import's slices are the longest. */
const longestMessage = 16 * 1024 * 1024;
const heartbeatMs = 30_000;
const bearerPrefix = 'bearer.';

/** Offered next to the bearer and the one the server agrees to, so that the bearer is never sent back. */
export const protocolName = 'shopwright';

/**
 * The page's socket, at /socket. The bearer comes as a second subprotocol: not in the URL, where logs would keep it, and before
 * the first message, so that nobody unknown can make us buffer one.
 */
export function serveSockets(server: Server, options: { door: Door; log: Log; sessions: BrowserSessions; admits: (request: IncomingMessage) => boolean }) {
  const { door, log, sessions, admits } = options;
  const handler = new RPCHandler<CallContext>(wireRouter(door, log), withKey);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: longestMessage, handleProtocols: () => protocolName });
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const session = request.url === '/socket' && request.headers.origin !== undefined && admits(request) ? sessions.sessionOf(bearerOf(request)) : undefined;
    if (!session) {
      stream.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      // Only `send` is used, which is a browser socket's; the types of the two differ in their events.
      const peer = socket as unknown as Parameters<typeof handler.close>[0];
      listen(socket, (text) => handler.message(peer, text, { context: { session } }), log);
      socket.on('close', () => handler.close(peer));
    });
  });
  const heartbeat = keepAlive(sockets);
  return {
    close: () => {
      clearInterval(heartbeat);
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function bearerOf(request: IncomingMessage): string {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  return offered.find((name) => name.startsWith(bearerPrefix))?.slice(bearerPrefix.length) ?? '';
}

/** The handler sees only messages it can read; a page that sends anything else is not ours. */
function listen(socket: WebSocket, take: (text: string) => Promise<void>, log: Log): void {
  socket.on('message', (data, isBinary) => {
    // ws hands over one Buffer unless it is told otherwise.
    const text = Buffer.isBuffer(data) ? data.toString() : '';
    if (isBinary || !wellFormed(text)) return socket.close(1003);
    take(text).catch((error: unknown) => log.error('socket', error));
  });
}

/** A laptop that slept leaves sockets that look open: one that does not answer a ping is gone. */
function keepAlive(sockets: WebSocketServer): NodeJS.Timeout {
  const answered = new WeakSet<WebSocket>();
  sockets.on('connection', (socket: WebSocket) => socket.on('pong', () => answered.add(socket)));
  const asked = new WeakSet<WebSocket>();
  return setInterval(() => {
    for (const socket of sockets.clients) {
      if (asked.has(socket) && !answered.has(socket)) socket.terminate();
      asked.add(socket);
      answered.delete(socket);
      socket.ping();
    }
  }, heartbeatMs).unref();
}
