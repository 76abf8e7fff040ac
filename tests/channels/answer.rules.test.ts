import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptAnswer, longestAnswer, statusIn } from '../../shared/channels/answer.rules.ts';

test('what a shop answered is kept with its status: short JSON as JSON, a page as its words', () => {
  const body = { code: 'woocommerce_rest_product_invalid_id', message: 'Invalid ID.', data: { status: 404 } };
  expect(JSON.parse(keptAnswer(404, JSON.stringify(body)))).toEqual({ status: 404, body });
  expect(JSON.parse(keptAnswer(200, body))).toEqual({ status: 200, body });
  const page = '<!doctype html><html><head><title>Bad gateway</title><style>p { color: red }</style></head><body><p>The host rests</p></body></html>';
  expect(JSON.parse(keptAnswer(502, page))).toEqual({ status: 502, body: 'Bad gateway The host rests' });
  expect(keptAnswer(500, '')).toBe('{"status":500}');
});

test('it is never long, whatever came', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12_000, unit: 'grapheme' }), fc.nat(599), (text, status) => {
      const kept = JSON.parse(keptAnswer(status, text)) as { status: number; body?: unknown };
      expect(kept.status).toBe(status);
      expect(typeof kept.body === 'string' ? kept.body.length : 0).toBeLessThanOrEqual(longestAnswer);
    }),
    { seed: 5, numRuns: 300 },
  );
  expect(keptAnswer(400, JSON.stringify({ message: 'x'.repeat(9000) })).length).toBeLessThan(longestAnswer + 100);
});

test('nothing that opens a shop is in it, in whatever form it is repeated', () => {
  const secrets = ['ck_deadbeefdeadbeefdeadbeef', 'cs_0123456789abcdef0123', 'shpat_0123456789abcdef', 'Y2tfZGVhZGJlZWY6Y3Nf', 'eyJhbGciOi.payload.sig', 'hunter2secret', 'tOkEn-9f8e7d', 'sIgNaTuRe9'];
  const [key, secret, token, basic, bearer, password, access, signature] = secrets;
  const said = `${key} ${secret} x ${token} Authorization: Basic ${basic}== or Bearer ${bearer} at /wc/v3/orders?consumer_secret=${password}&page=2&oauth_signature=${signature} {"access_token":"${access}"}`;
  const kept = keptAnswer(401, said);
  expect(secrets.filter((one) => kept.includes(one))).toEqual([]);
  expect(kept).toContain('page=2');
  expect(secrets.filter((one) => keptAnswer(401, { message: said }).includes(one))).toEqual([]);
});

test('a status is found again, and in older answers none is', () => {
  expect([keptAnswer(422, 'no'), 'stock 7', '12', null, '{"status":"draft"}'].map(statusIn)).toEqual([422, null, null, null, null]);
});
