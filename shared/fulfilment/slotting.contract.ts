import { z } from 'zod';
import { needs, zDay, zId, zInstant, zQuantity } from '../contract/fields.ts';
import { query } from '../contract/method.ts';
import { stayReasons } from './slotting.rules.ts';

/** All there is of a variant in a bin, to be carried to another. */
const zCarry = z.object({
  variantId: zId,
  sku: z.string(),
  name: z.string(),
  quantity: needs('stockFigure', zQuantity),
  fromBinId: zId,
  fromBin: z.string(),
  toBinId: zId,
  toBin: z.string(),
  /** On how many of the walks it was fetched. */
  fetched: z.int(),
});

/** Bins that change their goods with one another, or get some for the first time; no two rounds touch the same bin. Ways in decimetres. */
const zRound = z.object({
  /** In the order in which one carries. */
  carries: z.array(zCarry),
  /** What the walks would have been shorter in all, after the rounds before this one. */
  saved: z.int(),
  /** Metres a week. */
  savedAWeek: z.int(),
  /** The way of doing it once, from packing and back. */
  effort: z.int(),
  walks: z.array(z.object({ pickWaveId: zId, number: z.string(), builtAt: zInstant, before: z.int(), after: z.int() })),
});

export const slottingQueries = {
  propose: query({ summary: 'Which goods to put into which bins of a location so that the walks of the last days would have been shorter, each saving walked again. Moves nothing.', long: true })
    .input(
      z.object({
        /** The first place that sells, where it is left out. */
        locationId: zId.exactOptional(),
        days: z.int().min(7).max(730).default(90),
      }),
    )
    .output(
      z.object({
        locationId: zId.nullable(),
        /** The first of the walks counted, and how many days these are spread over. */
        firstOn: zDay.nullable(),
        days: z.int(),
        walks: z.int(),
        /** Older walks of the days asked for, which were too many to walk again. */
        leftOut: z.int(),
        /** Decimetres of all walks, with goods where they lie and after every round. */
        before: z.int(),
        after: z.int(),
        /** Metres, the sum of the rounds'. */
        savedAWeek: z.int(),
        rounds: z.array(zRound),
        /** Goods fetched on these walks that stay where they are, whatever it would save. */
        stays: z.array(z.object({ why: z.enum(stayReasons), goods: z.int() })),
      }),
    ),
};
