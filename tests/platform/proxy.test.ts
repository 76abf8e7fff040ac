import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import tls from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { Fault, type FaultData } from '../../main/platform/fault.ts';
import { type FindProxy, proxyOfEnvironment, proxyOfSystem } from '../../main/platform/proxy.ts';
import { openWeb, type Web, type WebRequest } from '../../main/platform/web.ts';
import { type ProxyServer, startProxy } from '../support/proxy-server.ts';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(cleanUp.splice(0).map((close) => close()));
});

describe('which proxy leads there', () => {
  const way = async (environment: Record<string, string>, url: string) => (await proxyOfEnvironment(environment)?.(new URL(url)))?.href ?? null;

  test('an environment that names none has nothing to say, so the system is asked', () => {
    expect(proxyOfEnvironment({})).toBeUndefined();
    expect(proxyOfEnvironment({ HTTPS_PROXY: '', NO_PROXY: '*' })).toBeUndefined();
  });

  test.each([
    ['the one for https', { HTTPS_PROXY: 'http://one:3128', HTTP_PROXY: 'http://two:3128' }, 'https://shop.example', 'http://one:3128/'],
    ['the one for http', { HTTPS_PROXY: 'http://one:3128', HTTP_PROXY: 'http://two:3128' }, 'http://shop.example', 'http://two:3128/'],
    ['the one for http, where none is named for https', { HTTP_PROXY: 'http://two:3128' }, 'https://shop.example', 'http://two:3128/'],
    ['none, where only https has one', { HTTPS_PROXY: 'http://one:3128' }, 'http://shop.example', null],
    ['small letters before capitals', { https_proxy: 'http://small:1', HTTPS_PROXY: 'http://large:1' }, 'https://shop.example', 'http://small:1/'],
    ['one without its scheme', { HTTPS_PROXY: '127.0.0.1:7890' }, 'https://shop.example', 'http://127.0.0.1:7890/'],
    ['one with name and password', { HTTPS_PROXY: 'https://me:p%40ss@one:8443' }, 'https://shop.example', 'https://me:p%40ss@one:8443/'],
  ] as const)('%s', async (_name, environment, url, expected) => {
    expect(await way(environment, url)).toBe(expected);
  });

  test.each([
    ['shop.example', 'https://shop.example', true],
    ['SHOP.example.', 'https://shop.example', true],
    ['shop.example', 'https://eu.shop.example', true],
    ['.shop.example', 'https://shop.example', true],
    ['*.shop.example', 'https://eu.shop.example', true],
    ['shop.example', 'https://myshop.example', false],
    ['other.example, shop.example', 'https://shop.example', true],
    ['other.example shop.example', 'https://shop.example', true],
    ['shop.example:443', 'https://shop.example', true],
    ['shop.example:80', 'https://shop.example', false],
    ['shop.example:8443', 'https://shop.example:8443', true],
    ['2001:db8::7', 'https://[2001:db8::7]/', true],
    ['[2001:db8::7]:443', 'https://[2001:db8::7]/', true],
    ['*', 'https://shop.example', true],
    ['', 'https://shop.example', false],
  ])('NO_PROXY=%j, asked for %s: straight there is %s', async (list, url, straight) => {
    expect((await way({ HTTPS_PROXY: 'http://one:3128', NO_PROXY: list }, url)) === null).toBe(straight);
  });

  test.each([
    ['DIRECT', null],
    ['', null],
    ['PROXY proxy.example:3128', 'http://proxy.example:3128/'],
    ['PROXY proxy.example:3128; SOCKS5 other.example:1080; DIRECT', 'http://proxy.example:3128/'],
    ['HTTPS proxy.example:8443;DIRECT', 'https://proxy.example:8443/'],
  ])('the system says %j', (ways, expected) => {
    expect(proxyOfSystem(ways)?.href ?? null).toBe(expected);
  });

  test('SOCKS is refused with words that hold no password, also where the straight way comes after it', async () => {
    const unusable = (says: string) => expect.objectContaining({ code: 'proxyUnusable', details: { retry: 'never', says: `This computer sends requests through a proxy that is none for HTTP (${says}).` } }) as Error;
    expect(() => proxyOfSystem('SOCKS5 proxy.example:1080; DIRECT')).toThrow(unusable('socks5'));
    await expect(way({ HTTPS_PROXY: 'socks5h://me:secret@proxy.example:1080' }, 'https://shop.example')).rejects.toThrow(unusable('socks5h'));
    await expect(way({ HTTPS_PROXY: 'http://me:secret@:nowhere' }, 'https://shop.example')).rejects.toThrow(unusable('http'));
  });
});

