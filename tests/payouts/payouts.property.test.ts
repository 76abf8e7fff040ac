import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { type BankShop, bringLines, lineOf } from '../banking/support.ts';
import { channelId } from '../sales/support.ts';
import { runs } from '../support/soak.ts';
import { bringPayouts, channelRefund, channelSale, clearingOf, newPayoutShop, readPayouts } from './support.ts';

/**
 * Random orders, refunds, fees and reserves, told by payouts in any order, each file twice, some taken back and brought in
 * again. The oracle is a sheet of paper: what each order was paid and what of it was told, added up by hand.
 */
interface Story {
  orders: { paid: number; keptFee: number; refunds: number[]; fee: number; refundIsBooked: boolean }[];
  /** For each movement of the orders in turn: which payout tells it. */
  spread: number[];
  reserves: { amount: number; heldIn: number; releasedIn: number }[];
  ads: number[];
  payouts: number;
  order: number[];
  takeBack: number;
}

const story: fc.Arbitrary<Story> = fc.record({
  orders: fc.array(
    fc.record({
      paid: fc.integer({ min: 100, max: 50_000 }),
      keptFee: fc.constantFrom(0, 0, 7),
      refunds: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 2 }),
      fee: fc.integer({ min: 0, max: 90 }),
      refundIsBooked: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  spread: fc.array(fc.nat(3), { minLength: 24, maxLength: 24 }),
  reserves: fc.array(fc.record({ amount: fc.integer({ min: 1, max: 900 }), heldIn: fc.nat(3), releasedIn: fc.nat(4) }), { maxLength: 3 }),
  ads: fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 2 }),
  payouts: fc.integer({ min: 1, max: 4 }),
  order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 }),
  takeBack: fc.nat(3),
});

interface Row {
  payout: number;
  kind: string;
  order: string;
  amount: number;
}

/** Every movement the channel tells, with the payout it comes in; what has no money in it is not told. */
function told({ orders, spread, reserves, ads, payouts }: Story): Row[] {
  let at = 0;
  const next = (): number => (spread[at++ % spread.length] ?? 0) % payouts;
  const ofOrders = orders.flatMap(({ paid, refunds, fee }, index) => {
    const order = `${1001 + index}`;
    return [{ kind: 'sale', order, amount: paid }, ...refunds.map((amount) => ({ kind: 'refund', order, amount: -amount })), { kind: 'commission', order, amount: -fee }].map((row) => ({ ...row, payout: next() }));
  });
  const ofReserves = reserves.flatMap(({ amount, heldIn, releasedIn }) => [
    { kind: 'reserve', order: '', amount: -amount, payout: heldIn % payouts },
    // The last of five is not released yet.
    ...(releasedIn === 4 ? [] : [{ kind: 'reserve', order: '', amount, payout: releasedIn % payouts }]),
  ]);
  return [...ofOrders, ...ofReserves, ...ads.map((amount) => ({ kind: 'ads', order: '', amount: -amount, payout: next() }))].filter(({ amount }) => amount !== 0);
}

const cents = (amount: number): string => `${amount < 0 ? '-' : ''}${Math.floor(Math.abs(amount) / 100)}.${String(Math.abs(amount) % 100).padStart(2, '0')}`;
const fileOf = (rows: readonly Row[], payout: number): string =>
  ['Payout,Payout date,Type,Order,Amount', ...rows.filter((row) => row.payout === payout).map(({ kind, order, amount }) => `R-${payout},2026-03-1${payout},${kind},${order},${cents(amount)}`)].join('\n');

