import { z } from 'zod';
import { costKinds, typedCostKinds } from '../catalog/margin.rules.ts';
import { zItems, zResults } from '../contract/batch.ts';
import { needs, zId, zRatePpm, zUnitPrice } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

const zAmount = zUnitPrice.refine((amount) => amount >= 0);
const zShare = zRatePpm.refine((rate) => rate >= 0 && rate < 1_000_000);

/** Null says that there is no such cost. */
export const zCostPart = z.object({ variantId: zId, kind: z.enum(typedCostKinds), amount: zAmount.nullable() });
export type NewCostPart = z.output<typeof zCostPart>;

export const zChannelFee = z.object({ channelId: zId, rate: zShare.nullable() });
/** Of a variant, of a category with what is inside it, or, where both are null, of every variant. A rate of null takes it away. */
export const zMarginFloor = z.object({ variantId: zId.nullable().default(null), categoryId: zId.nullable().default(null), rate: zShare.nullable() });
export type NewMarginFloor = z.output<typeof zMarginFloor>;

const zPart = z.object({ kind: z.enum(costKinds), amount: zUnitPrice });

export const costCommands = {
  set: command({ summary: 'Say what a unit costs beside the goods: freight, advertising, packaging, other.', undo: { by: 'cost.set' } })
    .input(z.object({ items: zItems(zCostPart) }))
    .output(z.object({ results: zResults(z.object({ before: needs('cost', zUnitPrice.nullable()) })) })),
  setFee: command({ summary: 'Say what part of a price a channel keeps.', undo: { by: 'cost.setFee' } })
    .input(zChannelFee)
    .output(z.object({ before: zChannelFee })),
  setFloor: command({ summary: 'Say the least margin of a variant, a category or the whole shop.', undo: { by: 'cost.setFloor' } })
    .input(zMarginFloor)
    .output(z.object({ before: zMarginFloor })),
};

export const costQueries = {
  get: query({ summary: 'What one unit costs, part by part, what its price leaves, and the lowest price it may have.' })
    .input(z.object({ variantId: zId, channelId: zId.exactOptional(), price: zAmount.exactOptional() }))
    .output(
      z.object({
        variantId: zId,
        sku: z.string(),
        /** What was asked about, else the price that holds now; null when there is none. */
        price: zUnitPrice.nullable(),
        buildUp: needs('cost', z.object({ tax: zUnitPrice, net: zUnitPrice, parts: z.array(zPart), landed: zUnitPrice, margin: zUnitPrice }).nullable()),
        /** What is known without a price: the typed parts and the goods. */
        parts: needs('cost', z.array(zPart)),
        floor: needs('margin', zRatePpm.nullable()),
        /** Null where no floor holds, no cost is known, or no price is high enough. */
        lowest: needs('cost', zUnitPrice.nullable()),
        isUnderFloor: z.boolean(),
      }),
    ),
  settings: query({ summary: 'The margin floors and the channels’ fees.' }).output(
    z.object({
      floors: z.array(z.object({ id: zId, variantId: zId.nullable(), categoryId: zId.nullable(), name: z.string().nullable(), rate: needs('margin', zRatePpm) })),
      fees: z.array(z.object({ channelId: zId, rate: zRatePpm })),
    }),
  ),
};
