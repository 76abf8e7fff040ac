import { z } from 'zod';
import { zId } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zProductFilter } from './facet.contract.ts';

const zCollectionName = z.string().trim().min(1).max(60);
export const zNewCollection = z.object({ name: zCollectionName, filter: zProductFilter });
export type NewCollection = z.output<typeof zNewCollection>;
export const zCollectionChanges = z.object({ name: zCollectionName.exactOptional(), filter: zProductFilter.exactOptional() });
export type CollectionChanges = z.output<typeof zCollectionChanges>;

export const collectionCommands = {
  create: command({ summary: 'Keep a question about products under a name.', undo: { by: 'collection.remove' } })
    .input(zNewCollection)
    .output(z.object({ collectionId: zId })),
  update: command({ summary: 'Change a collection’s name or question.', undo: { by: 'collection.update' } })
    .input(z.object({ collectionId: zId, changes: zCollectionChanges }))
    .output(z.object({ before: zCollectionChanges })),
  remove: command({ summary: 'Forget a collection; its products stay.', undo: { by: 'collection.create' } })
    .input(z.object({ collectionId: zId }))
    .output(z.object({ before: zNewCollection })),
};

export const collectionQueries = {
  list: query({ summary: 'Every collection with how many products are in it now.' }).output(
    z.object({ collections: z.array(z.object({ id: zId, name: z.string(), filter: zProductFilter, products: z.int() })) }),
  ),
};
