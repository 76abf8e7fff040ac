import fs from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { founding } from '../support/door.ts';
import { typistAt } from '../support/keyboard.ts';
import { goTo, looks, newStageFolder, openStage, picture, seriousFaults, settled, type Stage, stageTime } from './stage.ts';

const day = 86_400_000;
type Ask = <T = Record<string, number>>(method: string, input?: object) => Promise<T>;
type Act = (page: Page) => Promise<void>;

interface Place {
  screen: string;
  at: string;
  act?: Act;
}

const peek: Act = async (page) => {
  await page.getByRole('row').nth(1).click();
  await page.keyboard.press('Space');
  await page.locator('.peek').waitFor();
};
const opened = (key: string): Act => async (page) => {
  await typistAt(page).press(key);
  await page.getByRole('dialog').waitFor();
};
const writing = (text: string): Act => async (page) => {
  await page.locator('main input:not([type=radio]), .screen input:not([type=radio])').first().fill(text);
  await page.keyboard.press('Enter');
};

const shipViews: readonly Place[] = ['', '?view=pack', '?view=parcels', '?view=labels', '?view=notices'].map((view) => ({ screen: `looks-ship${view.replace('?view=', '-')}`, at: `/ship${view}` }));
const settings: readonly Place[] = ['carriers', 'ship-from', 'notices'].map((one) => ({ screen: `looks-${one}`, at: `/settings/${one}` }));
const returnRooms: readonly Place[] = ['', '/repairs', '/analysis', '/policies'].map((room) => ({ screen: `looks-returns${room.replace('/', '-')}`, at: `/returns${room}` }));

const emptyPlaces: readonly Place[] = [
  ...shipViews,
  ...settings,
  ...returnRooms,
  { screen: 'looks-build', at: '/ship?build=true' },
  { screen: 'looks-pack-station', at: '/station/pack' },
  { screen: 'looks-return-station', at: '/station/return' },
];

const fullPlaces: readonly Place[] = [
  ...shipViews,
  ...settings,
  ...returnRooms,
  { screen: 'looks-wave', at: '/ship/1' },
  { screen: 'looks-wave-paper', at: '/ship/1/paper' },
  { screen: 'looks-pick-station', at: '/station/pick/1' },
  { screen: 'looks-pack-station', at: '/station/pack' },
  { screen: 'looks-tote', at: '/station/pack?tote=1' },
  { screen: 'looks-parcel', at: '/ship?view=parcels', act: peek },
  { screen: 'looks-strays', at: '/ship?view=parcels', act: async (page) => { await page.locator('.filters button, .filter-bar button').last().click(); await page.getByRole('dialog').waitFor(); } },
  { screen: 'looks-carrier', at: '/settings/carriers', act: peek },
  { screen: 'looks-ship-from-why', at: '/settings/ship-from', act: writing('SO-000001') },
  { screen: 'looks-requested', at: '/returns/1' },
  { screen: 'looks-to-inspect', at: '/returns/2' },
  { screen: 'looks-settled', at: '/returns/3' },
  { screen: 'looks-exchanged', at: '/returns/4' },
  { screen: 'looks-declined', at: '/returns/5' },
  { screen: 'looks-settle', at: '/returns/6', act: opened('m') },
  { screen: 'looks-return-station', at: '/station/return?rma=7' },
  { screen: 'looks-repair', at: '/returns/repairs', act: peek },
  { screen: 'looks-warranty', at: '/returns/repairs?serial=SN-2041' },
  { screen: 'looks-unknown-serial', at: '/returns/repairs?serial=SN-9' },
];

const found = async (ask: Ask): Promise<void> => {
  await ask('shop.create', { ...founding, goLiveAt: stageTime - 60 * day });
};

/** Waves with a line that ran short, a box with a wrong piece, silent parcels, a label and a notice that wait; returns at every turn. */
async function setScene(ask: Ask): Promise<void> {
  const { locationId } = await ask('location.create', { name: '後倉 Back store', kind: 'warehouse', sellable: true });
  const { binId } = await ask('bin.create', { locationId, code: 'PACK' });
  await ask('wave.packAt', { locationId, binId });
  const goods = await addGoods(ask, locationId!);
  await addCarriers(ask);
  for (const kind of ['received', 'shipped']) await ask('notice.setRule', { kind, sendsFor: 'own' });
  const { printerId } = await ask('printer.add', { name: 'Zebra', speaks: 'zpl', host: '192.168.1.50' });
  await ask('printer.forLabels', { printerId });
  const sale = sales(ask, goods);
  for (const [name, lines] of [['王伟', [['TEA', 2], ['CUP', 1]]], ['韓梅梅', [['CUP', 4]]], ['Alexandra Featherstonehaugh-Montgomery', [['TEA', 1]]]] as const) await sale.open(name, lines);
  const { pickWaveId } = await ask('wave.build', { locationId });
  const { lines } = await ask<{ lines: { pickLineId: number }[] }>('wave.get', { pickWaveId });
  await ask('pick.take', { pickLineId: lines[0]!.pickLineId, quantity: 1_000 });
  await ask('pick.short', { pickLineId: lines.at(-1)!.pickLineId });
  await parcels(ask, sale);
  await returns(ask, sale);
  await sale.open('李雷', [['POT', 1]]);
}

