import type { Bucket } from '../../shared/channels/bucket.rules.ts';
import type { SyncRound } from '../../shared/channels/sync.contract.ts';
import { noteEveryMs, pullEveryMs } from '../../shared/channels/stale.rules.ts';
import { isSameClock } from '../../shared/channels/clock.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { Fault, type FaultData } from '../platform/fault.ts';
import type { Platform } from '../platform/platform.ts';
import type { ChannelPlan } from './channel.queries.ts';
import type { Connector, Credentials } from './connector.ts';
import { connectorOf } from './connectors.ts';
import { payoutsAreDue } from './payout-reading.service.ts';
import { pullPayouts } from './pull-payouts.ts';
import { pullOrders } from './pull.ts';
import { readCatalogue } from './read-catalogue.ts';
import type { MarketplaceKind } from '../../shared/channels/channel-kinds.ts';
import { ofTheShop, sendCopies, sendParcels, sendRefunds, sendStock } from './send.ts';
import { endSweep, isSweepDue, sweepCatalogue, type Swept } from './sweep.ts';
import { setTimeout as pause } from 'node:timers/promises';
import type { Turns } from './turns.ts';

/**
 * What the engine is handed: the door to the file (it writes nothing itself) and the world outside. Network work happens
 * between commands, never inside one.
 */
export interface EngineSetting {
  /** Runs one of this room's internal commands, as the person or program the round acts for. */
  tell<Answer>(name: string, input: object): Promise<Answer>;
  plans(): Promise<ChannelPlan[]>;
  platform: Pick<Platform, 'clock' | 'secrets' | 'fetch'>;
  /** The same for everybody who works with this file's channels: whoever reads or writes to one has to wait for its turn. */
  turns: Turns;
  /** The same for everybody, too: however often a shop is asked, and for whom, it is asked no faster. */
  paces: Map<string, Bucket>;
  /** In [0, 1). */
  random(): number;
  /** Real time unless a test says otherwise. */
  pause?: (milliseconds: number) => Promise<void>;
}

export const secretOf = (channelId: number): string => `channel.${channelId}`;

/** @throws Refusal channel.keyMissing where the file came without its keys: another computer, or a restored backup */
export async function openConnector(setting: EngineSetting, channel: ChannelPlan['channel']): Promise<Connector> {
  const secret = await setting.platform.secrets.get(secretOf(channel.id));
  if (secret === undefined) throw new Refusal('channel.keyMissing', { channelId: channel.id });
  // Written by addChannel.
  return connected(setting, channel.kind, { url: channel.url, certificate: channel.certificate, stockPlace: channel.stockPlace, localNetwork: channel.localNetwork === 1, credentials: JSON.parse(secret) as Credentials });
}

/** A connector with this world around it. */
export function connected(setting: EngineSetting, kind: MarketplaceKind, { certificate, stockPlace, localNetwork, ...shop }: { url: string; credentials: Credentials; certificate: string | null; stockPlace: string | null; localNetwork: boolean }): Connector {
  const { fetch } = setting.platform;
  return connectorOf(kind)({
    ...shop,
    ...(certificate === null ? {} : { certificate }),
    ...(stockPlace === null ? {} : { stockPlace }),
    fetch: localNetwork ? (request) => fetch({ ...request, localNetwork }) : fetch,
    now: () => setting.platform.clock.now(),
    paces: setting.paces,
    pause: setting.pause ?? ((milliseconds) => pause(milliseconds)),
  });
}

/** What the running program remembers of a channel, so that a quiet channel does not fill the record with rounds. */
export interface ChannelMemory {
  /** Digests of the orders the last round saw. */
  orders: Set<string>;
  notedAt: Instant | null;
  /** When a round that was not noted ended well. */
  nextTryAt: Instant | null;
  /** Rounds in a row that a bug of our own ended: nothing is noted of them, so the file knows no pause. */
  bugs: number;
  /** Until when the channel is left alone after the last of them. */
  restsUntil: Instant | null;
}

export const newMemory = (): ChannelMemory => ({ orders: new Set(), notedAt: null, nextTryAt: null, bugs: 0, restsUntil: null });

/**
 * The next round of a channel, once nobody else is at it: two at once would set levels from orders the other has not read yet.
 * Where things stand is asked when its turn comes; undefined when the channel is disconnected, or no more due, by then.
 */
export const nextRound = (setting: EngineSetting, channelId: number, memory: ChannelMemory, isDue: (plan: ChannelPlan) => boolean = () => true): Promise<SyncRound | undefined> =>
  setting.turns.take(channelId, async () => {
    const plan = await findPlan(setting, channelId);
    return plan && isDue(plan) ? runRound(setting, plan, memory) : undefined;
  });

export const findPlan = async (setting: EngineSetting, channelId: number): Promise<ChannelPlan | undefined> =>
  (await setting.plans()).find(({ channel }) => channel.id === channelId);

/**
 * One round of one channel, in its turn: compare the catalogue once a night, or now where a person wants it (`compares`), read the
 * orders, send what is owed, then read the payouts. A level is seen before the orders that lowered it are read, and sent after: so what is compared
 * on sending was never lower than we know. A fault ends the round and is noted with the time of the next try.
 */
