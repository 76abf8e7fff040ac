import { createHash } from 'node:crypto';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Actor } from '../database/handles.ts';

/** Whoever lost its line asks again within minutes; an answer may hold a secret, so it is kept no longer than that, in milliseconds. */
const keptFor = 15 * 60_000;
/** The oldest give way beyond this. */
const mostKept = 500;

export interface AskedOutside {
  key: string;
  actor: Actor;
  method: string;
  input: unknown;
}

interface Kept {
  wish: string;
  answer: Promise<unknown>;
  /** Undefined while it is being made. */
  until: Instant | undefined;
}

/**
 * What was answered outside the file, by the key of whoever asked: the same again within a quarter of an hour gets the same
 * answer, also while it is still being made, and has no second effect. What was refused is tried anew. Commands inside the
 * file keep their keys in it for good.
 */
export class Answers {
  private readonly now: () => Instant;
  private readonly kept = new Map<string, Kept>();

  constructor(now: () => Instant) {
    this.now = now;
  }

  /** @throws Refusal key.reused for the same key with another wish or by somebody else, and what the work refuses */
  once({ key, actor, method, input }: AskedOutside, work: () => Promise<unknown>): Promise<unknown> {
    this.forget();
    const wish = createHash('sha256').update(JSON.stringify([method, input, actor.userId, actor.role, actor.deviceId])).digest('hex');
    const known = this.kept.get(key);
    if (known) return known.wish === wish ? known.answer : Promise.reject(new Refusal('key.reused', { key }));
    const made: Kept = { wish, answer: work(), until: undefined };
    this.kept.set(key, made);
    made.answer.then(
      () => (made.until = (this.now() + keptFor) as Instant),
      () => this.kept.delete(key),
    );
    return made.answer;
  }

  /** Answers past their time, and the oldest beyond what is kept; what is being made stays. */
  private forget(): void {
    const now = this.now();
    let tooMany = this.kept.size - mostKept + 1;
    for (const [key, { until }] of this.kept) {
      if (until === undefined || (until > now && tooMany <= 0)) continue;
      this.kept.delete(key);
      tooMany -= 1;
    }
  }
}
