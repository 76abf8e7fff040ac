import { z } from 'zod';
import { zId, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zOptionValues, zPrice, zProductState, zSku, zVariant, zVariantInput, zVariantState } from './fields.ts';

/** The unit of measure changes only until something was counted or sold in it. */
export const zVariantChanges = z.object({
  sku: zSku.exactOptional(),
  optionValues: zOptionValues.exactOptional(),
  unitOfMeasure: z.string().trim().min(1).max(20).exactOptional(),
  unitDecimals: z.int().min(0).max(3).exactOptional(),
  weightGrams: z.int().min(0).exactOptional(),
  state: zVariantState.exactOptional(),
});
export type VariantChanges = z.output<typeof zVariantChanges>;

/** What a matrix of options says of a variant it has: a variant that is no longer wanted is archived, never deleted. */
const zArranged = z.object({ variantId: zId, optionValues: zOptionValues, state: zVariantState });
export type ArrangedVariant = z.output<typeof zArranged>;

export const variantCommands = {
  add: command({ summary: 'Add a variant to a product.', undo: { by: 'variant.update' } })
    .input(z.object({ productId: zId, variant: zVariantInput }))
    .output(z.object({ variantId: zId })),
  update: command({ summary: "Change a variant's fields.", undo: { by: 'variant.update' } })
    .input(z.object({ variantId: zId, changes: zVariantChanges }))
    .output(z.object({ before: zVariantChanges })),
  arrange: command({ summary: 'Change the options of a product’s variants and add those that are missing, all at once.', undo: { by: 'variant.arrange' } })
    .input(z.object({ productId: zId, variants: z.array(zArranged).max(1000), add: z.array(zVariantInput).max(200) }))
    .output(z.object({ before: z.array(zArranged), variantIds: z.array(zId) })),
};

export const variantQueries = {
  find: query({ summary: 'The variant a scanned or typed code means, and how much of it.' })
    .input(z.object({ code: z.string().trim().min(1).max(100) }))
    .output(
      z.object({
        /** Null when no variant has this barcode or SKU. */
        found: zVariant
          .extend({
            productName: z.string(),
            productState: zProductState,
            taxClassId: zId,
            packQuantity: zQuantity,
            prices: z.array(zPrice),
          })
          .nullable(),
      }),
    ),
};
