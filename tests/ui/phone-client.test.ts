import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { phoneClient } from '../../renderer/client/phone/phone-client.ts';
import { KeptCommands } from '../../renderer/client/phone/kept-commands.ts';
import { OutOfReach, SaidNo } from '../../renderer/client/phone/phone-line.ts';
import { Shelf, type Storing } from '../../renderer/client/phone/shelf.ts';
import type { ShopClient } from '../../renderer/client/shop-client.ts';
import { foresight } from '../../renderer/app/phone/foresight.ts';
import { randomFrom } from '../support/random.ts';

const memory = (): Storing & { texts: Map<string, string> } => {
  const texts = new Map<string, string>();
  return { texts, getItem: (name) => texts.get(name) ?? null, setItem: (name, text) => void texts.set(name, text), removeItem: (name) => void texts.delete(name) };
};

interface Line { pickLineId: number; variantId: number; quantity: number; picked: number; short: number; left: number }

/** A shop of one wave: as the program, it answers a number twice with the same and does it once. */
class Shop {
  readonly lines: Line[] = [1, 2].map((id) => ({ pickLineId: id, variantId: id, quantity: 50_000, picked: 0, short: 0, left: 50_000 }));
  readonly done = new Map<string, { text: string; answer: unknown }>();
  readonly order: number[] = [];
  reachable = true;
  /** The answer is lost on its way back. */
  losesAnswer: () => boolean = () => false;
  unknown = false;

  send = async (key: string, { method, input, sequence }: { method: string; input: unknown; sequence?: number }) => {
    if (!this.reachable) throw new OutOfReach('cut');
    if (this.unknown) throw new SaidNo('REFUSED', { code: 'phone.unknown', details: {} });
    const answer = sequence === undefined ? this.ask(method) : this.once(`${key}:${sequence}`, sequence, method, input);
    if (this.losesAnswer()) throw new OutOfReach('cut on the way back');
    return { answer: structuredClone(answer), at: Date.now() + 5_000 };
  };

  private ask(method: string): unknown {
    if (method === 'wave.get') return { id: 1, units: 100_000, picked: 0, short: 0, lines: this.lines };
    if (method === 'lot.ofGoods') return { goods: [{ id: 1, sku: 'TEA', unitOfMeasure: 'pcs', pricePerUnit: null, productName: '龙井', tracking: 'none', codes: [{ code: '06901234567892', packQuantity: 1000 }] }] };
    return {};
  }

  private once(key: string, sequence: number, method: string, input: unknown): unknown {
    const text = JSON.stringify([method, input]);
    const known = this.done.get(key);
    if (known && known.text !== text) throw new SaidNo('REFUSED', { code: 'key.reused', details: { key } });
    if (known) return known.answer;
    const { pickLineId, quantity } = input as { pickLineId: number; quantity: number };
    const line = this.lines.find((one) => one.pickLineId === pickLineId)!;
    if (quantity > line.left) throw new SaidNo('REFUSED', { code: 'pick.tooMany', details: { left: line.left, asked: quantity } });
    line.picked += quantity;
    line.left -= quantity;
    const answer = { pickLineId, left: line.left };
    this.done.set(key, { text, answer });
    this.order.push(sequence);
    return answer;
  }
}

let storage: ReturnType<typeof memory>;
let shop: Shop;
let client: ShopClient;
const open = (key = 'k'): ShopClient => phoneClient({ shelf: new Shelf(storage), device: { deviceId: 3, key }, foresight, send: shop.send, now: Date.now, patienceMs: 20, everyMs: 5 });
const wave = async () => (await client.call('wave.get', { pickWaveId: 1 })) as unknown as { lines: Line[] };
const take = (pickLineId: number, quantity = 1000) => client.call('pick.take', { pickLineId, quantity } as never);
const settled = async () => {
  await expect.poll(() => client.phone!.waiting(), { timeout: 5_000 }).toBe(0);
};

beforeEach(() => {
  storage = memory();
  shop = new Shop();
  client = open();
});
afterEach(() => client.close());

describe('a phone in reach of the shop', () => {
  test('is answered by the shop, and told its refusals', async () => {
    expect(await take(1)).toEqual({ pickLineId: 1, left: 49_000 });
    await expect(take(1, 60_000)).rejects.toMatchObject({ code: 'REFUSED', data: { code: 'pick.tooMany' } });
    expect([client.phone!.waiting(), client.phone!.refused()]).toEqual([0, []]);
  });

  test('knows how far its clock is off', async () => {
    await wave();
    expect(client.phone!.clockOffset()).toBeGreaterThan(4_900);
  });
});

