import { z } from 'zod';
import { zId } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

const zName = z.string().trim().min(1).max(120);
const zKind = z.enum(['shop', 'warehouse', 'inTransit']);
const zPolicy = z.enum(['refuse', 'allow']);
const which = z.object({ locationId: zId });
const zChanges = z.object({
  name: zName.exactOptional(),
  negativePolicy: zPolicy.exactOptional(),
  negativeDays: z.int().min(0).max(365).exactOptional(),
  sellable: z.boolean().exactOptional(),
  holder: zName.nullable().exactOptional(),
});
const whichBin = z.object({ binId: zId });

export const locationCommands = {
  create: command({ summary: 'Add a place where goods are kept.', undo: { by: 'location.block' } })
    .input(
      z.object({
        name: zName,
        kind: zKind.exclude(['inTransit']),
        /** Whether more may leave than the book says is there; a shop may (goods in the hand are real), a warehouse may not. */
        negativePolicy: zPolicy.exactOptional(),
        sellable: z.boolean().default(true),
        /** Whose goods lie here, where they are not ours; such a place sells nothing. */
        owner: zName.exactOptional(),
        /** Who keeps our goods here, where it is not us: a marketplace's warehouse, a consignee. */
        holder: zName.exactOptional(),
      }),
    )
    .output(which),
  update: command({ summary: 'Change what a location is called, allows and who keeps it.', undo: { by: 'location.update' } })
    .input(which.extend({ changes: zChanges }))
    .output(which.extend({ before: zChanges })),
  block: command({ summary: 'Take a location out of use; what lies there stays.', undo: { by: 'location.unblock' } }).input(which).output(which),
  unblock: command({ summary: 'Use a location again.', undo: { by: 'location.block' } }).input(which).output(which),
};

export const locationQueries = {
  list: query({ summary: 'Every location with its bins.' }).output(
    z.object({
      locations: z.array(
        z.object({
          id: zId,
          name: z.string(),
          kind: zKind,
          negativePolicy: zPolicy,
          /** How many days goods sold before they came may stay unexplained. */
          negativeDays: z.int(),
          sellable: z.boolean(),
          owner: z.string().nullable(),
          holder: z.string().nullable(),
          blocked: z.boolean(),
          bins: z.array(z.object({ id: zId, code: z.string(), blocked: z.boolean() })),
        }),
      ),
    }),
  ),
};

export const binCommands = {
  create: command({ summary: 'Add a bin to a location.', undo: { by: 'bin.block' } })
    .input(which.extend({ code: z.string().trim().min(1).max(40) }))
    .output(whichBin),
  block: command({ summary: 'Take a bin out of use; what lies there stays.', undo: { by: 'bin.unblock' } }).input(whichBin).output(whichBin),
  unblock: command({ summary: 'Use a bin again.', undo: { by: 'bin.block' } }).input(whichBin).output(whichBin),
};