export async function runRound(setting: EngineSetting, plan: ChannelPlan, memory: ChannelMemory, compares = false): Promise<SyncRound> {
  const { id: channelId } = plan.channel;
  const startedAt = setting.platform.clock.now();
  const tally = { pulled: 0, sent: 0, parked: 0 };
  // What it sold is not known whole, so nothing is told either until a person lets it be read on.
  if (plan.reading?.state === 'stopped') return { channelId, ok: true, ...tally, fault: null };
  let fault: FaultData | null = null;
  let heardClock: Connector['clockAhead'] = () => null;
  try {
    const connector = await openConnector(setting, plan.channel);
    heardClock = connector.clockAhead;
    if (plan.inFlight > 0) await setting.tell('channel.recoverNews', { channelId });
    const catalogue = await lookAtCatalogue(setting, connector, plan, compares || isSweepDue(plan, startedAt));
    const pull = (from: ChannelPlan) => pullOrders(setting, connector, from, memory.orders, tally);
    if (plan.fences !== null && dayOf(startedAt, plan.fences.timeZone) > plan.fences.until) await setting.tell('channel.endFences', {});
    const isThrough = await lookAndPull(setting, connector, plan, pull);
    if (isThrough && catalogue.swept) await endSweep(setting, connector, channelId, catalogue.swept);
    if (isThrough) await sendAll(setting, connector, channelId, { pull, tally });
    // A person who asks, and a program that begins, want to know now.
    if (isThrough && (memory.notedAt === null || payoutsAreDue(plan.payouts, startedAt))) await pullPayouts(setting, connector, plan);
    if (catalogue.fault) throw catalogue.fault;
  } catch (error) {
    fault = faultOf(error);
  }
  const clockAhead = heardClock();
  const sameClock = clockAhead === null || isSameClock(plan.clock?.ahead ?? 0, clockAhead);
  const quiet = fault === null && plan.answers && sameClock && tally.pulled + tally.sent + tally.parked === 0;
  if (quiet && memory.notedAt !== null && startedAt - memory.notedAt < noteEveryMs)
    memory.nextTryAt = instant(startedAt + pullEveryMs);
  else {
    await setting.tell('channel.noteRound', {
      channelId,
      startedAt,
      pulled: tally.pulled,
      sent: tally.sent,
      fault,
      clockAhead,
      random: setting.random(),
    });
    memory.notedAt = startedAt;
    memory.nextTryAt = null;
  }
  return { channelId, ok: fault === null, ...tally, fault };
}

/** What reading has just changed counts too, so the file is asked anew what is owed. */
async function sendAll(setting: EngineSetting, connector: Connector, channelId: number, { pull, tally }: Around): Promise<void> {
  let plan = await findPlan(setting, channelId);
  if (!plan || plan.open === 0) return;
  // A level that moved there was moved by orders we do not know: they are read before it is sent again. News that keeps failing is parked.
  for (let steps = 0; ; steps += 1) {
    const moved = await sendStock(setting, connector, channelId, tally);
    plan = await findPlan(setting, channelId);
    if (!plan) return;
    // A leased level that was set blindly is read, and the orders behind it, before it comes nearer to its own.
    if (steps >= mostMoves || (!moved && (steps >= mostSteps || plan.unread.length === 0 || plan.open === 0))) break;
    if (!(await lookAndPull(setting, connector, plan, pull))) return;
  }
  await sendParcels(setting, connector, channelId, tally);
  await sendRefunds(setting, connector, channelId, tally);
  await sendCopies(setting, connector, channelId, tally);
}

/** Closed, read and opened again; what is not there by then comes with the next round. */
const mostSteps = 2;
/** A shop whose levels move faster than they are told is asked again with the next round. */
const mostMoves = 10;

/** Reads leased levels, then the orders: only so does a level say how much can still be sold there. False where a person stopped it. @throws Fault */
async function lookAndPull(setting: EngineSetting, connector: Connector, plan: ChannelPlan, pull: Around['pull']): Promise<boolean> {
  const channelId = plan.channel.id;
  const { readLevels } = connector;
  const looks = plan.unread.length > 0 && readLevels !== undefined;
  if (looks) {
    const shown = await readLevels(plan.unread.map(({ externalId }) => externalId));
    await setting.tell('channel.noteLevels', { levels: plan.unread.map(({ listingId }, index) => ({ listingId, shows: shown[index] ?? null })) });
  }
  const isThrough = await pull(plan);
  if (looks && isThrough) await setting.tell('channel.settleLeases', { channelId });
  return isThrough;
}

interface Around {
  /** Reads the orders again, from where the plan says; false where a person stopped it. */
  pull(plan: ChannelPlan): Promise<boolean>;
  tally: { sent: number; parked: number };
}

interface Catalogue {
  swept: Swept | null;
  fault: Fault | null;
}

/** What is wrong with the catalogue alone, also that it takes too long, keeps no order and no news waiting. @throws Fault when nothing can be asked */
async function lookAtCatalogue(setting: EngineSetting, connector: Connector, { channel, listingsReadAt }: ChannelPlan, compares: boolean): Promise<Catalogue> {
  try {
    if (listingsReadAt === null) await readCatalogue(setting, connector, channel.id);
    const swept = listingsReadAt !== null && compares ? await sweepCatalogue(setting, connector, channel.id) : null;
    return { swept, fault: null };
  } catch (error) {
    if (error instanceof Fault && (error.code === 'timeout' || !ofTheShop.has(error.code))) return { swept: null, fault: error };
    throw error;
  }
}

/** A round is noted by its fault alone: what the shop answered is kept with news. */
const withoutAnswer = ({ answer: _answer, ...fault }: FaultData): FaultData => fault;

/** A missing key stops one channel, not the round of all. */
function faultOf(error: unknown): FaultData {
  if (error instanceof Fault) return withoutAnswer(error.data());
  if (error instanceof Refusal && error.code === 'channel.keyMissing') {
    return { code: 'keyMissing', retry: 'never', says: 'The key of this channel is not on this computer.' };
  }
  throw error;
}
