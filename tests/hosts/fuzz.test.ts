import { MessageChannel } from 'node:worker_threads';
import { RPCLink } from '@orpc/client/message-port';
import { RPCHandler } from '@orpc/server/message-port';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { methods } from '../../main/app/methods.ts';
import { type CallContext, wireRouter, withKey } from '../../main/hosts/rpc.ts';
import { openTestDoor, type TestDoor } from '../support/door.ts';
import { type HeardLog, heardLog } from '../support/fake-door.ts';

let shop: TestDoor;
let log: HeardLog;
let link: RPCLink<{ key?: string }>;
const channel = new MessageChannel();

beforeAll(async () => {
  shop = await openTestDoor();
  log = heardLog();
  new RPCHandler<CallContext>(wireRouter(shop.door, log), withKey).upgrade(channel.port1, { context: { session: shop.owner } });
  link = new RPCLink({ port: channel.port2 });
});
afterAll(async () => {
  channel.port1.close();
  await shop.close();
});

/** What a screen never sends and a stranger might: names that mean something to JavaScript, wrong kinds, huge and tiny numbers. */
const anything = fc.oneof(
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  fc.constantFrom('__proto__', 'constructor', "'; drop table shop; --", '手机', '\0', '2026-02-30', '9'.repeat(400), 'a'.repeat(10_000), '"*(NEAR'),
  fc.constantFrom(0, -1, 1, 0.5, 2 ** 53, -(2 ** 53), 1e308, 2 ** 31),
  fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }),
);

/** The right names with any values reach further into a service than pure noise does. */
function inputFor(schema: z.ZodType | undefined): fc.Arbitrary<unknown> {
  const shape = (schema as { shape?: Record<string, unknown> } | undefined)?.shape;
  if (!shape) return anything;
  const named = fc.record(Object.fromEntries(Object.keys(shape).map((name) => [name, anything])), { requiredKeys: [] });
  return fc.oneof(anything, { weight: 4, arbitrary: named });
}

// What ends the shop or leaves the machine has tests of its own.
const tried = [...methods.values()].filter(({ name }) => !/^(session|proof)\./.test(name));

test.each(tried.map((method) => [method.name, method] as const))('%s answers anything with an answer or a refusal', async (name, method) => {
  await fc.assert(
    fc.asyncProperty(inputFor(method.input), async (input) => {
      const code = await link.call(name.split('.'), input, { context: {} }).then(() => 'OK', (error: unknown) => (error as { code: string }).code);
      if (!['OK', 'REFUSED', 'FAULT'].includes(code)) throw new Error(`${code}: ${log.lines.at(-1)?.text}`);
    }),
    { numRuns: 40, seed: 1 },
  );
});

test('after all that the books still prove', async () => {
  const { proofs } = (await shop.call('proof.run')) as { proofs: { id: string; faults: unknown[] }[] };
  expect(proofs.flatMap(({ id, faults }) => faults.map((fault) => ({ id, fault })))).toEqual([]);
});
