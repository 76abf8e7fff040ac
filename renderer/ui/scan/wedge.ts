import { type PhysicalKey, signOf } from './physical-keys.ts';

/** Milliseconds between keys: a scanner stays under the first in the middle, and nothing it sends pauses longer than the second. */
const steady = 35;
const pause = 3 * steady;
/** A scan screen asks for codes and nothing else, so it waits for what stalls on the air. */
const patientPause = 200;
/** Shorter than any code a shop scans everywhere; a scan screen takes its shorter bins too. */
const shortest = 6;
const shortestAsked = 2;

export interface WedgeKey extends PhysicalKey {
  readonly timeStamp: number;
  readonly repeat: boolean;
}

/** `first` and `more` belong to what may become a scan; `apart` is a person's key. */
export type Heard = { readonly as: 'first' | 'more' | 'apart' } | { readonly as: 'scan'; readonly text: string };

/** Listens to one keyboard and tells a scanner from fingers by its pace. */
export interface Wedge {
  /** `patient`: on a screen that asks for codes. */
  hear(key: WedgeKey, patient?: boolean): Heard;
}

const apart: Heard = { as: 'apart' };

/**
 * A scan is six signs or more, half of the gaps between them at most 35 ms, ended by Enter or Tab. A finger that stays on a
 * key repeats at that pace too, and is told by `repeat`.
 */
export function makeWedge(): Wedge {
  let signs: string[] = [];
  let times: number[] = [];
  const clear = (): void => {
    signs = [];
    times = [];
  };
  const hearSign = (sign: string, at: number, within: number): Heard => {
    if (at - (times.at(-1) ?? -Infinity) > within) clear();
    signs.push(sign);
    times.push(at);
    return { as: signs.length === 1 ? 'first' : 'more' };
  };
  const hearEnd = (at: number, patient: boolean): Heard => {
    const inTime = at - (times.at(-1) ?? -Infinity) <= (patient ? patientPause : pause);
    const enough = patient ? signs.length >= shortestAsked : signs.length >= shortest && medianGap(times) <= steady;
    const text = signs.join('');
    clear();
    return inTime && enough ? { as: 'scan', text } : apart;
  };
  return {
    hear(key, patient = false) {
      if (/^(Shift|Control|CapsLock)/.test(key.code)) return apart;
      const sign = key.repeat ? undefined : signOf(key);
      if (sign !== undefined) return hearSign(sign, key.timeStamp, patient ? patientPause : pause);
      if (!key.repeat && /^(Enter|NumpadEnter|Tab)$/.test(key.code)) return hearEnd(key.timeStamp, patient);
      clear();
      return apart;
    },
  };
}

function medianGap(times: readonly number[]): number {
  const gaps = times.slice(1).map((at, place) => at - (times[place] ?? at));
  return gaps.toSorted((a, b) => a - b)[Math.floor((gaps.length - 1) / 2)] ?? Infinity;
}
