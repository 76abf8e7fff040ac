import { z } from 'zod';
import { zItems, zResults } from '../contract/batch.ts';
import { zId, zInstant, zUnitPrice } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zProductFilter } from './facet.contract.ts';
import { exportColumns } from './product-export.rules.ts';
import { zImageHash, zProductImage } from './image.contract.ts';
import { zAttributeName, zAttributeValue, zBarcode, zFieldChange, zName, zPrice, zProductState, zTag, zVariant, zVariantInput } from './fields.ts';

const zDescription = z.string().max(20_000);
const zLiveState = z.enum(['draft', 'active']);

const zProductAttribute = z.object({ attributeId: zId, value: zAttributeValue });
export type ProductAttribute = z.output<typeof zProductAttribute>;

const fields = {
  description: zDescription.exactOptional(),
  state: zLiveState.exactOptional(),
  taxClassId: zId.exactOptional(),
  /** All categories it is in, the whole set. */
  categoryIds: z.array(zId).max(50).exactOptional(),
  tags: z.array(zTag).max(50).exactOptional(),
  /** All that is said of it, the whole set. */
  attributes: z.array(zProductAttribute).max(100).exactOptional(),
};

export const zNewProduct = z.object({
  name: zName,
  ...fields,
  variants: z.array(zVariantInput).min(1).max(200),
});
export type NewProduct = z.output<typeof zNewProduct>;

export const zProductChanges = z.object({ name: zName.exactOptional(), ...fields });
export type ProductChanges = z.output<typeof zProductChanges>;

/** One product of a sheet or a channel. Known SKUs are brought up to date, unknown ones added; what is left out stays. */
export const zProductImport = z.object({
  name: zName,
  ...fields,
  /** From the outermost: `['Rods', 'Carbon']`; missing ones are made. A product that is in it already keeps its other categories. */
  categoryPath: z.array(zName).min(1).max(6).exactOptional(),
  /** What is said of it, by the names of attributes there are; what it says of others stays. */
  namedAttributes: z.array(z.object({ name: zAttributeName, value: zAttributeValue })).max(100).exactOptional(),
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

/** Which products: those of a filter; of a collection, which stands for its own. */
const zExported = z.object({ filter: zProductFilter.default({}), collectionId: zId.exactOptional() });

export const productQueries = {
  list: query({ summary: 'One page of products, by name.' })
    .input(
      zProductFilter.extend({
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
            variantCount: z.int(),
            /** The first variant's. */
            sku: z.string(),
            /** The first picture's. */
            image: zImageHash.nullable(),
            /** Lowest and highest price of its variants now, in the base currency; null when none has one. */
            priceFrom: zUnitPrice.nullable(),
            priceTo: zUnitPrice.nullable(),
          }),
        ),
        /** Where the next page begins; null on the last. */
        next: zCursor.nullable(),
      }),
    ),
  export: query({ summary: 'One page of products of a filter or a collection, by name, as rows of a sheet the import reads back: one for each variant in use.' })
    .input(zExported.extend({ after: zCursor.exactOptional(), limit: z.int().min(1).max(200).default(100) }))
    .output(z.object({ rows: z.array(z.record(z.enum(exportColumns), z.string())), products: z.int(), next: zCursor.nullable() })),
  file: query({ summary: 'The same whole, as a file: its content in base64.' })
    .input(zExported.extend({ format: z.enum(['xlsx', 'csv']).default('xlsx') }))
    .output(z.object({ name: z.string(), data: z.string(), products: z.int() })),
  get: query({ summary: 'A product with its variants, barcodes, prices and history.' })
    .input(z.object({ productId: zId }))
    .output(
      z.object({
        id: zId,
        name: z.string(),
        description: z.string(),
        state: zProductState,
        taxClassId: zId,
        createdAt: zInstant,
        categoryIds: z.array(zId),
        tags: z.array(z.string()),
        attributes: z.array(zProductAttribute),
        images: z.array(zProductImage),
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
