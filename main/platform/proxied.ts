import { type buildConnector, type Dispatcher, Pool, ProxyAgent } from 'undici';
import { checkedCertificate, unchecked } from './certificate-check.ts';
import { Fault } from './fault.ts';

/**
 * Sends requests through a proxy: to a shop over https by a tunnel (CONNECT), inside of which its certificate is checked as
 * without one; over plain http handed on.
 */
export function throughProxy(proxy: URL, certificate: string, patienceMs: number): Dispatcher {
  return new ProxyAgent({
    uri: proxy.href,
    requestTls: unchecked,
    proxyTls: { allowH2: false },
    clientFactory: (origin, options) => new Tunnels(origin, options, { proxy, patienceMs }),
    factory: (origin, options) => {
      // ProxyAgent gives the connector it made: to the proxy itself, by its address, or through the tunnel.
      const { connect, ...others } = options as { connect: buildConnector.connector };
      const isProxy = String(origin) === proxy.href;
      return new Pool(origin, { ...others, connect: isProxy ? blaming(proxy, connect) : checkedCertificate(connect, certificate) });
    },
  });
}

/** The connections to a proxy that become tunnels. */
class Tunnels extends Pool {
  readonly #proxy: URL;
  readonly #patienceMs: number;

  constructor(origin: URL, options: Pool.Options, { proxy, patienceMs }: { proxy: URL; patienceMs: number }) {
    super(origin, options);
    this.#proxy = proxy;
    this.#patienceMs = patienceMs;
  }

  /** @throws Fault */
  override async connect(options: Parameters<Pool['connect']>[0]): Promise<Dispatcher.ConnectData> {
    const answer = await super.connect({ ...options, signal: AbortSignal.timeout(this.#patienceMs) }).catch((error: unknown) => {
      throw unreachable(this.#proxy, error);
    });
    if (answer.statusCode === 200) return answer;
    // What it still sends is of no use, nor is how it ends.
    answer.socket.on('error', () => undefined).destroy();
    throw tunnelRefused(this.#proxy, options.path, answer.statusCode);
  }
}

const blaming =
  (proxy: URL, connect: buildConnector.connector): buildConnector.connector =>
  (options, callback) =>
    connect(options, (...[error, socket]) => (error ? callback(unreachable(proxy, error), null) : callback(null, socket)));

function unreachable({ host }: URL, error: unknown): Fault {
  const why = error instanceof Error ? ('code' in error && typeof error.code === 'string' ? error.code : error.name) : '';
  return new Fault('proxyUnreachable', { retry: 'later', says: `The proxy at ${host} does not answer (${why}).` });
}

/** A proxy answers 5xx where it does not reach the shop itself (RFC 9110 §15.6). */
function tunnelRefused(proxy: URL, shop: string, status: number): Fault {
  if (status === 407) return wantsPassword(proxy);
  if (status >= 500) return new Fault('unreachable', { retry: 'later', status, says: `The proxy at ${proxy.host} does not reach ${shop}: ${status}.` });
  return new Fault('proxyRefused', { retry: 'never', status, says: `The proxy at ${proxy.host} lets nobody through to ${shop}: ${status}.` });
}

export const wantsPassword = ({ host }: URL): Fault =>
  new Fault('proxyUnauthorised', { retry: 'never', status: 407, says: `The proxy at ${host} wants another name and password: 407.` });

/** Whether a request that was handed on failed because the proxy wants a password; undici says it in words only. */
export const isPasswordWanted = (error: Error): boolean => error.message.startsWith('Proxy Authentication Required (407)');
