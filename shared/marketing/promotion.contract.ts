import { z } from 'zod';
import { needs, zCurrency, zDay, zId, zInstant, zMinor, zQuantity, zRatePpm, zUnitPrice } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { promotionStates } from '../pricing/promotion.rules.ts';

/** So many goods one promotion names. */
export const mostGoods = 500;

const zOff = {
  /** Off each one's own price; or one price for all of them, in the base currency. */
  percentOff: zRatePpm.refine((rate) => rate > 0 && rate <= 1_000_000).nullable().default(null),
  amount: zUnitPrice.refine((price) => price >= 0).nullable().default(null),
};
const oneOfTwo = ({ percentOff, amount }: { percentOff: number | null; amount: number | null }): boolean => (percentOff === null) !== (amount === null);
const zPlace = {
  firstOn: zDay,
  lastOn: zDay,
  variantIds: z.array(zId).min(1).max(mostGoods),
  /** Empty: everywhere, and by hand too. */
  channelIds: z.array(zId).max(50).default([]),
};

const zTermsFields = z.object({
  name: z.string().trim().min(1).max(60),
  ...zPlace,
  ...zOff,
  /** Promised of each of the goods. */
  units: zQuantity.refine((units) => units > 0).nullable().default(null),
});
const said = { message: 'a price or a percentage, one of the two', path: ['percentOff'] };
export const zPromotionTerms = zTermsFields.refine(oneOfTwo, said);
export type PromotionTerms = z.output<typeof zPromotionTerms>;

const zPromotionId = z.object({ promotionId: zId });

export const promotionCommands = {
  create: command({ summary: 'Plan a promotion: a price for some days, of named goods, in named channels.', undo: { by: 'promotion.remove' } })
    .input(zPromotionTerms)
    .output(zPromotionId),
  change: command({ summary: 'Change a promotion that is not armed.', undo: { by: 'promotion.change' } })
    .input(zTermsFields.extend({ promotionId: zId }).refine(oneOfTwo, said))
    .output(z.object({ before: zTermsFields })),
  remove: command({ summary: 'Remove a promotion that was never armed.', undo: { by: 'promotion.create' } })
    .input(zPromotionId)
    .output(z.object({ before: zTermsFields })),
  arm: command({ summary: 'Let a promotion’s prices hold on its days. A reason is needed where it promises more than is kept.', undo: { by: 'promotion.disarm' } })
    .input(zPromotionId.extend({ reason: z.string().trim().max(200).default('') }))
    .output(zPromotionId),
  disarm: command({ summary: 'Take a promotion’s prices back at once.', undo: { by: 'promotion.arm' } })
    .input(zPromotionId)
    .output(z.object({ before: z.object({ reason: z.string() }) })),
};

const zPromotion = z.object({
  id: zId,
  name: z.string(),
  firstOn: zDay,
  lastOn: zDay,
  percentOff: zRatePpm.nullable(),
  amount: zUnitPrice.nullable(),
  units: zQuantity.nullable(),
  channelIds: z.array(zId),
  goods: z.int(),
  state: z.enum(promotionStates),
  armedAt: zInstant.nullable(),
  /** Why it was armed although it promises more than was kept. */
  reason: z.string(),
});

const zGoods = z.object({ variantId: zId, sku: z.string(), name: z.string() });
/** What is left and what it costs, for whoever may know: net − cost − fee = margin. */
const zLeft = needs('margin', z.object({ cost: zMinor, feeBefore: zMinor, feeAfter: zMinor, marginBefore: zMinor, marginAfter: zMinor }));
const zExtra = z.object({ ordinary: zQuantity, extra: zQuantity });

export const promotionQueries = {
  list: query({ summary: 'Promotions, those that end last first.' }).output(z.object({ rows: z.array(zPromotion) })),
  get: query({ summary: 'One promotion with its goods.' })
    .input(zPromotionId)
    .output(zPromotion.omit({ goods: true }).extend({ goods: z.array(zGoods) })),
  goods: query({ summary: 'The goods a category or a collection holds now, for a promotion to name.' })
    .input(z.object({ of: z.enum(['category', 'collection']), id: zId }))
    .output(z.object({ goods: z.array(zGoods), /** It holds more than a promotion names. */ isCut: z.boolean() })),
  simulate: query({ summary: 'What the shop sold of some goods in the last 90 days, again under a promotion’s price, line by line.' })
    .input(
      z
        .object({ ...zPlace, ...zOff, /** Whose own promise does not stand against it. */ promotionId: zId.nullable().default(null), limit: z.int().min(1).max(2000).default(500) })
        .refine(oneOfTwo, said),
    )
    .output(
      z.object({
        currency: zCurrency,
        firstOn: zDay,
        throughOn: zDay,
        goods: z.array(
          zGoods.extend({
            base: zUnitPrice.nullable(),
            price: zUnitPrice.nullable(),
            isUnderFloor: z.boolean(),
            lowest: needs('cost', zUnitPrice.nullable()),
            /** Kept for it in the channels named, or available where none is, less what others like it promise. */
            covered: needs('stockFigure', zQuantity),
          }),
        ),
        /** The newest of them; the sum is of all. */
        lines: z.array(z.object({ id: zId, postedOn: zDay, orderId: zId, number: z.string(), sku: z.string(), quantity: zQuantity, netBefore: zMinor, netAfter: zMinor, left: zLeft })),
        lineCount: z.int(),
        sum: z.object({ quantity: zQuantity, netBefore: zMinor, netAfter: zMinor, left: zLeft }),
        /** In other currencies, and so not replayed. */
        foreign: z.int(),
        breakEven: needs('margin', zExtra.extend({ quiet: zExtra.nullable(), busy: zExtra.nullable() }).nullable()),
        /** What others of the same categories sold in these days and channels; null where the goods are in none. Of more than `goods` others nothing is added up. */
        others: z.object({ goods: z.int(), sold: z.object({ quantity: zQuantity, net: zMinor }).nullable() }).nullable(),
      }),
    ),
};
