import { z } from 'zod';
import { zId } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zName } from './fields.ts';

const zNewCategory = z.object({ name: zName, parentId: zId.nullable().exactOptional() });

export const categoryCommands = {
  create: command({ summary: 'Add a category.', undo: { by: 'category.remove' } }).input(zNewCategory).output(z.object({ categoryId: zId })),
  rename: command({ summary: 'Give a category another name.', undo: { by: 'category.rename' } })
    .input(z.object({ categoryId: zId, name: zName }))
    .output(z.object({ before: z.object({ name: z.string() }) })),
  remove: command({ summary: 'Remove a category nothing is in.', undo: { by: 'category.create' } })
    .input(z.object({ categoryId: zId }))
    .output(z.object({ before: zNewCategory })),
};

export const categoryQueries = {
  list: query({ summary: 'Every category with how many products lie directly in it.' }).output(
    z.object({ categories: z.array(z.object({ id: zId, parentId: zId.nullable(), name: z.string(), products: z.int() })) }),
  ),
};
