import { z } from 'zod';
import { zId } from '../contract/fields.ts';
import { query } from '../contract/method.ts';
import { zAttributeValue, zProductState, zTag } from './fields.ts';

const zAttributeFilter = z.object({
  attributeId: zId,
  /** Any of these. */
  values: z.array(zAttributeValue).min(1).max(100).exactOptional(),
  /** For numbers: from this one on, and up to that one. */
  from: z.number().exactOptional(),
  to: z.number().exactOptional(),
});
export type AttributeFilter = z.output<typeof zAttributeFilter>;

/** Which products: what one line lists is joined by "or", the lines by "and". */
export const zProductFilter = z.object({
  /** Words of the name, SKU, barcode, option or tag; one or two Chinese characters or pinyin will do. */
  text: z.string().max(200).exactOptional(),
  states: z.array(zProductState).min(1).max(3).exactOptional(),
  /** With all categories inside them. */
  categoryIds: z.array(zId).min(1).max(100).exactOptional(),
  tags: z.array(zTag).min(1).max(100).exactOptional(),
  attributes: z.array(zAttributeFilter).max(20).exactOptional(),
});
export type ProductFilter = z.output<typeof zProductFilter>;

const zFacetValue = z.object({
  /** What a filter says: a state, the id of a category, the name of a tag, the value of an attribute. */
  value: z.string(),
  label: z.string(),
  /** The category it lies in. */
  parentId: zId.nullable(),
  products: z.int(),
});

export const facetQueries = {
  facets: query({ summary: 'How many products each value of each facet would leave; every product counts once.' })
    .input(z.object({ filter: zProductFilter }))
    .output(
      z.object({
        /** Products that fit the whole filter. */
        total: z.int(),
        facets: z.array(
          z.object({
            kind: z.enum(['state', 'category', 'tag', 'attribute']),
            attributeId: zId.nullable(),
            /** The attribute's; empty for the others. */
            name: z.string(),
            unit: z.string(),
            /** Counted among the products that fit all other lines of the filter. */
            values: z.array(zFacetValue),
            /** True when there are too many values to count: then ask for one by its name, or for a range. */
            tooMany: z.boolean(),
          }),
        ),
      }),
    ),
};
