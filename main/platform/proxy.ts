import { isIP } from 'node:net';
import { Fault } from './fault.ts';

/** The proxy on the way to an address, with the name and password it wants; null where the way is straight. @throws Fault proxyUnusable */
export type FindProxy = (url: URL) => Promise<URL | null>;

/**
 * What the environment says, by the names other programs read: `http_proxy`, `https_proxy` (else as the first), `no_proxy`, each
 * in small letters or capitals. Undefined where it names no proxy.
 */
export function proxyOfEnvironment(environment: Readonly<Record<string, string | undefined>>): FindProxy | undefined {
  const said = (name: string): string => environment[name] ?? environment[name.toUpperCase()] ?? '';
  const forHttp = said('http_proxy');
  const forHttps = said('https_proxy') || forHttp;
  if (forHttp === '' && forHttps === '') return undefined;
  const passedBy = said('no_proxy').split(/[\s,]+/).filter((entry) => entry !== '');
  return async (url) => {
    const address = url.protocol === 'https:' ? forHttps : forHttp;
    return address === '' || passedBy.some((entry) => isMeant(entry, url)) ? null : proxyAt(address);
  };
}

/** Whether an entry of `no_proxy` means this address: `*`, or a name or address with all names below it, and only its port where it says one. */
function isMeant(entry: string, url: URL): boolean {
  const [, host = '', port] = isIP(entry) === 6 ? ['', entry] : (/^(.*?)(?::(\d+))?$/.exec(entry) ?? []);
  if (port !== undefined && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) return false;
  const meant = plainHost(host.replace(/^\*?\./, ''));
  const asked = plainHost(url.hostname);
  return host === '*' || asked === meant || asked.endsWith(`.${meant}`);
}

const plainHost = (host: string): string => host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '').toLowerCase();

/** What Chromium says of an address: ways in the order in which they may be tried. The first is taken. @throws Fault proxyUnusable */
export function proxyOfSystem(ways: string): URL | null {
  const [way = '', address = ''] = (ways.split(';')[0] ?? '').trim().split(/\s+/);
  if (way === 'DIRECT' || way === '') return null;
  return proxyAt(`${schemes[way] ?? way.toLowerCase()}://${address}`);
}

const schemes: Readonly<Record<string, string>> = { PROXY: 'http', HTTPS: 'https' };

/** A proxy as people write it, with or without its scheme. The words of the fault leave out what may be a password. */
function proxyAt(address: string): URL {
  const written = address.includes('://') ? address : `http://${address}`;
  const url = URL.parse(written);
  if (url && ['http:', 'https:'].includes(url.protocol)) return url;
  const [scheme] = written.split('://');
  throw new Fault('proxyUnusable', { retry: 'never', says: `This computer sends requests through a proxy that is none for HTTP (${scheme}).` });
}
