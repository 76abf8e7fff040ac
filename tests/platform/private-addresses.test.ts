import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Fault, type FaultData } from '../../main/platform/fault.ts';
import { isPrivateAddress, type Lookup } from '../../main/platform/private-addresses.ts';
import { openWeb, type Web, type WebRequest } from '../../main/platform/web.ts';

test.each([
  '127.0.0.1', '127.255.255.254', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.20', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.251', '255.255.255.255',
  '::1', '::', 'fe80::1', 'fd12:3456::1', 'ff02::1', '::ffff:192.168.1.20', '::ffff:7f00:1', '64:ff9b::10.0.0.1',
])('%s lies here or in this network', (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

test.each(['8.8.8.8', '172.15.255.255', '172.32.0.1', '192.167.255.255', '100.63.255.255', '100.128.0.0', '198.18.0.7', '223.255.255.255', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8'])(
  '%s lies outside',
  (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  },
);

describe('a shop beside this machine', () => {
  let server: Server;
  let port: number;
  let asked: string[];
  const webs: Web[] = [];

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url === '/moved') response.writeHead(302, { location: `http://127.0.0.1:${port}/inside` }).end();
      else response.end('here');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  afterEach(async () => {
    await Promise.all(webs.splice(0).map((web) => web.close()));
    await new Promise((resolve) => server.close(resolve));
  });

  function web(lookup?: Lookup): Web {
    const made = openWeb(lookup ? { lookup } : {});
    webs.push(made);
    return made;
  }

  const get = (url: string, more: Partial<WebRequest> = {}): WebRequest => ({ method: 'GET', url, headers: { authorization: 'Basic secret' }, timeoutMs: 2000, maxBytes: 1000, ...more });
  const faultOf = (work: Promise<unknown>): Promise<FaultData> =>
    work.then(
      () => { throw new Error('it was answered'); },
      (error: unknown) => { if (error instanceof Fault) return error.data(); throw error; },
    );

  /** A name server that answers one after another. */
  const answering = (...answers: string[]): Lookup => (_name, _options, callback) => callback(null, [{ address: answers.length > 1 ? answers.shift()! : answers[0]!, family: 4 }]);

  test.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '0', 'shop.localhost'])('http://%s is not connected to unless the owner said so', async (host) => {
    expect(await faultOf(web().fetch(get(`http://${host}:${port}/`)))).toMatchObject({ code: 'privateAddress', retry: 'never' });
    expect(asked).toEqual([]);
  });

  test('it is, once the owner said so', async () => {
    expect(await web().fetch(get(`http://127.0.0.1:${port}/`, { localNetwork: true }))).toMatchObject({ status: 200, text: 'here' });
  });

  test('what one channel’s owner allowed opens nothing for another channel at the same address', async () => {
    const one = web(answering('127.0.0.1'));
    const url = `http://shop.example:${port}/`;
    await one.fetch(get(url, { localNetwork: true }));
    expect(await faultOf(one.fetch(get(url)))).toMatchObject({ code: 'privateAddress' });
    expect(asked).toEqual(['/']);
  });

  test('a name that points here is refused with the address it stands for, and its query stays out of the words', async () => {
    const fault = await faultOf(web(answering('192.168.1.20')).fetch(get(`http://shop.example:${port}/?consumer_secret=cs_1`)));
    expect(fault).toEqual({ code: 'privateAddress', retry: 'never', address: '192.168.1.20', says: 'shop.example is 192.168.1.20, which lies in a local network.' });
  });

  test('a name that points outside when it is asked first and here when it is asked again gains nothing', async () => {
    const one = web(answering('192.0.2.1', '127.0.0.1'));
    const url = `http://rebinding.example:${port}/`;
    // Nobody answers there; that it was tried is all that counts.
    expect((await faultOf(one.fetch(get(url, { timeoutMs: 200 })))).code).not.toBe('privateAddress');
    expect(await faultOf(one.fetch(get(url)))).toMatchObject({ code: 'privateAddress', address: '127.0.0.1' });
    expect(asked).toEqual([]);
  });

  test('of a name with addresses here and outside only those outside are connected to', async () => {
    const both: Lookup = (_name, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }, { address: '192.0.2.1', family: 4 }]);
    expect((await faultOf(web(both).fetch(get(`http://shop.example:${port}/`, { timeoutMs: 200 })))).code).not.toBe('privateAddress');
    expect(asked).toEqual([]);
  });

  test('a redirect is an answer, and followed nowhere', async () => {
    expect(await web().fetch(get(`http://127.0.0.1:${port}/moved`, { localNetwork: true }))).toMatchObject({ status: 302 });
    expect(asked).toEqual(['/moved']);
  });
});
