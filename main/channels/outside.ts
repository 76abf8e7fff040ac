import type { NewChannel, NewSheetChannel, StockPlace } from '../../shared/channels/channel.contract.ts';
import type { SyncRound } from '../../shared/channels/sync.contract.ts';
import type { RefusalData } from '../../shared/refusal/refusal.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Actor } from '../database/handles.ts';
import { Fault } from '../platform/fault.ts';
import { catalogueItem } from './catalogue.ts';
import type { ChannelPlan } from './channel.queries.ts';
import type { Connector, Cursor } from './connector.ts';
import { connected, type EngineSetting, findPlan, newMemory, nextRound, openConnector, runRound, secretOf } from './engine.ts';
import { listingPage, readCatalogue } from './read-catalogue.ts';

/** The rest of the store that connecting needs: a public command, as the person who asked. */
export interface OutsideSetting extends EngineSetting {
  command<Answer>(name: string, input: object): Promise<Answer>;
}

/**
 * Connects a shop: the key is tried before anything is kept, and only read with. The key goes to the platform's secrets, the
 * rest into the file. @throws Fault when the shop does not answer to this key; Refusal channel.nameTaken
 */
export async function addChannel(setting: OutsideSetting, input: NewChannel) {
  if (input.kind === 'spreadsheet') return addSheets(setting, input);
  const { name, kind, credentials, certificate, localNetwork = false, goLiveAt } = input;
  const url = input.url.replace(/\/+$/, '');
  const { secrets } = setting.platform;
  const connector = connected(setting, kind, { url, credentials, certificate: certificate ?? null, stockPlace: null, localNetwork });
  const { currency } = await connector.probe();
  const channel = { name, kind, url, certificate: certificate ?? null, localNetwork, currency, goLiveAt: goLiveAt ?? null };
  const { channelId } = await setting.tell<{ channelId: number }>('channel.added', channel);
  try {
    await secrets.set(secretOf(channelId), JSON.stringify(credentials));
  } catch (error) {
    await setting.command('channel.remove', { channelId });
    throw error;
  }
  // The catalogue can be read again at any time; a shop that is slow today is connected all the same.
  const counts = await setting.turns.take(channelId, () => readCatalogue(setting, connector, channelId)).catch((error: unknown) => {
    if (error instanceof Fault) return { listings: 0, linked: 0 };
    throw error;
  });
  return { channelId, currency, ...counts };
}

async function addSheets(setting: OutsideSetting, input: NewSheetChannel) {
  const added = await setting.tell<{ channelId: number; currency: string }>('channel.sheetAdded', input);
  return { ...added, listings: 0, linked: 0 };
}

/** Disconnects a shop and forgets its key. @throws Refusal record.missing */
export async function removeChannel(setting: OutsideSetting, input: { channelId: number }): Promise<Record<string, never>> {
  await setting.command('channel.remove', input);
  await setting.platform.secrets.remove(secretOf(input.channelId));
  return {};
}

/** @throws Fault; Refusal record.missing, channel.keyMissing */
export async function refreshChannel(setting: OutsideSetting, { channelId }: { channelId: number }) {
  const { channel } = await planOf(setting, channelId);
  const connector = await openConnector(setting, channel);
  return setting.turns.take(channelId, () => readCatalogue(setting, connector, channelId));
}

/** Asks beside what else goes on with the channel: a first reading may take its time. @throws Fault; Refusal record.missing, channel.noPlaces, channel.keyMissing */
export async function listPlaces(setting: EngineSetting, { channelId }: { channelId: number }): Promise<{ places: StockPlace[] }> {
  const { readPlaces } = await openConnector(setting, (await planOf(setting, channelId)).channel);
  if (!readPlaces) throw new Refusal('channel.noPlaces', { channelId });
  return { places: await readPlaces() };
}

type ImportResult = { ok: true; value: { outcome: 'created' | 'updated' | 'unchanged' } } | { ok: false; refusal: RefusalData };

/**
 * Takes the shop's products into the catalogue, by their SKUs, and links them. Stock stays as it is: what is counted here is
 * for a person to say. @throws Fault; Refusal record.missing, channel.keyMissing
 */
