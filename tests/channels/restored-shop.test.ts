import { describe, expect, test } from 'vitest';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { drain, groundOf, type Life, switchOn } from './stopped-shop.ts';
import { buy, kinds, markets, trade } from './stopped-trade.ts';

const minute = 60_000;

/** Every number a document of the shop bears. */
const numbersIn = ({ rows }: Life): Set<string> =>
  new Set(rows('select number from salesOrder where number is not null union all select number from journalEntry union all select number from shipment where number is not null union all select number from refund').map(({ number }) => String(number)));

const without = (some: ReadonlySet<string>, others: ReadonlySet<string>): string[] => [...some].filter((one) => !others.has(one));

function ship(life: Life, externalId: string, trackingNumber: string | null): void {
  const [order] = life.rows(`select id from salesOrder where externalId = '${externalId}'`);
  life.call('shipment.ship', { orderId: Number(order?.['id']), carrier: 'SF', trackingNumber });
}

const lose = (life: Life, variantId: number, count: number) => life.call('stock.adjust', { locationId: 1, reason: 'damage', lines: [{ variantId, quantity: pieces(-count) }] });
function payBack(life: Life, externalId: string, cents: number): void {
  const [order] = life.rows(`select id from salesOrder where externalId = '${externalId}'`);
  life.call('refund.record', { orderId: Number(order?.['id']), account: 'channelClearing', reason: '', parts: [{ kind: 'amountOnly', orderLineId: null, amount: minor(cents) }] });
}

const statesOf = (life: Life) => Object.fromEntries(life.rows('select externalId, fulfilment from salesOrder order by id').map((row) => [row['externalId'], row['fulfilment']]));

