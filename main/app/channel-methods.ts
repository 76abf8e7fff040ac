import {
  addChannel,
  asSync,
  compareNow,
  importProducts,
  listPlaces,
  type OutsideSetting,
  refreshChannel,
  removeChannel,
  syncOnce,
  takeOrder,
} from '../channels/outside.ts';
import type { ChannelPlan } from '../channels/channel.queries.ts';
import type { Actor } from '../database/handles.ts';
import type { Platform } from '../platform/platform.ts';
import { Turns } from '../channels/turns.ts';
import type { Store } from './store.ts';

export type OutsideWorld = Pick<Platform, 'clock' | 'secrets' | 'fetch'>;

const verbs = {
  'channel.add': addChannel,
  'channel.remove': removeChannel,
  'channel.refresh': refreshChannel,
  'channel.places': listPlaces,
  'channel.importProducts': importProducts,
  'sync.once': syncOnce,
  'sync.compare': compareNow,
  'sync.takeOrder': takeOrder,
};

/** People, tokens and the background all work with the channels of one file. */
const sharedOf = new WeakMap<Store, Pick<OutsideSetting, 'turns' | 'paces'>>();

function sharedWith(store: Store): Pick<OutsideSetting, 'turns' | 'paces'> {
  const shared = sharedOf.get(store) ?? { turns: new Turns(), paces: new Map() };
  sharedOf.set(store, shared);
  return shared;
}

/** What the engine is handed: the door to the file and the world outside, on behalf of somebody. */
export function engineSetting(store: Store, platform: OutsideWorld, actor: Actor): OutsideSetting {
  const asEngine = asSync(actor);
  return {
    // The engine says what each of the channels room's internal commands answers.
    tell: <Answer>(name: string, input: object) => store.internal(asEngine, name, input) as Promise<Answer>,
    command: <Answer>(name: string, input: object) => store.command(asEngine, name, input) as Promise<Answer>,
    plans: () => store.lookUp('channel.plans') as Promise<ChannelPlan[]>,
    platform,
    ...sharedWith(store),
    random: Math.random,
  };
}

/** The methods of channels that need the network. */
export function channelMethods(
  store: Store,
  platform: OutsideWorld,
): Record<string, (actor: Actor, input: unknown) => Promise<unknown>> {
  return Object.fromEntries(
    // Each verb gets the input its own contract parsed.
    Object.entries(verbs).map(([name, verb]) => [
      name,
      (actor: Actor, input: unknown) => verb(engineSetting(store, platform, actor), input as never),
    ]),
  );
}
