import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openWeb, type Web } from '../../main/platform/web.ts';

const file = Buffer.from(Array.from({ length: 1000 }, (_, index) => `${index} 行\n`).join(''));

describe('a part of a long file', () => {
  let server: Server;
  let web: Web;
  let answers: (request: IncomingMessage, response: ServerResponse) => void;

  const part = async (from: number, bytes: number) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    return web.fetch({ method: 'GET', url, headers: {}, timeoutMs: 5000, maxBytes: 50_000, localNetwork: true, part: { from, bytes } });
  };
  const known = (request: IncomingMessage, response: ServerResponse): void => {
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')!;
    response.writeHead(206).end(file.subarray(Number(from), Number(to) + 1));
  };
  const unknown = (_request: IncomingMessage, response: ServerResponse): void => void response.end(file);

  beforeEach(async () => {
    web = openWeb();
    server = createServer((request, response) => answers(request, response));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  });
  afterEach(async () => {
    await web.close();
    await new Promise((closed) => server.close(closed));
  });

  test.each([['that knows parts', known], ['that knows none', unknown]] as const)('of a server %s is the same', async (_name, answer) => {
    answers = answer;
    for (const [from, bytes] of [[0, 100], [5, 1], [1234, 777], [file.byteLength - 50, 50], [file.byteLength - 50, 5000]] as const)
      expect([from, (await part(from, bytes)).text]).toEqual([from, new TextDecoder().decode(file.subarray(from, from + bytes))]);
  });

  test('behind the end of a file there is nothing', async () => {
    answers = unknown;
    expect((await part(file.byteLength, 10)).text).toBe('');
  });

  test('what comes behind it is not waited for', async () => {
    let sent = 0;
    answers = (_request, response) => {
      const more = (): void => {
        if (response.destroyed) return;
        sent += 1;
        response.write(Buffer.alloc(64 * 1024, 'x'), () => setTimeout(more, 1));
      };
      more();
    };
    const answer = await part(100, 1000);
    expect(answer.text).toBe('x'.repeat(1000));
    const after = sent;
    await expect.poll(() => sent).toBeLessThan(after + 20);
  });

  test('a refusal is read whole, and no longer than an answer may be', async () => {
    answers = (_request, response) => void response.writeHead(403).end('no such part');
    expect(await part(500, 5)).toMatchObject({ status: 403, text: 'no such part' });
    answers = (_request, response) => void response.writeHead(403).end(Buffer.alloc(60_000));
    await expect(part(500, 5)).rejects.toMatchObject({ code: 'wrongAnswer' });
  });
});
