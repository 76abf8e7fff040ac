import { Fault, type FaultData } from '../platform/fault.ts';
import type { Connector, PushResult } from './connector.ts';
import type { EngineSetting } from './engine.ts';
import type { CopyTask } from './push-copy.service.ts';
import type { Fared, ParcelTask, StockTask } from './push.service.ts';
import type { RefundTask } from './push-refund.service.ts';

interface Tally {
  sent: number;
  parked: number;
}

/**
 * Sends the levels that are due, batch by batch, until none is; stops and answers true where levels had moved there, since the
 * orders behind that have to be read first. @throws Fault when the shop cannot be asked
 */
export async function sendStock(setting: EngineSetting, connector: Connector, channelId: number, tally: Tally): Promise<boolean> {
  const { pushStock } = connector;
  if (!pushStock) return false;
  for (;;) {
    const { tasks } = await setting.tell<{ tasks: StockTask[] }>('channel.takeStockNews', { channelId });
    if (tasks.length === 0) return false;
    const items = tasks.map(({ tryKey, was, news, level }) => ({ listingId: news.externalId, pieces: level / 1000, was, key: tryKey }));
    const { fared, outage } = await faredOf(connector, tasks, () => pushStock(items));
    await setting.tell('channel.settleStockNews', { channelId, tasks, fared, random: setting.random() });
    count(tally, fared);
    if (outage) throw outage;
    if (fared.some((one) => one.kind === 'failed' && one.seen !== undefined)) return true;
  }
}

/** Tells of parcels one by one: each is read back first, so a repeat neither ships nor mails twice. @throws Fault */
export async function sendParcels(setting: EngineSetting, connector: Connector, channelId: number, tally: Tally): Promise<void> {
  const { pushFulfilment } = connector;
  if (!pushFulfilment) return;
  await sendOneByOne<ParcelTask>({ setting, connector, channelId, tally, take: 'channel.takeParcelNews' }, ({ news: { externalId: orderId, complete, tracking }, lines }) =>
    pushFulfilment({ orderId, complete, tracking, lines }),
  );
}

/** Lets the shop pay back, one by one: each is read back first, so a repeat pays nothing back twice. @throws Fault */
export async function sendRefunds(setting: EngineSetting, connector: Connector, channelId: number, tally: Tally): Promise<void> {
  const { pushRefund } = connector;
  if (!pushRefund) return;
  await sendOneByOne<RefundTask>({ setting, connector, channelId, tally, take: 'channel.takeRefundNews' }, ({ news: { externalId: orderId, amount, currency, number, mark }, known, others }) =>
    pushRefund({ orderId, amount, currency, number, mark, known, others }),
  );
}

/** Shows products as they were published, one by one. @throws Fault */
export async function sendCopies(setting: EngineSetting, connector: Connector, channelId: number, tally: Tally): Promise<void> {
  const { pushListing } = connector;
  if (!pushListing) return;
  await sendOneByOne<CopyTask>({ setting, connector, channelId, tally, take: 'channel.takeCopyNews' }, ({ news: { externalId: listingId, fields }, was }) => pushListing({ listingId, ...fields, was }));
}

interface Sending {
  setting: EngineSetting;
  connector: Connector;
  channelId: number;
  tally: Tally;
  /** The command that takes what is due. */
  take: string;
}

async function sendOneByOne<One extends Task>({ setting, connector, channelId, tally, take }: Sending, push: (task: One) => Promise<PushResult>): Promise<void> {
  for (;;) {
    const { tasks } = await setting.tell<{ tasks: One[] }>(take, { channelId });
    if (tasks.length === 0) return;
    const fared: Fared[] = [];
    let outage: Fault | null = null;
    for (const task of tasks) {
      const one: { fared: Fared[]; outage: Fault | null } = outage ? { fared: [outageOf(task)], outage } : await faredOf(connector, [task], async () => [await push(task)]);
      fared.push(...one.fared);
      outage = one.outage;
    }
    await setting.tell('channel.settleNews', { fared, tasks, random: setting.random() });
    count(tally, fared);
    if (outage) throw outage;
  }
}

type Task = Pick<StockTask, 'id' | 'attempts'>;

const outageOf = ({ id, attempts }: Task): Fared => ({ id, attempts, kind: 'outage' });

/** Faults that say nothing about what was sent. */
export const ofTheShop: ReadonlySet<FaultData['code']> = new Set<FaultData['code']>([
  'unreachable',
  'untrusted',
  'privateAddress',
  'redirected',
  'proxyUnreachable',
  'proxyUnauthorised',
  'proxyRefused',
  'proxyUnusable',
  'timeout',
  'rateLimited',
  'unauthorised',
  'keyMissing',
]);

/**
 * How each task fared. When all of them failed in a way the shop itself may have caused, the shop is asked something
 * harmless: if that fails too, it is an outage and no task is to blame.
 */
async function faredOf(
  connector: Connector,
  tasks: readonly Task[],
  push: () => Promise<PushResult[]>,
): Promise<{ fared: Fared[]; outage: Fault | null }> {
  const results = await push().catch((error: unknown) => {
    if (error instanceof Fault) return error;
    throw error;
  });
  const outage = results instanceof Fault ? await outageBehind(connector, results) : await outageBehindAll(connector, results);
  if (outage) return { fared: tasks.map(outageOf), outage };
  return {
    fared: tasks.map((task, index) =>
      faredTask(task, results instanceof Fault ? { ok: false, fault: results.data() } : results[index]),
    ),
    outage: null,
  };
}

function faredTask({ id, attempts }: Task, result: PushResult | undefined): Fared {
  if (result?.ok) return { id, attempts, kind: 'sent', answer: result.answer, ...(result.changed && { changed: result.changed }), ...(result.externalId !== undefined && { externalId: result.externalId }) };
  return {
    id,
    attempts,
    kind: 'failed',
    ...(result?.seen !== undefined && { seen: result.seen }),
    fault: result?.fault ?? { code: 'wrongAnswer', retry: 'later', why: 'noAnswer', says: 'No answer for this item.' },
  };
}

async function outageBehindAll(connector: Connector, results: readonly PushResult[]): Promise<Fault | null> {
  const [first] = results;
  if (!first || first.ok || results.some((result) => result.ok || result.fault.retry === 'never' || result.seen !== undefined)) return null;
  return outageBehind(connector, new Fault(first.fault.code, first.fault));
}

async function outageBehind(connector: Connector, fault: Fault): Promise<Fault | null> {
  if (ofTheShop.has(fault.code)) return fault;
  return connector.probe().then(
    () => null,
    (error: unknown) => (error instanceof Fault ? error : fault),
  );
}

function count(tally: Tally, fared: readonly Fared[]): void {
  tally.sent += fared.filter((one) => one.kind === 'sent').length;
  tally.parked += fared.filter((one) => one.kind === 'failed' && one.fault.retry === 'never').length;
}
