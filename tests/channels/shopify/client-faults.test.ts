import { expect, test } from 'vitest';
import { faultIn, faultOfErrors, throttled } from '../../../main/channels/shopify/client-faults.ts';
import { instant } from '../../../shared/units/instant.ts';

const now = instant(Date.UTC(2026, 10, 21, 22, 30));

/** Each status shopify.dev/docs/api/usage/response-codes lists as an error, with what it is to us. */
test.each([
  [400, 'refused', 'never'],
  [401, 'unauthorised', 'never'],
  [402, 'refused', 'later'],
  [403, 'unauthorised', 'never'],
  [404, 'refused', 'never'],
  [405, 'refused', 'never'],
  [406, 'refused', 'never'],
  [409, 'refused', 'never'],
  [414, 'refused', 'never'],
  [415, 'refused', 'never'],
  [422, 'refused', 'never'],
  [423, 'refused', 'later'],
  [429, 'rateLimited', 'later'],
  [430, 'rateLimited', 'later'],
  [500, 'broken', 'later'],
  [501, 'broken', 'later'],
  [502, 'broken', 'later'],
  [503, 'broken', 'later'],
  [504, 'broken', 'later'],
  [530, 'broken', 'later'],
  [540, 'broken', 'later'],
  [783, 'broken', 'later'],
] as const)('status %i is %s, to be tried %s, and its page is kept with it', (status, code, retry) => {
  const fault = faultIn({ status, headers: {}, text: '<html><title>Shop</title><body>No</body></html>' }, now);
  expect(fault.data()).toEqual({ code, retry, status, says: `${status} Shop No`, answer: JSON.stringify({ status, body: 'Shop No' }) });
});

test('a pause the shop asks for is kept', () => {
  expect([429, 430, 503].map((status) => faultIn({ status, headers: { 'retry-after': '2' }, text: '' }, now).details.retryAt)).toEqual(Array(3).fill(now + 2000));
  expect(throttled(1500, now).data()).toMatchObject({ code: 'rateLimited', retry: 'after', retryAt: now + 1500 });
});

/** The codes its GraphQL answers name beside status 200. */
test.each([
  ['ACCESS_DENIED', 'unauthorised', 'never'],
  ['SHOP_INACTIVE', 'refused', 'never'],
  ['INTERNAL_SERVER_ERROR', 'broken', 'later'],
  ['TIMEOUT', 'broken', 'later'],
  ['MAX_COST_EXCEEDED', 'refused', 'never'],
  ['IDEMPOTENCY_CONCURRENT_REQUEST', 'refused', 'later'],
  ['IDEMPOTENCY_KEY_PARAMETER_MISMATCH', 'refused', 'later'],
  [undefined, 'refused', 'never'],
] as const)('the error %s is %s, to be tried %s', (named, code, retry) => {
  const errors = [{ message: 'It cannot be.', ...(named !== undefined && { extensions: { code: named } }) }];
  expect(faultOfErrors(errors).data()).toEqual({ code, retry, status: 200, says: 'It cannot be.', answer: JSON.stringify({ status: 200, body: { errors } }) });
});