describe('a phone out of reach', () => {
  test('goes on with what it keeps, says how many wait, and sends them in order when the shop is back', async () => {
    await wave();
    await expect.poll(() => storage.texts.has('shopwright.phone.answer.lot.ofGoods {"variantIds":[1,2]}')).toBe(true);
    shop.reachable = false;
    expect(await take(1)).toEqual({ pickLineId: 1, left: 49_000 });
    expect(await take(1)).toEqual({ pickLineId: 1, left: 48_000 });
    expect(await client.call('barcode.resolve', { text: '6901234567892' })).toMatchObject({ found: { id: 1, quantity: 1000, productName: '龙井' } });
    expect((await wave()).lines[0]).toMatchObject({ picked: 2000, left: 48_000 });
    expect([client.phone!.waiting(), shop.done.size]).toEqual([2, 0]);
    shop.reachable = true;
    await settled();
    expect([shop.order, shop.lines[0]!.left]).toEqual([[1, 2], 48_000]);
    expect((await wave()).lines[0]).toMatchObject({ left: 48_000 });
  });

  test('keeps everything over a reload', async () => {
    await wave();
    shop.reachable = false;
    await take(1);
    await take(2);
    client.close();
    client = open();
    expect(client.phone!.waiting()).toBe(2);
    expect((await wave()).lines.map(({ left }) => left)).toEqual([49_000, 49_000]);
    shop.reachable = true;
    await settled();
    expect(shop.lines.map(({ left }) => left)).toEqual([49_000, 49_000]);
  });

  test('where the answer is lost, the shop did it once', async () => {
    await wave();
    let lost = 3;
    shop.losesAnswer = () => lost-- > 0;
    await take(1);
    await settled();
    expect([shop.lines[0]!.left, (await wave()).lines[0]!.left]).toEqual([49_000, 49_000]);
  });

  test('what the shop does not take when it comes is kept for a look, and the next goes on', async () => {
    await wave();
    shop.reachable = false;
    await take(1, 50_000);
    await take(2);
    shop.lines[0]!.left = 10_000;
    shop.reachable = true;
    await settled();
    expect(client.phone!.refused()).toMatchObject([{ method: 'pick.take', sequence: 1, code: 'REFUSED', data: { code: 'pick.tooMany' } }]);
    expect(shop.order).toEqual([2]);
    client.phone!.forget(1);
    expect(client.phone!.refused()).toEqual([]);
  });

  test('a question nobody kept an answer to is said to be unanswered', async () => {
    shop.reachable = false;
    await expect(client.call('purchaseOrder.get', { purchaseOrderId: 1 })).rejects.toBeInstanceOf(OutOfReach);
  });
});

describe('a number', () => {
  test('that another page of this browser used is given anew, and nothing is lost or doubled', async () => {
    await wave();
    shop.done.set('k:1', { text: 'another wish', answer: {} });
    expect(await take(1)).toEqual({ pickLineId: 1, left: 49_000 });
    expect(shop.order).toEqual([2]);
  });

  test('is never given twice, whatever happened to it', () => {
    const kept = new KeptCommands(new Shelf(memory()), Date.now);
    const numbers = [kept.add('pick.take', {}).sequence, kept.add('pick.take', {}).sequence];
    kept.done(2);
    numbers.push(kept.renumber(1), kept.add('pick.take', {}).sequence);
    expect(numbers).toEqual([1, 2, 3, 4]);
  });
});

describe('a phone that was shut out', () => {
  test('keeps what it has; paired anew it sends what never left, and asks about what may have arrived', async () => {
    await wave();
    shop.unknown = true;
    void take(1);
    await expect.poll(() => client.phone!.isKnown()).toBe(false);
    shop.reachable = false;
    await take(2);
    client.close();
    new KeptCommands(new Shelf(storage), Date.now).pairedAnew();
    shop.unknown = false;
    shop.reachable = true;
    client = open('new');
    await settled();
    expect(shop.order).toEqual([2]);
    expect(client.phone!.refused()).toMatchObject([{ sequence: 1, code: 'UNSURE' }]);
  });
});

test('a hundred picks over a line that fails at random: each is done once, in order', async () => {
  const random = randomFrom(7);
  await wave();
  shop.losesAnswer = () => random() < 0.2;
  const cuts = setInterval(() => void (shop.reachable = random() < 0.6), 3);
  let left = [50, 50];
  for (let n = 0; n < 100; n += 1) {
    const at = left[0]! > 0 && (left[1] === 0 || random() < 0.5) ? 0 : 1;
    // Whoever picks waits for the answer before the next.
    // oxlint-disable-next-line no-await-in-loop
    await take(at + 1);
    left = left.map((pieces, place) => (place === at ? pieces - 1 : pieces));
    if (n % 25 === 24) {
      client.close();
      client = open();
    }
  }
  clearInterval(cuts);
  shop.reachable = true;
  shop.losesAnswer = () => false;
  await settled();
  expect(shop.lines.map((line) => line.left)).toEqual([0, 0]);
  expect([shop.order.length, client.phone!.refused()]).toEqual([100, []]);
  expect(shop.order).toEqual(shop.order.toSorted((a, b) => a - b));
});
