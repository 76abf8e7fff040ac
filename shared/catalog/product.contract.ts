import { z } from 'zod';
import { zItems, zResults } from '../contract/batch.ts';
import { zId, zInstant, zUnitPrice } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zBarcode, zFieldChange, zName, zPrice, zProductState, zVariant, zVariantInput } from './fields.ts';

const zTag = z.string().trim().min(1).max(60);
const zDescription = z.string().max(20_000);
const zLiveState = z.enum(['draft', 'active']);

const fields = {
  description: zDescription.exactOptional(),
  state: zLiveState.exactOptional(),
  taxClassId: zId.exactOptional(),
  tags: z.array(zTag).max(50).exactOptional(),
};

export const zNewProduct = z.object({
  name: zName,
  ...fields,
  categoryId: zId.nullable().exactOptional(),
  variants: z.array(zVariantInput).min(1).max(200),
});
export type NewProduct = z.output<typeof zNewProduct>;

export const zProductChanges = z.object({ name: zName.exactOptional(), ...fields, categoryId: zId.nullable().exactOptional() });
export type ProductChanges = z.output<typeof zProductChanges>;

/** One product of a sheet or a channel. Known SKUs are brought up to date, unknown ones added; what is left out stays. */
export const zProductImport = z.object({
  name: zName,
  ...fields,
  /** From the outermost: `['Rods', 'Carbon']`; missing ones are made. */
  categoryPath: z.array(zName).min(1).max(6).exactOptional(),
  variants: z.array(zVariantInput).min(1).max(200),
});
export type ProductImport = z.output<typeof zProductImport>;

const zMadeVariants = z.array(z.object({ id: zId, sku: z.string() }));
const zIds = z.object({ ids: zItems(zId) });

export const productCommands = {
  create: command({ summary: 'Add a product with its variants, barcodes and prices.', undo: { by: 'product.archive' } })
    .input(zNewProduct)
    .output(z.object({ productId: zId, variants: zMadeVariants })),
  update: command({ summary: "Change a product's fields.", undo: { by: 'product.update' } })
    .input(z.object({ productId: zId, changes: zProductChanges }))
    .output(z.object({ before: zProductChanges })),
  archive: command({ summary: 'Take up to 200 products out of sale; their history stays.', undo: { by: 'product.restore' } })
    .input(zIds)
    .output(z.object({ results: zResults(z.object({ productId: zId, before: zProductState })) })),
  restore: command({ summary: 'Bring up to 200 archived products back.', undo: { by: 'product.archive' } })
    .input(zIds.extend({ state: zLiveState.exactOptional() }))
    .output(z.object({ results: zResults(z.object({ productId: zId, before: zProductState })) })),
  importBatch: command({ summary: 'Bring up to 200 products up to date by their SKUs.', undo: { by: 'product.archive' } })
    .input(z.object({ items: zItems(zProductImport) }))
    .output(
      z.object({
        results: zResults(z.object({ outcome: z.enum(['created', 'updated', 'unchanged']), productId: zId, variants: zMadeVariants })),
      }),
    ),
};

const zCursor = z.object({ sortName: z.string(), id: zId });

export const productQueries = {
  list: query({ summary: 'One page of products, by name.' })
    .input(
      z.object({
        /** Words of the name, SKU, barcode, option or tag; one or two Chinese characters or pinyin will do. */
        text: z.string().max(200).exactOptional(),
        /** With all categories inside it. */
        categoryId: zId.exactOptional(),
        state: zProductState.exactOptional(),
        tag: zTag.exactOptional(),
        after: zCursor.exactOptional(),
        limit: z.int().min(1).max(200).exactOptional(),
      }),
    )
    .output(
      z.object({
        rows: z.array(
          z.object({
            id: zId,
            name: z.string(),
            state: zProductState,
            categoryId: zId.nullable(),
            variantCount: z.int(),
            /** The first variant's. */
            sku: z.string(),
            /** Lowest and highest price of its variants now, in the base currency; null when none has one. */
            priceFrom: zUnitPrice.nullable(),
            priceTo: zUnitPrice.nullable(),
          }),
        ),
        /** Where the next page begins; null on the last. */
        next: zCursor.nullable(),
      }),
    ),
  get: query({ summary: 'A product with its variants, barcodes, prices and history.' })
    .input(z.object({ productId: zId }))
    .output(
      z.object({
        id: zId,
        name: z.string(),
        description: z.string(),
        state: zProductState,
        categoryId: zId.nullable(),
        taxClassId: zId,
        createdAt: zInstant,
        tags: z.array(z.string()),
        variants: z.array(
          zVariant.extend({
            barcodes: z.array(zBarcode),
            /** What holds now, one per currency. */
            prices: z.array(zPrice),
            /** All of them, also those still to come, the newest first. */
            priceHistory: z.array(zPrice),
          }),
        ),
        /** The last hundred changes of the product and its variants, the newest first. */
        history: z.array(zFieldChange),
      }),
    ),
};
