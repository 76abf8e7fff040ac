import { sql } from 'kysely';
import { keptAnswer } from '../../shared/channels/answer.rules.ts';
import { asksFirst } from '../../shared/channels/publish.rules.ts';
import { batchSizeAfter, nextTryAfter, triesBeforeParking } from '../../shared/channels/retry.rules.ts';
import { newsProblems } from '../../shared/channels/sync.contract.ts';
import type { LevelWrite } from '../../shared/inventory/lease.rules.ts';
import { instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { type DueNews, noteSent, parkNews, replaceNews, returnNews, takeDueNews } from '../outbox/delivery.service.ts';
import type { FaultData } from '../platform/fault.ts';
import type { ShownFields } from './connector.ts';
import { type ChannelRow, getChannel, setBrake } from './channel.statements.ts';
import { dropListingDifference } from './difference.statements.ts';
import { findLease } from './lease.statements.ts';
import { leaseWrite, noteForeignWrite, noteLeaseWrite } from './lease.service.ts';
import { findListing, setPublished, setSeenLevel } from './listing.statements.ts';
import { type ParcelLine, parcelLines } from './parcel.queries.ts';
import { stockKey, type StockNews } from './stock-news.service.ts';
import type { FulfilmentNews } from '../sales/fulfilment-news.ts';
import { zeroing } from './zeros.queries.ts';

export interface StockTask extends DueNews {
  news: StockNews;
  /** What the shop showed when we last looked, in pieces. */
  was: number | null;
  /** The level that is set now: a leased listing may come to its own in steps. */
  level: Quantity;
  /** The same for every repeat of one try: only what fails for certain counts as one. A file that was put back gives its numbers out again, so the epoch is part of it. */
  tryKey: string;
  write?: LevelWrite;
  /** Which of the shop's places was chosen when it was taken. */
  place: string | null;
}

export interface ParcelTask extends DueNews {
  news: FulfilmentNews;
  lines: ParcelLine[];
}

/** How one piece of news fared. `outage`: the channel as a whole could not be asked, which is no failure of this news. */
export type Fared =
  | { id: number; attempts: number; kind: 'sent'; answer: string; changed?: ShownFields; externalId?: string }
  | { id: number; attempts: number; kind: 'failed'; fault: FaultData; seen?: number }
  | { id: number; attempts: number; kind: 'outage' };

const largestBatch = 100;

/**
 * Takes the stock news that is due, unless it would set too many listings to zero: then nothing is taken, and the channel
 * waits for a person. The more often the first failed, the fewer travel with it.
 */
export function takeStockNews(tx: Tx, { channelId }: { channelId: number }): { tasks: StockTask[]; braked: boolean } {
  const channel = getChannel(tx, channelId);
  if (channel.sendsStock === 0) return { tasks: [], braked: false };
  if (brakes(tx, channel)) return { tasks: [], braked: true };
  return { tasks: takeTogether(tx, channel), braked: false };
}

function brakes(tx: Tx, channel: ChannelRow): boolean {
  const rows = zeroing.all(tx, { channelId: channel.id });
  const allowed = new Set(JSON.parse(channel.zerosAllowed) as number[]);
  const asked = rows.filter((row) => row.toZero === 1 && !allowed.has(row.id));
  if (!asksFirst({ zeroed: asked.length, told: rows.length })) return false;
  if (channel.brakedAt === null) setBrake.run(tx, { id: channel.id, brakedAt: tx.now, zerosAllowed: channel.zerosAllowed });
  tx.changed('channel', channel.id);
  return true;
}

/** News that failed before travels in ever smaller company, so that one bad item ends up alone. */
function takeTogether(tx: Tx, channel: ChannelRow): StockTask[] {
  const due = takeDueNews(tx, { channelId: channel.id, capability: 'stock', limit: largestBatch });
  const fresh = due.filter((news) => news.attempts === 0);
  const failed = due.filter((news) => news.attempts > 0);
  const [worst] = failed;
  const batch = fresh.length > 0 ? fresh : failed.slice(0, batchSizeAfter(worst?.attempts ?? 0, largestBatch));
  const taken = new Set(batch.map(({ id }) => id));
  for (const news of due) if (!taken.has(news.id)) returnNews(tx, { ...news, nextTryAt: tx.now, problem: null, says: null });
  return batch.flatMap((taken) => stockTask(tx, channel, taken) ?? []);
}

/** How long news waits for room when nothing else makes any. */
const roomWaitMs = 5 * 60_000;

/** What is sent for a piece of news; null where it is settled already or cannot be sent safely yet. */
function stockTask(tx: Tx, channel: ChannelRow, taken: DueNews): StockTask | null {
  // Written by announceAvailability.
  const news = JSON.parse(taken.payload) as StockNews;
  const tryKey = `${shopOf(tx).epoch}.${taken.id}.${taken.attempts}`;
  const lease = findLease.get(tx, { listingId: news.listingId });
  const shown = findListing.get(tx, { id: news.listingId })?.remoteStock ?? null;
  if (!lease) {
    return { ...taken, place: channel.stockPlace, tryKey, news, was: shown === null ? null : shown / 1000, level: news.level };
  }
  const step = leaseWrite(tx, channel, lease, news.level);
  if (step === 'already') noteAlready(tx, channel, taken, news);
  else if (step === null) returnNews(tx, { ...taken, nextTryAt: instant(tx.now + roomWaitMs), problem: null, says: null });
  // A lease counts from zero; a shop that sold more than it had compares with what it shows, which is less.
  else return { ...taken, place: channel.stockPlace, tryKey, news, was: (step.from === 0 ? Math.min(0, shown ?? 0) : step.from) / 1000, level: step.to, write: step };
  return null;
}

/** A leased level that was read stands where it is to be: whoever asks what the shop shows is told that. */
function noteAlready(tx: Tx, { id: channelId }: ChannelRow, taken: DueNews, { externalId, level }: StockNews): void {
  noteSent(tx, taken, `stock ${level / 1000} already`);
  setPublished.run(tx, { channelId, externalId, published: level, now: tx.now });
}

/** Notes how stock news fared, and what the shop confirmed. */
export function settleStockNews(
  tx: Tx,
  input: { channelId: number; tasks: readonly StockTask[]; fared: readonly Fared[]; random: number },
): void {
  const channel = getChannel(tx, input.channelId);
  // What was told another place says nothing of what the chosen one shows.
  const tasks = new Map(input.tasks.filter(({ place }) => place === channel.stockPlace).map((task) => [task.id, task]));
  const parked = Map.groupBy(parkedLevels.all(tx, { channelId: channel.id }), ({ key }) => key);
  for (const one of input.fared) {
    const task = tasks.get(one.id);
    const news = task?.news;
    if (task) noteForLease(tx, task, one);
    // A step on the way to its level: the rest goes next.
    if (task && one.kind === 'sent' && task.level !== task.news.level) returnNews(tx, { ...one, nextTryAt: tx.now, problem: null, says: null });
    else settle(tx, one, input.random);
    const moved = one.kind === 'failed' ? one.seen : undefined;
    if (one.kind === 'sent' && news) {
      setPublished.run(tx, { channelId: input.channelId, externalId: news.externalId, published: task.level, now: tx.now });
      dropListingDifference(tx, news.listingId, 'level');
      for (const { id } of parked.get(stockKey(news.listingId)) ?? []) if (id < one.id) replaceNews(tx, id, one.id);
    }
    if (moved !== undefined && news) setSeenLevel.run(tx, { id: news.listingId, remoteStock: quantity(moved * 1000), now: tx.now });
  }
  const idle = input.fared.every((one) => one.kind === 'sent');
  // The word given for this push does not hold for the next.
  if (idle && channel.zerosAllowed !== '[]') setBrake.run(tx, { id: channel.id, brakedAt: null, zerosAllowed: '[]' });
}

/** What could not be told of listings: once a newer level of one is told, nobody has to look at it any more. */
const parkedLevels = read((db, p: { channelId: number }) =>
  // In these words SQLite knows the short index of parked news.
  db.selectFrom('outbox').select(['id', 'key']).where('channelId', '=', p.channelId).where('capability', '=', 'stock').where(sql<boolean>`state = 'parked'`),
);

/** Only an answer for certain changes what is known of a lease; everything else leaves it open. */
function noteForLease(tx: Tx, { news: { listingId }, level, write }: StockTask, one: Fared): void {
  if (write) noteLeaseWrite(tx, listingId, write, one.kind === 'sent' ? { done: true } : { done: false, seen: one.kind === 'failed' ? one.seen : undefined });
  else noteForeignWrite(tx, listingId, level);
}

const sentBefore = read((db, p: { channelId: number; key: string; id: number }) =>
  db
    .selectFrom('outbox')
    .select('id')
    .where('channelId', '=', p.channelId)
    .where('capability', '=', 'fulfilment')
    .where('key', '=', p.key)
    .where('state', '=', 'sent')
    .where('id', '<', p.id)
    .limit(1),
);

/** A parcel was taken back: one nobody was told of needs no telling, for one that was told a person is asked. */
export function takeBackTold(tx: Tx, channelId: number, taken: DueNews): void {
  const told = sentBefore.get(tx, { channelId, key: taken.key, id: taken.id });
  if (told) parkNews(tx, taken, { problem: 'toldBefore', says: null, answer: null });
  else noteSent(tx, taken, 'taken back before anybody was told');
}

/** Takes the parcels the channel is owed. One that was taken back before anybody was told needs no telling. */
export function takeParcelNews(tx: Tx, { channelId }: { channelId: number }): { tasks: ParcelTask[] } {
  const channel = getChannel(tx, channelId);
  if (channel.sendsFulfilments === 0) return { tasks: [] };
  const due = takeDueNews(tx, { channelId, capability: 'fulfilment', limit: 20 });
  return {
    tasks: due.flatMap((taken) => {
      // Written by the sales room's fulfilment-news.ts.
      const news = JSON.parse(taken.payload) as FulfilmentNews;
      if (!news.cancelled) return [{ ...taken, news, lines: parcelLines(tx, news.shipmentId) }];
      takeBackTold(tx, channelId, taken);
      return [];
    }),
  };
}

/** Notes how one piece of news fared, whatever it was about. */
export function settle(tx: Tx, one: Fared, random: number): void {
  if (one.kind === 'sent') return noteSent(tx, one, one.answer);
  if (one.kind === 'outage') return returnNews(tx, { ...one, nextTryAt: tx.now, problem: null, says: null });
  const { fault } = one;
  const tries = one.attempts + 1;
  // What we know ourselves is a code; only the other side's words are kept as words.
  // What keeps us from asking the shop at all ends the round before news is sent; the file has no word for it.
  const code = newsProblems.find((problem) => problem === fault.code) ?? 'unreachable';
  const [problem, says] = fault.why ? ([fault.why, null] as const) : ([code, fault.says] as const);
  if (fault.retry === 'never' || tries >= triesBeforeParking) return parkNews(tx, one, { problem, says, answer: fault.answer ?? (fault.status === undefined ? null : keptAnswer(fault.status, '')) });
  return returnNews(tx, {
    id: one.id,
    attempts: tries,
    nextTryAt: one.seen === undefined ? (fault.retryAt ?? nextTryAfter(tries, tx.now, random)) : tx.now,
    problem,
    says,
  });
}
