import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Door } from '../../app/door.ts';
import type { Log } from '../../platform/log.ts';
import type { Pages } from '../pages.ts';
import { newNonce, securityHeaders } from '../security-headers.ts';
import { answerJson, readJson } from './answers.ts';
import { BrowserSessions } from './browser-sessions.ts';
import { turnAway } from './guard.ts';
import { type FindToken, serveRest } from './rest.ts';
import { limits, listenOn, mostConnections, servePage } from './serving.ts';
import { serveSockets } from './socket.ts';

export interface HttpOptions {
  door: Door;
  log: Log;
  pages: Pages;
  /** 0 takes any free port. */
  port: number;
  findToken: FindToken;
}

export interface HttpHost {
  readonly port: number;
  /** An address that lets one browser in, once. */
  launchUrl(): string;
  close(): Promise<void>;
}

/** Only this machine: other devices need the owner's consent and TLS, which is another door (phone-server.ts). */
const address = '127.0.0.1';

type Handle = (request: http.IncomingMessage, response: http.ServerResponse) => Promise<void>;

/** Serves the shop to browsers on this machine. @throws Refusal `port.inUse` */
export async function serveHttp(options: HttpOptions): Promise<HttpHost> {
  const { door, log, pages } = options;
  const sessions = new BrowserSessions(() => door.session('app'));
  const rest = serveRest(door, log, options.findToken);
  const handle: Handle = async (request, response) => {
    const port = portOf(server);
    const nonce = newNonce();
    response.setHeaders(new Map(Object.entries(securityHeaders(nonce, `ws://${request.headers.host?.startsWith('localhost') ? 'localhost' : address}:${port}`))));
    const away = turnAway({ method: request.method ?? '', headers: request.headers }, port);
    if (away) return answerJson(response, away.status, { code: away.code });
    if (request.url?.startsWith('/api/')) return rest(request, response);
    if (request.method === 'POST' && request.url === '/session') return admit(sessions, request, response);
    return servePage(pages, nonce, request, response);
  };
  const server = http.createServer(limits, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      log.error('http', error);
      if (response.headersSent) response.destroy();
      else answerJson(response, 500, { code: 'bug' });
    });
  });
  server.maxConnections = mostConnections;
  const sockets = serveSockets(server, { door, log, sessions, admits: (request) => !turnAway({ method: 'GET', headers: request.headers }, portOf(server)) });
  await listenOn(server, options.port, address);
  return {
    port: portOf(server),
    launchUrl: () => `http://${address}:${portOf(server)}/#${sessions.launchCode()}`,
    close: () => {
      sockets.close();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const portOf = (server: http.Server): number => (server.address() as AddressInfo).port;

/** Exchanges a launch code for a bearer. */
async function admit(sessions: BrowserSessions, request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const body = await readJson(request);
  const code = typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' ? body.code : '';
  const admitted = await sessions.exchange(code);
  if (admitted) answerJson(response, 200, admitted);
  else answerJson(response, 401, { code: 'launchCode' });
}