/** Accepts what goes beyond the books for what it is here: the other half comes with another payout. */
function finish(shop: BankShop, settlementId: number): void {
  for (const line of shop.call('settlement.get', { settlementId }).lines) {
    if (line.is === 'beyond') shop.call('settlement.decide', { settlementLineId: line.id, orderId: line.orderId, leftOnOrder: true });
  }
  shop.call('settlement.finish', { settlementId });
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

async function play(shop: BankShop, tale: Story): Promise<void> {
  const ids = tale.orders.map(({ paid, keptFee }, index) => channelSale(shop, `${1001 + index}`, { paid, fee: keptFee }));
  tale.orders.forEach(({ refunds, refundIsBooked }, index) => refundIsBooked && refunds.forEach((amount) => channelRefund(shop, ids[index] ?? 0, amount)));
  const rows = told(tale);
  const files = tale.order.filter((payout) => rows.some((row) => row.payout === payout)).map((payout) => ({ payout, content: fileOf(rows, payout) }));
  const standing: { payout: number; id: number }[] = [];
  for (const { payout, content } of files) {
    const [id = 0] = await bringPayouts(shop, content);
    expect((await readPayouts(shop, content)).read.settlements[0]?.is).toBe('known');
    finish(shop, id);
    standing.push({ payout, id });
  }
  await again(shop, tale, files, standing);
  // Refunds the books hear of only now.
  tale.orders.forEach(({ refunds, refundIsBooked }, index) => !refundIsBooked && refunds.forEach((amount) => channelRefund(shop, ids[index] ?? 0, amount)));
  onPaper(shop, tale, rows, ids);
  await arrive(shop, rows, standing);
}

/** One of the finished payouts is taken back and comes a second time. */
async function again(shop: BankShop, { takeBack }: Story, files: readonly { payout: number; content: string }[], standing: { payout: number; id: number }[]): Promise<void> {
  const chosen = standing[takeBack % standing.length];
  const file = files.find(({ payout }) => payout === chosen?.payout);
  if (!chosen || !file) return;
  shop.call('settlement.takeBack', { settlementIds: [chosen.id] });
  shop.check();
  const [id = 0] = await bringPayouts(shop, file.content);
  finish(shop, id);
  chosen.id = id;
}

function onPaper(shop: BankShop, tale: Story, rows: readonly Row[], ids: readonly number[]): void {
  let held = 0;
  tale.orders.forEach(({ paid, keptFee, refunds, fee }, index) => {
    const own = rows.filter(({ order }) => order === `${1001 + index}`);
    const settled = sum(own.filter(({ kind }) => kind !== 'commission').map(({ amount }) => amount));
    // A fee that was kept at once is told once more, and only what it is more is new.
    const open = paid - keptFee - sum(refunds) - (settled - Math.min(keptFee, fee));
    held += open;
    expect(clearingOf(shop, ids[index] ?? 0)).toBe(open);
    const costs = (shop.call('order.profit', { orderId: ids[index] ?? 0 }).told ?? []).map(({ amount }) => amount);
    expect(sum(costs)).toBe(fee - Math.min(keptFee, fee));
  });
  const newFees = sum(tale.orders.map(({ fee, keptFee }) => fee - Math.min(fee, keptFee)));
  const reserve = 0 - sum(rows.filter(({ kind }) => kind === 'reserve').map(({ amount }) => amount));
  const keptFees = sum(tale.orders.map(({ keptFee }) => keptFee));
  expect(['channelClearing', 'channelFees', 'gatewayFees', 'advertising', 'channelReserve', 'payoutInTransit'].map((role) => shop.balance(role)))
    .toEqual([held, newFees, keptFees, sum(tale.ads), reserve, sum(rows.map(({ amount }) => amount))]);
  const ageing = shop.call('clearing.ageing', {});
  expect([ageing.account, ageing.totals.total]).toEqual([held, held]);
  shop.check();
}

/** Each payout comes to the bank once, and then nothing is on its way. */
async function arrive(shop: BankShop, rows: readonly Row[], standing: readonly { payout: number; id: number }[]): Promise<void> {
  const sent = standing.map(({ payout, id }) => ({ id, amount: sum(rows.filter((row) => row.payout === payout).map(({ amount }) => amount)) })).filter(({ amount }) => amount !== 0);
  await bringLines(shop, shop.bankId, sent.map(({ id, amount }) => ({ id: `b${id}`, on: '2026-03-20', amount })));
  for (const { id } of sent) shop.call('settlement.receive', { settlementId: id, bankLineId: lineOf(shop, `b${id}`) });
  expect([shop.balance('payoutInTransit'), shop.balance('bank')]).toEqual([0, sum(sent.map(({ amount }) => amount))]);
  expect(shop.call('settlement.list', { view: 'toDo' }).rows).toEqual([]);
  expect(shop.call('settlement.list', { view: 'onTheWay' }).rows).toEqual([]);
  expect(shop.call('report.get', { name: 'payouts', from: day('2026-03-01'), to: day('2026-03-31') }).controls.every(({ left, right }) => left === right)).toBe(true);
  shop.check();
}

test('random orders and payouts in any order, twice, agree with a sheet of paper', { timeout: 3_600_000 }, async () => {
  const seen = { settlements: 0 };
  await fc.assert(
    fc.asyncProperty(story, async (tale) => {
      const shop = newPayoutShop();
      try {
        await play(shop, tale);
        seen.settlements += shop.call('settlement.list', { channelId, limit: 100 }).rows.length;
      } finally {
        shop.close();
      }
    }),
    { numRuns: runs(4, 1_000, 'payout stories'), seed: 20261130 },
  );
  // A generator that tells no payout would prove nothing.
  expect(minor(seen.settlements)).toBeGreaterThan(3);
});