export async function importProducts(setting: OutsideSetting, { channelId }: { channelId: number }) {
  const { channel } = await planOf(setting, channelId);
  const connector = await openConnector(setting, channel);
  return setting.turns.take(channelId, () => importAll(setting, connector, channelId));
}

async function importAll(setting: OutsideSetting, connector: Connector, channelId: number) {
  const { currency } = await connector.probe();
  const readSince = setting.platform.clock.now();
  const done = { created: 0, updated: 0, unchanged: 0, refused: [] as { name: string; refusal: RefusalData }[] };
  if (!connector.importProducts) return done;
  const unreadable: string[] = [];
  let cursor: Cursor | null = null;
  for (let more = true; more;) {
    const page = await connector.importProducts(cursor);
    const items = page.products.flatMap((product) => catalogueItem(product, currency) ?? []);
    const answer =
      items.length === 0 ? { results: [] } : await setting.command<{ results: ImportResult[] }>('product.importBatch', { items });
    for (const [index, result] of answer.results.entries()) {
      if (result.ok) done[result.value.outcome] += 1;
      else done.refused.push({ name: items[index]?.name ?? '', refusal: result.refusal });
    }
    unreadable.push(...page.problems.map(({ externalId }) => externalId));
    await setting.tell('channel.storeListings', listingPage(page, { channelId, readSince, unreadable }));
    ({ cursor, more } = page);
  }
  return done;
}

/**
 * One round now, of every channel or of the one named by name or number; a channel in trouble does not stop the others. Where a
 * round runs already, another begins after it: what happened there until now is read in any case.
 * @throws Refusal record.missing when there is no such channel
 */
export async function syncOnce(
  setting: EngineSetting,
  { channel }: { channel?: string },
): Promise<{ ok: boolean; rounds: SyncRound[] }> {
  const plans = await setting.plans();
  const wanted = plans.filter(
    (plan) => channel === undefined || plan.channel.name === channel || String(plan.channel.id) === channel,
  );
  if (channel !== undefined && wanted.length === 0) throw new Refusal('record.missing', { kind: 'channel', id: channel });
  const rounds: SyncRound[] = [];
  for (const plan of wanted) {
    const round = await nextRound(setting, plan.channel.id, newMemory());
    if (round) rounds.push(round);
  }
  return { ok: rounds.every((round) => round.ok), rounds };
}

/** Compares both sides of a channel now, as part of a round of it. @throws Fault where it was cut off; Refusal record.missing, channel.keyMissing */
export async function compareNow(setting: EngineSetting, { channelId }: { channelId: number }): Promise<Record<string, never>> {
  // A missing key is said as such, not as a round that failed.
  await openConnector(setting, (await planOf(setting, channelId)).channel);
  const round = await setting.turns.take(channelId, async () => runRound(setting, await planOf(setting, channelId), newMemory(), true));
  if (round.fault) throw new Fault(round.fault.code, round.fault);
  return {};
}

/** Reads an order that differs by its id and takes it over as it is there. @throws Fault; Refusal record.missing, difference.notTakeable */
export async function takeOrder(setting: EngineSetting, { differenceId }: { differenceId: number }): Promise<Record<string, never>> {
  const { channelId, externalId } = await setting.tell<{ channelId: number; externalId: string }>('channel.orderToRead', { differenceId });
  const { channel } = await planOf(setting, channelId);
  const connector = await openConnector(setting, channel);
  return setting.turns.take(channelId, async () => {
    const order = (await connector.readOrder?.(externalId)) ?? null;
    return setting.tell('channel.takeOrder', { differenceId, order });
  });
}

async function planOf(setting: EngineSetting, channelId: number): Promise<ChannelPlan> {
  const plan = await findPlan(setting, channelId);
  if (!plan) throw new Refusal('record.missing', { kind: 'channel', id: channelId });
  return plan;
}

/** Who the engine acts for: the person who asked, by way of the sync. */
export const asSync = (actor: Actor): Actor => ({ ...actor, via: 'sync' });
