import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
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
    sockets.handleUpgrade(request, stream, head, (socket) => void handler.upgrade(guarded(socket), { context: { session } }));
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
function guarded(socket: WebSocket): Pick<WebSocket, 'addEventListener' | 'send'> {
  socket.on('message', (data, isBinary) => { if (isBinary || !wellFormed(data.toString())) socket.close(1003); });
  return socket;
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