async function addGoods(ask: Ask, locationId: number): Promise<Record<string, number>> {
  const goods: Record<string, number> = {};
  const named = [['TEA', '西湖龍井 West Lake tea, spring picking, 100 g tin', 'A-02', 140], ['CUP', '青花茶杯 Blue cup', 'A-09', 320], ['POT', '紫砂壺 220 ml', 'C-04', 610]] as const;
  for (const [sku, name, code, weightGrams] of named) {
    const { variants } = await ask<{ variants: { id: number }[] }>('product.create', { name, state: 'active', variants: [{ sku, weightGrams, prices: [{ currency: 'CNY', amount: 1_280_000 }] }] });
    goods[sku] = variants[0]!.id;
    const { binId } = await ask('bin.create', { locationId, code });
    await ask('stock.receive', { locationId, lines: [{ variantId: goods[sku], binId, quantity: 60_000, value: 600_00 }] });
  }
  const { variants } = await ask<{ variants: { id: number }[] }>('product.create', { name: '對講機 Radio', state: 'active', variants: [{ sku: 'RADIO', prices: [{ currency: 'CNY', amount: 2_000_000 }] }] });
  goods['RADIO'] = variants[0]!.id;
  await ask('lot.track', { variantId: goods['RADIO'], tracking: 'serial' });
  await ask('stock.receive', { locationId, lines: [{ variantId: goods['RADIO'], quantity: 1_000, value: 100_00, lots: [{ code: 'SN-2041', quantity: 1_000 }] }] });
  return goods;
}

async function addCarriers(ask: Ask): Promise<void> {
  const { carriers } = await ask<{ carriers: { carrierId: number; code: string }[] }>('carrier.list');
  const { carrierId } = carriers.find(({ code }) => code === 'sf')!;
  const { carrierServiceId } = await ask('carrierService.add', { carrierId, name: '標快', cubicPerKilo: 6000, heaviestGrams: 30_000, longestMm: 1500, days: 1 });
  await ask('carrierService.setRates', { carrierServiceId, rows: [{ zone: '全國', country: 'CN', price: 1_800, upToGrams: 1_000 }] });
  await ask('carrierService.makeUsual', { carrierServiceId });
  await ask('waybill.add', { carrierId, numbers: ['SF0000000000018'] });
}

type Lines = readonly (readonly [string, number])[];
interface Sold {
  orderId: number;
  shipmentId: number;
  lineIds: number[];
}

function sales(ask: Ask, goods: Record<string, number>) {
  const open = async (name: string, lines: Lines): Promise<{ orderId: number; total: number }> => {
    const { customerId } = await ask('customer.create', { name, kind: 'person', contacts: [{ kind: 'email', value: `${Buffer.from(name).toString('hex').slice(0, 12)}@mail.example` }] });
    return ask<{ orderId: number; total: number }>('order.create', {
      customerId,
      lines: lines.map(([sku, count]) => ({ variantId: goods[sku], quantity: count * 1_000 })),
      recipient: { recipient: name, country: 'CN', postcode: '310012', city: '杭州', line1: '文三路 12 號', phone: '13800138000', email: 'buyer@mail.example' },
    });
  };
  const ship = async (name: string, lines: Lines, more: object = {}): Promise<Sold> => {
    const { orderId, total } = await open(name, lines);
    await ask('payment.capture', { orderId, amount: total });
    const { shipmentId } = await ask('shipment.ship', { orderId, ...more });
    const order = await ask<{ lines: { id: number }[] }>('order.get', { orderId });
    return { orderId, shipmentId: shipmentId!, lineIds: order.lines.map(({ id }) => id) };
  };
  return { open, ship };
}
type Sales = ReturnType<typeof sales>;

async function parcels(ask: Ask, { ship }: Sales): Promise<void> {
  const silent = await ship('趙敏', [['TEA', 1]], { carrier: '順豐速運', trackingNumber: 'SF1234567890123', shippedAt: stageTime - 9 * day });
  await ask('printJob.queueLabel', { shipmentId: silent.shipmentId });
  await ship('孫強', [['CUP', 1]], { carrier: '順豐速運', trackingNumber: 'SF1234567890124', shippedAt: stageTime - 2 * day });
  await ask('tracking.importBatch', {
    items: [
      { number: 'SF1234567890123', status: 'inTransit', happenedAt: stageTime - 8 * day, place: '杭州轉運中心' },
      { number: 'SF1234567890124', status: 'failed', happenedAt: stageTime - day, place: '上海' },
      { number: 'YT0000000000001', status: 'delivered', happenedAt: stageTime - day },
    ],
  });
}

