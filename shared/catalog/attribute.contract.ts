import { z } from 'zod';
import { zId } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zAttributeName, zAttributeValue } from './fields.ts';

const fields = {
  /** Written behind a number: m, g, °C. */
  unit: z.string().trim().max(20).exactOptional(),
  /** What a choice chooses from, in this order. */
  choices: z.array(zAttributeValue).max(200).exactOptional(),
};

export const zNewAttribute = z.object({
  name: zAttributeName,
  kind: z.enum(['text', 'number', 'choice']),
  ...fields,
  /** Only products in this category, or inside it, are asked for it; null asks all. */
  categoryId: zId.nullable().exactOptional(),
});
export type NewAttribute = z.output<typeof zNewAttribute>;

/** The kind is not here: values that stand were written in it. */
export const zAttributeChanges = z.object({ name: zAttributeName.exactOptional(), ...fields, categoryId: zId.nullable().exactOptional() });
export type AttributeChanges = z.output<typeof zAttributeChanges>;

export const attributeCommands = {
  create: command({ summary: 'Add something that is said of products: a text, a number or a choice.', undo: { by: 'attribute.remove' } })
    .input(zNewAttribute)
    .output(z.object({ attributeId: zId })),
  update: command({ summary: 'Change what an attribute is called, measured in or chosen from.', undo: { by: 'attribute.update' } })
    .input(z.object({ attributeId: zId, changes: zAttributeChanges }))
    .output(z.object({ before: zAttributeChanges })),
  remove: command({ summary: 'Remove an attribute no product has.', undo: { by: 'attribute.create' } })
    .input(z.object({ attributeId: zId }))
    .output(z.object({ before: zNewAttribute })),
};

export const attributeQueries = {
  list: query({ summary: 'Every attribute, by name.' }).output(
    z.object({
      attributes: z.array(
        z.object({
          id: zId,
          name: z.string(),
          kind: z.enum(['text', 'number', 'choice']),
          unit: z.string(),
          choices: z.array(z.string()),
          categoryId: zId.nullable(),
        }),
      ),
    }),
  ),
};