describe.each(kinds)('%s: yesterday’s backup beside a marketplace that went on', (kind) => {
  interface Went {
    life: Life;
    /** Shipped and told after the backup; still owed to the channel then; sold and shipped after it; shipped by hand there after the loss; sold after the loss. */
    told: string;
    owed: string;
    newAndTold: string;
    byHand: string;
    sold: string;
    numbersOfBackup: Set<string>;
    numbersOfLost: Set<string>;
    close(): Promise<void>;
  }

  /** A day after the backup that nobody here remembers. */
  async function goOn(): Promise<Went> {
    const ground = await groundOf(kind, markets[kind].start, (first) => trade(first, 0));
    const life = ground.begin();
    const [told, owed, byHand] = [buy(life, [[0, 2]], true), buy(life, [[1, 1]], true), buy(life, [[2, 2]], true)];
    await drain(life);
    ship(life, owed, 'SF-OWED');
    const numbersOfBackup = numbersIn(life);
    const backup = await life.backUp();

    life.advance(minute);
    ship(life, told, 'SF-TOLD');
    lose(life, 1, 5);
    lose(life, 2, 1);
    const newAndTold = buy(life, [[2, 1]], true);
    await drain(life);
    ship(life, newAndTold, 'SF-NEW');
    life.call('order.create', { lines: [{ variantId: 3, quantity: pieces(1) }] });
    await drain(life);
    expect([told, owed, newAndTold].map((id) => life.outside.parcels(id).mails)).toEqual([1, 1, 1]);
    const numbersOfLost = numbersIn(life);

    await life.putBack(backup);
    life.outside.finish(byHand);
    const sold = buy(life, [[3, 2]], true);
    life.advance(minute);
    life.effects = [];
    return {
      life, told, owed, newAndTold, byHand, sold, numbersOfBackup, numbersOfLost,
      close: async () => {
        life.check();
        life.close();
        await ground.close();
      },
    };
  }

  test('only reads until a person has looked, and every order of the lost day comes in once, under numbers never given before', async () => {
    const { life, told, owed, newAndTold, byHand, sold, numbersOfBackup, numbersOfLost, close } = await goOn();
    const writes = life.outside.writes();
    await drain(life);
    expect([life.effects, life.outside.writes()]).toEqual([[], writes]);
    expect(Object.keys(statesOf(life))).toEqual(expect.arrayContaining([told, owed, byHand, newAndTold, sold]));
    expect(life.rows('select externalId from salesOrder group by channelId, externalId having count(*) > 1 and externalId is not null')).toEqual([]);
    const given = without(numbersIn(life), numbersOfBackup);
    const lost = new Set(without(numbersOfLost, numbersOfBackup));
    expect([given.length > 0, lost.size > 0, given.filter((number) => lost.has(number))]).toEqual([true, true, []]);
    await close();
  });

  test('names what differs: what left there and not here, levels, and what was owed', async () => {
    const { life, told, owed, newAndTold, byHand, close } = await goOn();
    await drain(life);
    const differing = life.call('exception.list', { after: null, limit: 50 }).rows.filter((row) => row.kind === 'finishedElsewhere');
    const shown = differing.map(({ orderId }) => life.rows(`select externalId from salesOrder where id = ${orderId}`)[0]?.['externalId']);
    expect(new Set(shown)).toEqual(new Set([told, newAndTold, byHand]));
    const preview = life.call('channel.preview', { channelId: 1, capability: 'stock', afterId: 0, limit: 50 });
    const differs = preview.rows.filter((row) => row.wouldBecome !== null).map(({ externalId, ours, theirs }) => [externalId, ours, theirs]);
    // Five lost and told, one lost and told; the others stand alike, less what the marketplace sold meanwhile.
    expect(differs).toEqual(life.listings.flatMap((id, index) => {
      const [{ available } = {}] = life.rows(`select sum(onHand - allocated - onHold) available from stockLevel where variantId = ${index + 1}`);
      const theirs = Number(life.outside.level(id)) * 1000;
      return theirs === available ? [] : [[id, available, theirs]];
    }));
    expect(differs.map(([id]) => id)).toEqual(expect.arrayContaining([life.listings[0], life.listings[1]]));
    const parked = life.call('outbox.list', { channelId: 1, state: 'parked', beforeId: null, limit: 50 }).rows;
    expect(parked.map(({ problem, capability }) => [capability, problem])).toContainEqual(['fulfilment', 'restored']);
    expect(life.call('sync.status', undefined).channels[0]?.fixes).toContain('reviewParked');
    expect(owed).toBeDefined();
    await close();
  });

  test('accepted by a person, both sides agree, and nobody is told of a parcel twice', async () => {
    const { life, told, owed, newAndTold, byHand, sold, close } = await goOn();
    await drain(life);
    switchOn(life, 1, 'stock');
    switchOn(life, 1, 'fulfilments');
    for (const row of life.call('outbox.list', { channelId: 1, state: 'parked', beforeId: null, limit: 50 }).rows) life.call('outbox.replay', { outboxId: row.id });
    await drain(life);
    // Of the third, four pieces are gone or sold; what left in the lost day is offered to nobody.
    expect(Number(life.outside.level(life.listings[2] ?? ''))).toBe(50 - 1 - 2 - 1);
    // Goods that left in the lost day leave here too, some under another number than was told.
    ship(life, told, 'SF-TOLD');
    ship(life, newAndTold, null);
    ship(life, byHand, null);
    await drain(life);
    expect([told, owed, newAndTold].map((id) => life.outside.parcels(id))).toMatchObject([
      { shipped: 'all', tracking: ['SF-TOLD'], mails: 1 },
      { shipped: 'all', tracking: ['SF-OWED'], mails: 1 },
      { shipped: 'all', tracking: ['SF-NEW'], mails: 1 },
    ]);
    expect(life.effects.filter((effect) => !effect.startsWith('level'))).toEqual([]);
    expect(life.outside.parcels(sold)).toMatchObject({ shipped: 'nothing', mails: 0 });
    const available = life.rows('select sum(onHand - allocated - onHold) / 1000 available from stockLevel group by variantId order by variantId').map((row) => row['available']);
    // The last of the goods is leased: it shows its share.
    const [leased, ...shared] = life.listings.map((id) => Number(life.outside.level(id))).reverse();
    expect(shared.reverse()).toEqual(available.slice(0, 3));
    expect(leased).toBeLessThanOrEqual(Number(available[3]));
    expect(life.rows("select id from outbox where state in ('waiting', 'sending', 'parked')")).toEqual([]);
    await close();
  });

  test('what was paid back in the lost day is not paid back again, recorded before it, in it, or once more after it', async () => {
    const ground = await groundOf(kind, markets[kind].start, (first) => trade(first, 0));
    const life = ground.begin();
    const bought = [buy(life, [[0, 2]], true), buy(life, [[1, 1]], true), buy(life, [[2, 2]], true)];
    const [before = '', within = '', again = ''] = bought;
    await drain(life);
    payBack(life, before, 300);
    const backup = await life.backUp();
    life.advance(minute);
    payBack(life, within, 200);
    payBack(life, again, 100);
    await drain(life);
    expect(bought.map((id) => life.outside.paidBack(id))).toEqual([[300], [200], [100]]);
    await life.putBack(backup);
    life.advance(minute);
    expect(life.rows("select problem from outbox where capability = 'refund' and state = 'parked'")).toEqual([{ problem: 'restored' }]);
    payBack(life, again, 100);
    await drain(life);
    switchOn(life, 1, 'refunds');
    await drain(life);
    expect(bought.map((id) => life.outside.paidBack(id))).toEqual([[300], [200], [100]]);
    expect(life.rows('select amount, externalId is not null told from refund order by amount')).toEqual([{ amount: 100, told: 1 }, { amount: 200, told: 1 }, { amount: 300, told: 1 }]);
    expect(life.rows("select id from outbox where capability = 'refund' and state <> 'sent'")).toEqual([]);
    life.check();
    life.close();
    await ground.close();
  });

  test('a level told in the lost day and again after it is written again, although both bear the number of the same news', async () => {
    const ground = await groundOf(kind, markets[kind].start, (first) => trade(first, 0));
    const life = ground.begin();
    const [lure = ''] = life.listings;
    const backup = await life.backUp();
    lose(life, 1, 5);
    await drain(life);
    const number = Math.max(...life.rows("select id from outbox where state = 'sent'").map((row) => Number(row['id'])));
    const told = life.outside.level(lure);
    await life.putBack(backup);
    // Its owner puts there what stood there before.
    life.outside.setLevel(lure, Number(told) + 5);
    await drain(life);
    switchOn(life, 1, 'stock');
    await drain(life);
    lose(life, 1, 5);
    expect(life.rows("select max(id) id from outbox where state = 'waiting'")).toEqual([{ id: number }]);
    await drain(life);
    expect(life.outside.level(lure)).toBe(told);
    life.check();
    life.close();
    await ground.close();
  });
});
