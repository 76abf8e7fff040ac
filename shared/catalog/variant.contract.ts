import { z } from 'zod';
import { zId, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zOptionValues, zPrice, zProductState, zSku, zVariant, zVariantInput, zVariantState } from './fields.ts';

/** The unit of measure is not here: every movement of the variant was written down in it. */
export const zVariantChanges = z.object({
  sku: zSku.exactOptional(),
  optionValues: zOptionValues.exactOptional(),
  weightGrams: z.int().min(0).exactOptional(),
  state: zVariantState.exactOptional(),
});
export type VariantChanges = z.output<typeof zVariantChanges>;

export const variantCommands = {
  add: command({ summary: 'Add a variant to a product.', undo: { by: 'variant.update' } })
    .input(z.object({ productId: zId, variant: zVariantInput }))
    .output(z.object({ variantId: zId })),
  update: command({ summary: "Change a variant's fields.", undo: { by: 'variant.update' } })
    .input(z.object({ variantId: zId, changes: zVariantChanges }))
    .output(z.object({ before: zVariantChanges })),
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
