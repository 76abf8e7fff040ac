import { z } from 'zod';
import { zItems, zResults } from '../contract/batch.ts';
import { needs, zId, zInstant, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { copyFields } from './channel-copy.rules.ts';
import { newsProblems } from './sync.contract.ts';

export const zShownName = z.string().trim().min(1).max(300);
export const zShownDescription = z.string().max(20_000);
const zWhich = z.object({ channelId: zId, productId: zId });

/** Null takes a draft of that field away. */
const zDraftChanges = z.object({
  name: zShownName.nullable().exactOptional(),
  description: zShownDescription.nullable().exactOptional(),
  offered: z.boolean().nullable().exactOptional(),
});
export type DraftChanges = z.output<typeof zDraftChanges>;

const zShown = z.object({ name: zShownName.exactOptional(), description: zShownDescription.exactOptional(), offered: z.boolean().exactOptional() });
const zDraft = z.object({ name: z.string().nullable(), description: z.string().nullable(), offered: z.boolean().nullable() });
const zCopyCursor = zWhich;
const zLive = z.object({ name: z.string(), description: z.string(), offered: z.boolean() });

export const channelCopyCommands = {
  draft: command({ summary: 'Write what a channel is to show of a product; nobody outside hears of it yet.', undo: { by: 'channelCopy.draft' } })
    .input(zWhich.extend({ changes: zDraftChanges }))
    .output(z.object({ before: zDraftChanges })),
  publish: command({ summary: 'Publish the drafts of up to 200 products, each on one channel: only fields that differ are sent.', undo: { by: 'channelCopy.revert' } })
    .input(z.object({ items: zItems(zWhich) }))
    .output(z.object({ results: zResults(z.object({ sent: zShown, before: zShown })) })),
  revert: command({ summary: 'Show again on a channel what stood there before, and keep what is taken back as its draft.', undo: { by: 'channelCopy.revert' } })
    .input(z.object({ items: zItems(zWhich.extend({ to: zShown })) }))
    .output(z.object({ results: zResults(z.object({ sent: zShown, before: zShown })) })),
};

export const channelCopyQueries = {
  drafts: query({ summary: 'What waits to be published, channel by channel: each product whose draft differs from what the channel shows.' })
    .input(z.object({ channelId: zId.exactOptional(), after: zCopyCursor.exactOptional(), limit: z.int().min(1).max(200).default(100) }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            ...zWhich.shape,
            channelName: z.string(),
            productName: z.string(),
            /** False where no listing of the channel is linked to the product: it cannot be published yet. */
            listed: z.boolean(),
            live: zLive,
            draft: zDraft,
            changes: z.array(z.enum(copyFields)),
          }),
        ),
        next: zCopyCursor.nullable(),
      }),
    ),
  get: query({ summary: 'How each channel shows a product: what is live, what is drafted, what publishing would change, what is on its way.' })
    .input(z.object({ productId: zId }))
    .output(
      z.object({
        channels: z.array(
          z.object({
            channelId: zId,
            name: z.string(),
            /** False where no listing of the channel is linked to the product: there is nothing to publish to. */
            listed: z.boolean(),
            live: zLive,
            draft: zDraft,
            changes: z.array(z.enum(copyFields)),
            publishedAt: zInstant.nullable(),
            /** The latest news to the channel about it. */
            news: z.object({ state: z.enum(['waiting', 'sending', 'sent', 'parked', 'superseded']), at: zInstant, problem: z.enum(newsProblems).nullable() }).nullable(),
            /** How many of each variant the channel may show now: available, or what components are enough for, less the buffer. */
            levels: z.array(z.object({ variantId: zId, sku: z.string(), level: needs('stockFigure', zQuantity) })),
          }),
        ),
      }),
    ),
};