describe('a shop behind a proxy', () => {
  const cert = readFileSync(new URL('./shop-certificate.pem', import.meta.url), 'utf8');
  const key = readFileSync(new URL('./shop-key.pem', import.meta.url), 'utf8');
  const fingerprint = new X509Certificate(cert).fingerprint256;

  /** A shop that says what it was asked, and keeps it. */
  async function shop(secure: boolean): Promise<{ port: number; heard: IncomingMessage[] }> {
    const heard: IncomingMessage[] = [];
    const answer: RequestListener = (request, response) => {
      heard.push(request);
      response.end(`${request.method} ${request.url}`);
    };
    const server: Server = secure ? createSecureServer({ cert, key }, answer) : createServer(answer);
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    cleanUp.push(() => new Promise((resolve) => { server.close(resolve); }));
    return { port: (server.address() as AddressInfo).port, heard };
  }

  async function proxy(setting: Parameters<typeof startProxy>[0]): Promise<ProxyServer> {
    const made = await startProxy(setting);
    cleanUp.unshift(() => made.close());
    return made;
  }

  /** Every name this machine looked up itself. */
  const lookedUp: string[] = [];
  afterEach(() => void lookedUp.splice(0));

  /** The network of a machine whose settings name this proxy. */
  function webThrough(address: string, more: { noProxy?: string } = {}): Web {
    const findProxy = proxyOfEnvironment({ HTTPS_PROXY: address, HTTP_PROXY: address, ...(more.noProxy !== undefined && { NO_PROXY: more.noProxy }) })!;
    return web(findProxy);
  }
  function web(findProxy: FindProxy): Web {
    const made = openWeb({ findProxy, proxyPatienceMs: 500, lookup: (name, _options, callback) => { lookedUp.push(name); callback(new Error('nobody knows it'), []); } });
    cleanUp.unshift(() => made.close());
    return made;
  }

  const get = (url: string, more: Partial<WebRequest> = {}): WebRequest => ({ method: 'GET', url, headers: { authorization: 'Basic secret' }, timeoutMs: 10_000, maxBytes: 1000, ...more });
  const faultOf = (work: Promise<unknown>): Promise<FaultData> =>
    work.then(
      () => { throw new Error('it was answered'); },
      (error: unknown) => { if (error instanceof Fault) return error.data(); throw error; },
    );

  test('over plain HTTP the proxy hands requests on, bodies and all', async () => {
    const { port, heard } = await shop(false);
    const between = await proxy({ names: { 'shop.example': port } });
    const one = webThrough(`http://${between.host}`);
    expect(await one.fetch(get('http://shop.example/orders?page=2'))).toMatchObject({ status: 200, text: 'GET /orders?page=2' });
    expect(await one.fetch({ ...get('http://shop.example/batch'), method: 'POST', body: '{"a":1}' })).toMatchObject({ status: 200, text: 'POST /batch' });
    expect(heard.map(({ headers }) => [headers.host, headers.authorization])).toEqual([['shop.example', 'Basic secret'], ['shop.example', 'Basic secret']]);
    expect(between.asked.map(({ what }) => what)).toEqual(['GET http://shop.example/orders', 'POST http://shop.example/batch']);
  });

  test('over HTTPS it only opens a tunnel, in which the accepted certificate holds for the shop', async () => {
    const { port, heard } = await shop(true);
    const between = await proxy({ names: { 'shop.example': port } });
    const one = webThrough(`http://${between.host}`);
    expect(await one.fetch(get('https://shop.example/orders', { certificate: fingerprint }))).toMatchObject({ status: 200, text: 'GET /orders' });
    expect(heard.map(({ headers }) => headers.authorization)).toEqual(['Basic secret']);
    expect(lookedUp).toEqual([]);
    expect(between.asked).toEqual([{ what: 'CONNECT shop.example:443', password: undefined }]);
  });

  test('a certificate nobody vouches for, or another than the one accepted, is refused before the shop hears a word', async () => {
    const { port, heard } = await shop(true);
    const one = webThrough(`http://${(await proxy({ names: { 'shop.example': port } })).host}`);
    const untrusted = { code: 'untrusted', retry: 'never', fingerprint: fingerprint.replaceAll(':', '').toLowerCase() };
    expect(await faultOf(one.fetch(get('https://shop.example/')))).toMatchObject(untrusted);
    expect(await faultOf(one.fetch(get('https://shop.example/', { certificate: 'ab'.repeat(32) })))).toMatchObject(untrusted);
    expect(heard).toEqual([]);
  });

  test('one an authority vouches for holds for the name it was made for and no other', async () => {
    const { port, heard } = await shop(true);
    const one = webThrough(`http://${(await proxy({ names: { 'shop.example': port, 'other.example': port, '203.0.113.7': port } })).host}`);
    const authorities = tls.getCACertificates('default');
    tls.setDefaultCACertificates([...authorities, cert]);
    try {
      expect(await one.fetch(get('https://shop.example/'))).toMatchObject({ status: 200 });
      expect(await faultOf(one.fetch(get('https://other.example/')))).toMatchObject({ code: 'untrusted', says: expect.stringContaining('ALTNAME_INVALID') as string });
      expect(await faultOf(one.fetch(get('https://203.0.113.7/')))).toMatchObject({ code: 'untrusted' });
    } finally {
      tls.setDefaultCACertificates(authorities);
    }
    expect(heard).toHaveLength(1);
  });

  test('a socket accepted for one channel serves no other behind a proxy either', async () => {
    const { port, heard } = await shop(true);
    const one = webThrough(`http://${(await proxy({ names: { 'shop.example': port } })).host}`);
    await one.fetch(get('https://shop.example/', { certificate: fingerprint }));
    expect(await faultOf(one.fetch(get('https://shop.example/')))).toMatchObject({ code: 'untrusted' });
    expect(heard).toHaveLength(1);
  });

  test.each(['http', 'https'])('%s through a proxy spoken with over TLS: its certificate is an authority’s, and the one accepted for the shop is none for it', async (scheme) => {
    const { port, heard } = await shop(scheme === 'https');
    const pem = (name: string): string => readFileSync(new URL(`../channels/woocommerce/emulator/${name}.pem`, import.meta.url), 'utf8');
    const between = await proxy({ names: { 'shop.example': port }, secure: { cert: pem('certificate'), key: pem('key') } });
    const url = `${scheme}://shop.example/`;
    const accepted = new X509Certificate(pem('certificate')).fingerprint256;
    expect(await faultOf(webThrough(`https://${between.host}`).fetch(get(url, { certificate: accepted })))).toMatchObject({ code: 'proxyUnreachable', says: expect.stringContaining('SELF_SIGNED') as string });
    expect([between.asked, heard]).toEqual([[], []]);
    const authorities = tls.getCACertificates('default');
    tls.setDefaultCACertificates([...authorities, pem('certificate')]);
    try {
      expect(await webThrough(`https://${between.host}`).fetch(get(url, { certificate: fingerprint }))).toMatchObject({ status: 200, text: 'GET /' });
    } finally {
      tls.setDefaultCACertificates(authorities);
    }
    expect(heard).toHaveLength(1);
  });

  test.each(['http', 'https'])('%s: name and password go to the proxy alone', async (scheme) => {
    const { port, heard } = await shop(scheme === 'https');
    const password = `Basic ${Buffer.from('me:p@ss').toString('base64')}`;
    const between = await proxy({ names: { 'shop.example': port }, password });
    expect(await webThrough(`http://me:p%40ss@${between.host}`).fetch(get(`${scheme}://shop.example/`, { certificate: fingerprint }))).toMatchObject({ status: 200 });
    expect(between.asked).toMatchObject([{ password }]);
    expect(JSON.stringify(heard[0]?.headers)).not.toContain('proxy-authorization');
  });

  describe.each(['http', 'https'])('%s: what a proxy can get wrong', (scheme) => {
    const url = `${scheme}://shop.example/?consumer_secret=cs_1`;

    test('it wants a password, and the wrong one stands in no words', async () => {
      const between = await proxy({ names: {}, password: 'Basic right' });
      const fault = await faultOf(webThrough(`http://me:wrong@${between.host}`).fetch(get(url)));
      expect(fault).toEqual({ code: 'proxyUnauthorised', retry: 'never', status: 407, says: `The proxy at ${between.host} wants another name and password: 407.` });
    });

    test('nobody is there', async () => {
      const between = await startProxy({ names: {} });
      await between.close();
      expect(await faultOf(webThrough(`http://me:wrong@${between.host}`).fetch(get(url)))).toEqual({ code: 'proxyUnreachable', retry: 'later', says: `The proxy at ${between.host} does not answer (ECONNREFUSED).` });
    });

    test('a proxy for SOCKS is asked nothing', async () => {
      expect(await faultOf(webThrough('socks5://127.0.0.1:1').fetch(get(url)))).toMatchObject({ code: 'proxyUnusable', retry: 'never' });
    });
  });

  test('a proxy that lets nobody through to the shop, one that does not reach it, one that is silent, one that hangs up', async () => {
    const fault = async (setting: Parameters<typeof startProxy>[0]): Promise<FaultData> => faultOf(webThrough(`http://${(await proxy(setting)).host}`).fetch(get('https://shop.example/?consumer_secret=cs_1')));
    expect(await fault({ names: {}, answers: 403 })).toMatchObject({ code: 'proxyRefused', retry: 'never', status: 403, says: expect.stringMatching(/lets nobody through to shop\.example:443: 403\.$/) as string });
    expect(await fault({ names: {} })).toMatchObject({ code: 'unreachable', retry: 'later', status: 502, says: expect.stringMatching(/does not reach shop\.example:443: 502\.$/) as string });
    expect(await fault({ names: {}, silent: true })).toMatchObject({ code: 'proxyUnreachable', retry: 'later', says: expect.stringContaining('TimeoutError') as string });
    const mute = createServer();
    mute.on('connect', (_request, socket) => socket.destroy());
    await new Promise<void>((resolve) => { mute.listen(0, '127.0.0.1', resolve); });
    cleanUp.push(() => new Promise((resolve) => { mute.close(resolve); }));
    expect(await faultOf(webThrough(`http://127.0.0.1:${(mute.address() as AddressInfo).port}`).fetch(get('https://shop.example/')))).toMatchObject({ code: 'proxyUnreachable', retry: 'later' });
  });

  test('an address of a local network that is written out is refused, and the proxy hears nothing of it', async () => {
    const between = await proxy({ names: {} });
    const one = webThrough(`http://${between.host}`);
    for (const host of ['192.168.1.20', '127.0.0.1', '[::1]', 'localhost', '169.254.169.254']) expect(await faultOf(one.fetch(get(`https://${host}/`)))).toMatchObject({ code: 'privateAddress' });
    expect(between.asked).toEqual([]);
  });

  test('what the owner allowed in this network is asked straight, and so is what NO_PROXY names', async () => {
    const { port } = await shop(false);
    const between = await proxy({ names: {} });
    expect(await webThrough(`http://${between.host}`).fetch(get(`http://127.0.0.1:${port}/near`, { localNetwork: true }))).toMatchObject({ text: 'GET /near' });
    await faultOf(webThrough(`http://${between.host}`, { noProxy: 'shop.example' }).fetch(get('http://shop.example/')));
    expect(lookedUp).toEqual(['shop.example']);
    expect(between.asked).toEqual([]);
  });
});
