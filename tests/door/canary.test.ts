import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookUp } from '../../main/app/ask.ts';
import { proveFile } from '../../main/app/check.ts';
import type { OutsideMethods } from '../../main/app/door.ts';
import { methods } from '../../main/app/methods.ts';
import { outsideMethods } from '../../main/app/outside.ts';
import { registry } from '../../main/app/registry.ts';
import type { Store } from '../../main/app/store.ts';
import { backUp } from '../../main/database/backup.ts';
import type { Actor } from '../../main/database/handles.ts';
import { fieldReaders, type Role, roles } from '../../shared/contract/role.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { instant } from '../../shared/units/instant.ts';
import { noWorld } from '../support/door.ts';
import { smallestInput } from '../support/sample.ts';
import { migrations } from '../support/shop.ts';
import { type CanaryShop, cost, newCanaryShop } from './canary-shop.ts';

let canary: CanaryShop;
let outside: OutsideMethods;
/** The pages a paper was printed from: in the answer they are bytes. */
const printed: string[] = [];
beforeAll(() => {
  canary = newCanaryShop();
  const { core, folder, clock } = canary.shop;
  const store = {
    command: async (...args: Parameters<Store['command']>) => core.command(...args),
    internal: async (...args: Parameters<Store['internal']>) => core.internal(...args),
    query: async (...args: Parameters<Store['query']>) => core.query(args[0], args[1], args[2]),
    lookUp: async (name: string) => lookUp(core.writer, name),
    prove: async () => proveFile(core.writer, migrations),
    readings: (): ReturnType<Store['readings']> => [],
    endReading: (..._args: Parameters<Store['endReading']>): void => undefined,
    backup: async (file: string) => void (await backUp(core.writer, file)),
  } as Store;
  const now = () => instant(clock.now);
  outside = outsideMethods(store, { folder, now, platform: { ...noWorld, print: async (html) => Buffer.from((printed.push(html), '%PDF-')) } });
});
afterAll(() => canary.shop.close());

/** Queries nobody here answers, each with its reason. */
const unanswered: Record<string, string> = {
  'session.get': 'the door answers it: who is signed in',
  'session.signIn': 'the door answers it: a name and a PIN',
  'session.setPin': 'the door answers it: nothing but that it is done',
  'session.signOut': 'the door answers it: nothing but that it is done',
  'image.read': 'the bytes of a picture, by its hash',
  'printer.send': 'bytes to a printer; answers that they went',
  'printer.sendDrawer': 'bytes to a printer; answers that they went',
};

const queriesOf = (role: Role): string[] => [...methods.values()].filter((method) => method.meta.kind === 'query' && method.roles.includes(role)).map(({ name }) => name);

/** What is asked: about records 1 to 8, and what only a whole question finds. What works outside the file is asked once. */
function questions(name: string): unknown[] {
  const { input } = methods.get(name)!;
  const ids = outside[name] ? [1] : [1, 2, 3, 4, 5, 6, 7, 8];
  return [...(canary.inputs[name] ?? []), ...ids.map((id) => input && smallestInput(input, id))];
}

async function ask(actor: Actor, name: string, input: unknown): Promise<string | undefined> {
  const away = outside[name];
  if (!away && !(name in registry.queries)) return undefined;
  try {
    const answer = away ? await away(actor, input as never, {}) : canary.shop.core.query(actor, name, input);
    return `${JSON.stringify(answer)} ${printed.splice(0).join('\n')}`;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Every answer a role gets, by method. */
async function answersTo(role: Role, names: readonly string[]): Promise<Map<string, string[]>> {
  const answers = new Map<string, string[]>();
  for (const name of names) {
    for (const input of questions(name)) {
      const answer = await ask({ userId: 1, role, deviceId: null, via: 'app' }, name, input);
      if (answer !== undefined) answers.set(name, [...(answers.get(name) ?? []), answer]);
    }
  }
  return answers;
}

/** The cost of one to twelve, as it stands or as part of a text. */
const counts = Array.from({ length: 12 }, (_, index) => index + 1);
const tells = (answer: string): boolean => counts.some((count) => answer.includes(String(count * cost)) || answer.includes((count * cost / 100).toFixed(2)));

test.each(roles.filter((role) => !fieldReaders.cost.includes(role)))('nothing a %s can ask tells what a piece cost, and each question but the excused was answered', async (role) => {
  const names = queriesOf(role);
  const answers = await answersTo(role, names);
  expect(names.filter((name) => !answers.has(name)).sort()).toEqual(Object.keys(unanswered).filter((name) => names.includes(name)).sort());
  expect([...answers].filter(([, said]) => said.some(tells)).map(([name]) => name)).toEqual([]);
});

test('the owner finds it wherever goods go, so the canary sings', async () => {
  const tellOf = ['stock.list', 'stocktake.review', 'purchaseReceipt.get', 'purchaseOrder.get', 'consignment.goods', 'repair.get', 'journal.list'];
  const answers = await answersTo('owner', tellOf);
  expect([...answers].filter(([, said]) => said.some(tells)).map(([name]) => name)).toEqual(tellOf);
});