/** One at each turn: asked for, to inspect, paid back, exchanged, declined, to settle, awaited. */
async function returns(ask: Ask, { ship }: Sales): Promise<void> {
  const back = async (name: string, sku: string, count: number, more: object = {}): Promise<Sold & { rmaId: number }> => {
    const sold = await ship(name, [[sku, count]]);
    const { rmaId } = await ask('rma.request', { orderId: sold.orderId, lines: [{ orderLineId: sold.lineIds[0], quantity: 1_000, reason: 'defective' }], ...more });
    return { ...sold, rmaId: rmaId! };
  };
  const receive = async (one: Sold & { rmaId: number }, disposition?: string): Promise<void> => {
    const { goodsReturnId, lines } = await ask<{ goodsReturnId: number; lines: { id: number }[] }>('goodsReturn.receive', { rmaId: one.rmaId, orderId: one.orderId, lines: [{ orderLineId: one.lineIds[0], quantity: 1_000 }] });
    if (disposition) await ask('inspection.record', { goodsReturnId, lines: [{ goodsReturnLineId: lines[0]!.id, disposition, quantity: 1_000 }] });
  };
  await back('周杰', 'TEA', 2, { authorise: false });
  await receive(await back('陳靜', 'CUP', 1));
  const paid = await back('Alexandra Featherstonehaugh-Montgomery', 'POT', 1);
  await receive(paid, 'scrap');
  await ask('rma.settle', { rmaId: paid.rmaId, to: 'storeCredit' });
  const exchanged = await back('李娜', 'CUP', 1);
  await receive(exchanged, 'restock');
  const other = await ask<{ lines: { variantId: number }[] }>('order.get', { orderId: paid.orderId });
  await ask('rma.settle', { rmaId: exchanged.rmaId, exchange: [{ variantId: other.lines[0]!.variantId, quantity: 2_000 }] });
  const declined = await back('吳剛', 'TEA', 1, { authorise: false });
  await ask('rma.decline', { rmaId: declined.rmaId, reason: '已經用過 Used' });
  await receive(await back('林小美', 'TEA', 3), 'restock');
  await back('鄭爽', 'CUP', 2);
  await ship('黃磊', [['RADIO', 1]]);
  const { pieces } = await ask<{ pieces: { lotId: number }[] }>('warranty.lookup', { serial: 'SN-2041' });
  await ask('repair.open', { lotId: pieces[0]!.lotId, problem: '沒有聲音 No sound' });
}

/** In a quick run the looks take the places in turns; in full each look goes to every one. */
const whole = process.env['SOAK'] === '1';
const visits = (places: readonly Place[]) => looks.map((look, turn) => ({ look, places: places.filter((_place, index) => whole || index % looks.length === turn) }));

/** Verbs whose words do not stand in full on their button, and pages that are wider than their window. */
const cut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const labels = [...document.querySelectorAll('.mantine-Button-label')].filter((label) => label.scrollWidth > label.clientWidth + 1).map((label) => `cut: ${label.textContent ?? ''}`);
    const { scrollWidth, clientWidth } = document.documentElement;
    return [...labels, ...(scrollWidth > clientWidth ? [`wider than the window: ${scrollWidth}`] : [])];
  });

describe.skipIf(!chromiumPath()).each([
  { state: 'empty', places: emptyPlaces, scene: async (ask: Ask) => void (await ask('location.create', { name: '後倉', kind: 'warehouse', sellable: true })) },
  { state: 'full', places: fullPlaces, scene: setScene },
])('what leaves and what comes back, $state', ({ state, places, scene }) => {
  const folder = newStageFolder();
  let browser: Browser;
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage(folder);
    const ask: Ask = async <T>(method: string, input: object = {}) => (await stage.call(method, input)) as T;
    await found(ask);
    await scene(ask);
    browser = await launchChromium();
  }, 60_000);
  afterAll(async () => {
    await stage.close();
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test.each(visits(places))('can be read and reached in $look.language, $look.theme', { timeout: 300_000 }, async ({ look, places: way }) => {
    const page = await stage.open(browser, { ...look, at: '/', width: 1024, height: 700 });
    const faults: string[] = [];
    for (const { screen, at, act } of way) {
      await goTo(page, at);
      await act?.(page);
      await settled(page);
      if (process.env['SCREENS'] === 'new') await picture(page, screen, look, state);
      faults.push(...[...(await cut(page)), ...(await seriousFaults(page))].map((fault) => `${screen}: ${fault}`));
      if (act) await goTo(page, '/');
    }
    expect(faults).toEqual([]);
  });
});
