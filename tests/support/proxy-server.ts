import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';

export interface ProxyServer {
  /** `127.0.0.1:port`, as a system's settings name it. */
  host: string;
  /** What it was asked for: `CONNECT name:port` or `GET http://name/…`, and with which Proxy-Authorization. */
  asked: { what: string; password: string | undefined }[];
  close(): Promise<void>;
}

interface Setting {
  /** The name server of its own: it alone knows where these are. */
  names: Record<string, number>;
  /** Only with this Proxy-Authorization. */
  password?: string;
  /** Answers every question with this status. */
  answers?: number;
  /** Takes connections and never says a word. */
  silent?: boolean;
  /** Spoken with over TLS, with this certificate. */
  secure?: { cert: string; key: string };
}

/** A proxy for HTTP as companies have them: it hands plain requests on and opens tunnels, and looks names up itself. */
export async function startProxy({ names, password, answers, silent = false, secure }: Setting): Promise<ProxyServer> {
  const asked: ProxyServer['asked'] = [];
  const sockets = new Set<Socket>();

  function statusFor(what: string, asking: IncomingMessage, name: string): number {
    const given = asking.headers['proxy-authorization'];
    asked.push({ what, password: given });
    if (password !== undefined && given !== password) return 407;
    return answers ?? (names[name] === undefined ? 502 : 200);
  }

  function handOn(asking: IncomingMessage, response: ServerResponse): void {
    const url = new URL(asking.url ?? '');
    const status = statusFor(`${asking.method} ${url.origin}${url.pathname}`, asking, url.hostname);
    if (silent) return;
    if (status !== 200) return void response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>The proxy says no</h1>');
    const { 'proxy-authorization': _password, 'proxy-connection': _connection, ...headers } = asking.headers;
    const onward = request({ port: names[url.hostname], path: `${url.pathname}${url.search}`, method: asking.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    asking.pipe(onward);
  }

  function tunnel(asking: IncomingMessage, socket: Socket): void {
    const [name = ''] = (asking.url ?? '').split(/:\d+$/);
    const status = statusFor(`CONNECT ${asking.url}`, asking, name);
    if (silent) return;
    if (status !== 200) return void socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
    const onward = connect(names[name] ?? 0, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    sockets.add(onward);
    for (const [one, other] of [[socket, onward], [onward, socket]] as const) one.on('error', () => other.destroy());
  }

  const server = secure ? createSecureServer(secure, handOn) : createServer(handOn);
  server.on('connect', tunnel);
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    asked,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}
