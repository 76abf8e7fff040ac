import { z } from 'zod';
import { zId, zQuantity } from '../contract/fields.ts';
import { command } from '../contract/method.ts';

const zComponent = z.object({ variantId: zId, quantity: zQuantity.refine((value) => value > 0) });
export const zBundle = z.object({ variantId: zId, components: z.array(zComponent).max(50).refine((list) => new Set(list.map(({ variantId }) => variantId)).size === list.length, 'each variant once') });
export type Bundle = z.output<typeof zBundle>;

export const bundleCommands = {
  set: command({ summary: 'Say what one of a variant consists of; nothing makes it goods of its own again.', undo: { by: 'bundle.set' } })
    .input(zBundle)
    .output(z.object({ before: zBundle })),
};
