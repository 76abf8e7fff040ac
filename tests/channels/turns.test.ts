import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBackground } from '../../main/channels/background.ts';
import type { EngineSetting } from '../../main/channels/engine.ts';
import { refreshChannel, syncOnce } from '../../main/channels/outside.ts';
import { type ConnectedShop, newConnectedShop } from './connected-shop.ts';

const minute = 60_000;
let at: ConnectedShop;
/** Who asked a shop, request by request: its port and the asker. */
let asked: string[];

beforeEach(async () => {
  at = await newConnectedShop();
  asked = [];
});
afterEach(async () => {
  at.shop.check();
  await at.close();
});

/** The same engine, with its requests written down. */
const askingAs = <Setting extends EngineSetting>(who: string, setting: Setting): Setting => ({
  ...setting,
  platform: {
    ...setting.platform,
    fetch: (request) => {
      asked.push(`${new URL(request.url).port} ${who}`);
      return setting.platform.fetch(request);
    },
  },
});

/** Each asker once, as often as somebody else came in between. */
const turns = (): string[] => asked.filter((one, index) => one !== asked[index - 1]);
const portOf = ({ url }: { url: string }): string => new URL(url).port;
const fail = (error: unknown): never => {
  throw error;
};

function sell(): string {
  const product = at.outside.addProduct({ name: 'Lure', sku: 'LURE', cents: 1000, stock: 7 });
  return String(at.outside.addOrder({ status: 'processing', lines: [{ productId: Number(product['id']), quantity: 1 }] })['id']);
}

test('a person’s round waits for the one that runs by itself, and the other way round', async () => {
  await at.connect(at.outside);
  sell();
  at.advance(minute);
  const port = portOf(at.outside);
  const background = startBackground(askingAs('background', at.setting), fail);
  const person = askingAs('person', at.setting);
  const [ticked, , synced] = await Promise.all([background.tick(), syncOnce(person, {}), syncOnce(askingAs('other', at.setting), {})]);
  expect(turns()).toEqual([`${port} background`, `${port} person`, `${port} other`]);
  expect([ticked.length, synced]).toEqual([1, { ok: true, rounds: [expect.objectContaining({ ok: true, pulled: 1 })] }]);

  at.advance(10 * minute);
  asked = [];
  const [, late] = await Promise.all([syncOnce(person, {}), background.tick()]);
  // What was due is done when its turn comes.
  expect([turns(), late]).toEqual([[`${port} person`], []]);
  background.stop();
});

test('a catalogue is not read into a round that runs', async () => {
  const channelId = await at.connect(at.outside);
  sell();
  at.advance(25 * 60 * minute);
  const port = portOf(at.outside);
  await Promise.all([syncOnce(askingAs('round', at.setting), {}), refreshChannel(askingAs('person', at.setting), { channelId })]);
  expect(turns()).toEqual([`${port} round`, `${port} person`]);
});

test('a channel that keeps somebody waiting holds up no other, and a disconnected one is not asked when its turn comes', async () => {
  const other = await at.startOutside();
  const first = await at.connect(at.outside);
  const second = await at.connect(other, { name: 'Other shop' });
  let letGo = (): void => undefined;
  const held = at.setting.turns.take(first, () => new Promise<void>((resolve) => (letGo = resolve)));
  const waiting = syncOnce(askingAs('person', at.setting), { channel: 'Web shop' });
  expect((await syncOnce(askingAs('person', at.setting), { channel: 'Other shop' })).rounds).toMatchObject([{ channelId: second, ok: true }]);
  expect(turns()).toEqual([`${portOf(other)} person`]);
  await at.setting.command('channel.remove', { channelId: first });
  letGo();
  await held;
  expect([await waiting, turns()]).toEqual([{ ok: true, rounds: [] }, [`${portOf(other)} person`]]);
});

test('work that breaks off is told to whoever asked for it, and the next has its turn', async () => {
  const { turns: line } = at.setting;
  const broken = line.take(1, () => Promise.reject(new Error('a bug')));
  const next = line.take(1, async () => 'done');
  await expect(broken).rejects.toThrow('a bug');
  expect(await next).toBe('done');
});
