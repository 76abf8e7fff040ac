import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { oneAtATime, printLabels, startShopClock } from '../../main/app/shop-clock.ts';
import { registry } from '../../main/app/registry.ts';
import { agentRequest, printPause, readAgent } from '../../shared/documents/print-task.rules.ts';
import { instant } from '../../shared/units/instant.ts';
import { newShippingShop, pickAll, type ShippingShop, totesOf } from '../fulfilment/support.ts';
import { type LabelPrinter, startLabelPrinter } from '../support/label-printer.ts';
import { type FakeAgent, startPrintAgent } from '../support/print-agent.ts';
import { refused } from '../support/refused.ts';

const clockActor = { userId: 1, role: 'owner', deviceId: null, via: 'sync' } as const;
let shop: ShippingShop;
beforeEach(() => {
  shop = newShippingShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

const store = () => ({
  lookUp: (name: string) => Promise.resolve(registry.lookups[name]!(shop.read)),
  internal: (_actor: unknown, name: string, input: object) => Promise.resolve(shop.core.internal(clockActor, name, input)),
});
const print = () => printLabels(store() as never, () => instant(shop.clock.now));
const jobs = () => shop.call('printJob.list', { view: 'all' }).rows;
const states = () => jobs().map(({ state, problem }) => [state, problem]);

/** A printer of labels at a port of this machine. */
function labelsTo(port: number): number {
  const { printerId } = shop.call('printer.add', { name: 'Zebra', speaks: 'zpl', host: '127.0.0.1', port });
  shop.call('printer.forLabels', { printerId });
  return printerId;
}

function labelsToAgent(port: number): void {
  const { printerId } = shop.call('printer.add', { name: '菜鸟', speaks: 'cainiao', host: '127.0.0.1', port, agentPrinter: 'XP-470B', template: 'https://cloudprint.cainiao.com/template/standard/1' });
  shop.call('printer.forLabels', { printerId });
}

/** A hook picked, packed and shipped; answers its parcel's shipment. */
function parcel(trackingNumber: string): number {
  shop.order({ HOOK: 1 }, { recipient: '王伟', line1: '西湖 1 号', city: '杭州', postcode: '310000', country: 'CN', phone: '13800138000' });
  const wave = shop.call('wave.build', {}).pickWaveId;
  pickAll(shop, wave);
  const { parcelId } = shop.call('pack.open', { pickToteId: totesOf(shop, wave)[0]!.id });
  shop.call('pack.scan', { parcelId, code: 'HOOK' });
  return shop.call('pack.ship', { parcelId, trackingNumber }).shipmentId;
}

describe('a label on a printer that takes bytes', () => {
  let printer: LabelPrinter;
  beforeEach(async () => {
    printer = await startLabelPrinter();
  });
  afterEach(() => printer.close());

  test('is owed in the transaction that ships the parcel, printed once, and never again by itself', async () => {
    labelsTo(printer.port);
    const shipmentId = parcel('SF0000000000001');
    expect(jobs()).toMatchObject([{ shipmentId, state: 'waiting', printerName: 'Zebra', trackingNumber: 'SF0000000000001' }]);
    expect(shop.raw.prepare('select job.commandId = shipment.commandId from printJob job join shipment on shipment.id = job.shipmentId').pluck().get()).toBe(1);
    expect(await print()).toBe(1);
    for (const _time of [1, 2]) expect(await print()).toBe(0);
    await vi.waitFor(() => expect(printer.labels).toHaveLength(1));
    expect(printer.labels[0]).toMatch(/^\^XA[\s\S]*王伟[\s\S]*SF0000000000001[\s\S]*\^XZ/);
    expect(states()).toEqual([['printed', null]]);
    expect(() => shop.raw.exec("update printJob set state = 'waiting', finishedAt = null")).toThrow('is not printed again');
    refused(() => shop.call('printJob.queueLabel', { shipmentId }), 'printJob.twice');
    refused(() => shop.call('printJob.retry', { printJobId: jobs()[0]!.printJobId }), 'printJob.begun');
    shop.call('printJob.queueLabel', { shipmentId, again: true });
    expect(await print()).toBe(1);
    await vi.waitFor(() => expect(printer.labels).toHaveLength(2));
  });

  test('is not owed without a printer of labels, nor by one out of use; asked for by hand it says so', () => {
    const shipmentId = parcel('SF0000000000001');
    refused(() => shop.call('printJob.queueLabel', { shipmentId }), 'printJob.noPrinter');
    const printerId = labelsTo(printer.port);
    shop.call('printer.block', { printerId });
    parcel('SF0000000000002');
    expect(jobs()).toEqual([]);
    refused(() => shop.call('printJob.queueLabel', { shipmentId }), 'printer.blocked');
    const { printerId: receipts } = shop.call('printer.add', { name: 'Till', speaks: 'escpos', host: '127.0.0.1' });
    refused(() => shop.call('printer.forLabels', { printerId: receipts }), 'printJob.noPrinter');
  });

  test('that breaks off while it is printed waits for a person, who may look into the tray first', async () => {
    labelsTo(printer.port);
    parcel('SF0000000000001');
    printer.breaks = true;
    await print();
    expect(states()).toEqual([['parked', 'perhapsPrinted']]);
    shop.clock.advance(3_600_000);
    printer.breaks = false;
    expect([await print(), printer.labels.length]).toEqual([0, 0]);
    shop.call('printJob.retry', { printJobId: jobs()[0]!.printJobId });
    expect(await print()).toBe(1);
  });

  test('is on paper within two seconds of the parcel’s leaving', async () => {
    labelsTo(printer.port);
    const listeners = new Set<(news: { kinds: Record<string, number[]> }) => void>();
    const stop = startShopClock({ ...store(), onNews: (listener: never) => (listeners.add(listener), () => void listeners.delete(listener)) } as never, { secrets: { get: async () => undefined } as never, proofs: { triedAt: instant(shop.clock.now) } as never, now: () => instant(shop.clock.now) }, (error) => { throw error; });
    const begun = performance.now();
    parcel('SF0000000000001');
    listeners.forEach((listener) => listener({ kinds: { parcel: [1] } }));
    await vi.waitFor(() => expect(printer.labels).toHaveLength(1), { timeout: 2_000 });
    expect(performance.now() - begun).toBeLessThan(2_000);
    await vi.waitFor(() => expect(states()).toEqual([['printed', null]]));
    stop();
    expect(listeners.size).toBe(0);
  });
});

test('with the printer away labels are queued and say so; when it answers all go in order, each once', async () => {
  const away = await startLabelPrinter();
  const { port } = away;
  await away.close();
  labelsTo(port);
  const parcels = ['SF0000000000001', 'SF0000000000002', 'SF0000000000003'];
  parcels.forEach(parcel);
  expect(await print()).toBe(0);
  // One was tried; the others wait with the printer and are not each tried in vain.
  expect(jobs().map(({ state, problem, says }) => [state, problem, says?.includes(`127.0.0.1:${port} cannot be reached`) ?? null])).toEqual([['waiting', null, null], ['waiting', null, null], ['waiting', 'unreachable', true]]);
  expect(shop.raw.prepare('select distinct attempts from printJob order by attempts').pluck().all()).toEqual([0, 1]);
  expect(await print()).toBe(0);
  const back = await startLabelPrinter(port);
  shop.clock.advance(15_000);
  expect(await print()).toBe(3);
  await vi.waitFor(() => expect(back.labels).toHaveLength(3));
  expect(back.labels.map((label) => parcels.findIndex((number) => label.includes(number)))).toEqual([0, 1, 2]);
  await back.close();
});

test('what a program that died had in flight, or a file that was put back owes, waits for a person; a parcel taken back needs none', async () => {
  const printer = await startLabelPrinter();
  labelsTo(printer.port);
  parcel('SF0000000000001');
  shop.core.internal(clockActor, 'printJob.take', {});
  const shipmentId = parcel('SF0000000000002');
  shop.call('shipment.cancel', { shipmentId, reason: 'another address' });
  expect([await print(), printer.labels.length]).toEqual([0, 0]);
  expect(states()).toEqual([['dropped', null], ['parked', 'perhapsPrinted']]);
  shop.call('printJob.drop', { printJobId: jobs()[1]!.printJobId });
  parcel('SF0000000000003');
  shop.core.internal(clockActor, 'shop.restored', { lostEpoch: 1, lostSeries: {} });
  expect(states()[0]).toEqual(['parked', 'perhapsPrinted']);
  await printer.close();
});

describe('a label on a print agent', () => {
  let agent: FakeAgent;
  beforeEach(async () => {
    agent = await startPrintAgent();
    labelsToAgent(agent.port);
  });
  afterEach(() => agent.close());

  test('goes as data with its template, one task a label, and is printed when the agent says so', async () => {
    parcel('SF0000000000001');
    parcel('SF0000000000002');
    expect(await print()).toBe(2);
    expect(agent.tasks.map(({ printer, documents }) => [printer, documents.length, documents[0]!.contents[0]])).toMatchObject([
      ['XP-470B', 1, { templateURL: 'https://cloudprint.cainiao.com/template/standard/1', data: { trackingNumber: 'SF0000000000001', from: '渔具小店' } }],
      ['XP-470B', 1, { data: { trackingNumber: 'SF0000000000002' } }],
    ]);
    expect(new Set(agent.tasks.map(({ taskID }) => taskID)).size).toBe(2);
    expect(states()).toEqual([['printed', null], ['printed', null]]);
  });

  test.each([['refuse', '打印机不存在'], ['jam', '缺纸: paper out']] as const)('that it %ss is parked with its words, and tried again when somebody says so', async (next, says) => {
    agent.next = next;
    parcel('SF0000000000001');
    expect(await print()).toBe(0);
    expect(jobs()).toMatchObject([{ state: 'parked', problem: 'refused', says }]);
    agent.next = 'print';
    shop.call('printJob.retry', { printJobId: jobs()[0]!.printJobId });
    expect([await print(), agent.tasks.length]).toEqual([1, 1]);
  });

  test('that it took and never spoke of again is perhaps printed; one it was never asked for waits', async () => {
    agent.next = 'die';
    parcel('SF0000000000001');
    await print();
    expect(states()).toEqual([['parked', 'perhapsPrinted']]);
    await agent.close();
    parcel('SF0000000000002');
    await print();
    expect(states()[0]).toEqual(['waiting', 'unreachable']);
  });
});

test('a print agent is added with a template only', () => {
  const agent = { name: '菜鸟', speaks: 'cainiao', host: 'localhost', port: 13_528 } as const;
  refused(() => shop.call('printer.add', agent), 'input.invalid');
  shop.call('printer.add', { ...agent, template: 'https://cloudprint.cainiao.com/template/standard/1' });
});

test('what an agent says of other tasks is not of ours', () => {
  fc.assert(fc.property(fc.anything(), (message) => readAgent(message, 'label-1-1') === undefined));
  const { cmd } = agentRequest({ taskId: 'label-1-1', printer: '', template: 'https://x.example', data: {} as never }) as { cmd: string };
  expect(readAgent({ cmd, requestID: 'label-1-1', status: 'success' }, 'label-1-1')).toEqual({ kind: 'taken' });
});

test('a printer that stays away is left alone for longer and longer, five minutes at most', () => {
  const pauses = Array.from({ length: 12 }, (_unused, index) => printPause(index + 1));
  expect(pauses[0]).toBe(15_000);
  expect(pauses.every((pause, index) => pause >= (pauses[index - 1] ?? 0) && pause <= 300_000)).toBe(true);
});

test('work that is asked for while it runs is done once more after it, never twice at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 12 }), async (waits) => {
      let [running, most, lastBegun, asked] = [0, 0, 0, 0];
      const work = oneAtATime(async () => {
        running += 1;
        most = Math.max(most, running);
        lastBegun = asked;
        await new Promise((resolve) => setTimeout(resolve, 1));
        running -= 1;
      });
      const all: Promise<void>[] = [];
      for (const wait of waits) {
        asked += 1;
        all.push(work());
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      }
      await Promise.all(all);
      // The last who asked was served by a round that began after they asked.
      expect([most, lastBegun]).toEqual([1, asked]);
    }),
    { numRuns: 25 },
  );
});
