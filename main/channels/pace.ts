import { type Bucket, waitFor, without } from '../../shared/channels/bucket.rules.ts';
import type { ConnectorSetting } from './connector.ts';

/** How fast a shop is asked, where it does not say itself what it bears. */
export interface Pace {
  /** Waits until one more question may be asked, and takes it. */
  turn(): Promise<void>;
  /** It was asked too much: what was saved up for a burst is gone. */
  empty(): void;
}

/** By the shop, so that a new round, and a person who asks again and again, find what the last one left. */
export function openPace({ now, pause, paces }: Pick<ConnectorSetting, 'now' | 'pause' | 'paces'>, shop: string, rate: Pick<Bucket, 'most' | 'perSecond'>): Pace {
  const bucket = (): Bucket => paces.get(shop) ?? { ...rate, left: rate.most, at: now() };
  return {
    turn: async () => {
      const wait = waitFor(bucket(), 1, now());
      if (wait > 0) await pause(wait);
      paces.set(shop, without(bucket(), 1, now()));
    },
    empty: () => void paces.set(shop, { ...bucket(), left: 0, at: now() }),
  };
}
