import type { Instant } from '../units/instant.ts';

/** A bucket of questions that fills up all the time: at most `most` at once, `perSecond` in the long run. */
export interface Bucket {
  readonly most: number;
  readonly perSecond: number;
  /** What was in it at that moment. */
  readonly left: number;
  readonly at: Instant;
}

/** A clock that was set back fills nothing, and empties nothing either. */
const leftIn = ({ most, perSecond, left, at }: Bucket, now: Instant): number => Math.min(most, left + (Math.max(0, now - at) / 1000) * perSecond);

/** Milliseconds until a price can be paid; one above all it holds is due when it is full. */
export const waitFor = (bucket: Bucket, price: number, now: Instant): number =>
  Math.ceil((Math.max(0, Math.min(price, bucket.most) - leftIn(bucket, now)) / bucket.perSecond) * 1000);

/** The bucket once a price is paid. */
export const without = (bucket: Bucket, price: number, now: Instant): Bucket => ({ ...bucket, left: Math.max(0, leftIn(bucket, now) - price), at: now });
