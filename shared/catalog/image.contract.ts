import { z } from 'zod';
import { zId } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { imageKinds, type ImageSize } from './image.rules.ts';
import { largestFile } from '../company/file.rules.ts';

export const zImageHash = z.string().regex(/^[0-9a-f]{64}$/);
const zAlt = z.string().trim().max(500);
const sizes: [ImageSize, ...ImageSize[]] = ['thumb', 'medium', 'large'];

const zAttached = z.object({ productId: zId, hash: zImageHash, position: z.int().exactOptional(), alt: zAlt.exactOptional() });
export type AttachedImage = z.output<typeof zAttached>;

export const zProductImage = z.object({
  id: zId,
  hash: zImageHash,
  alt: z.string(),
  position: z.int(),
  kind: z.enum(imageKinds),
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
});

export const imageCommands = {
  add: command({ summary: 'Give a product a picture: its file as base64, up to 11 MiB of JPEG, PNG, WebP, GIF or AVIF.', undo: { by: 'image.remove' }, keepInput: false })
    .input(z.object({ productId: zId, name: z.string().max(300), /** Read as it is: what is no base64 is no picture. */ data: z.string().max(Math.ceil(largestFile / 3) * 4), alt: zAlt.exactOptional() }))
    .output(
      z.object({
        imageId: zId,
        hash: zImageHash,
        /** Products that show this very picture or one that looks like it; the same product among them. */
        alike: z.array(z.object({ productId: zId, productName: z.string(), same: z.boolean() })),
      }),
    ),
  attach: command({ summary: 'Give a product a picture the shop knows.', undo: { by: 'image.remove' } }).input(zAttached).output(z.object({ imageId: zId })),
  remove: command({ summary: 'Take a picture from its product; its file stays.', undo: { by: 'image.attach' } })
    .input(z.object({ imageId: zId }))
    .output(z.object({ before: zAttached })),
  describe: command({ summary: 'Say what a picture shows, for those who cannot see it.', undo: { by: 'image.describe' } })
    .input(z.object({ imageId: zId, alt: zAlt }))
    .output(z.object({ before: z.object({ alt: z.string() }) })),
  arrange: command({ summary: 'Put the pictures of a product in this order.', undo: { by: 'image.arrange' } })
    .input(z.object({ productId: zId, imageIds: z.array(zId).min(1).max(200) }))
    .output(z.object({ before: z.array(zId) })),
};

export const imageQueries = {
  read: query({ summary: 'A picture in a size, as base64; the original where no size is named.' })
    .input(z.object({ hash: zImageHash, size: z.enum(sizes).exactOptional() }))
    .output(z.object({ type: z.string(), data: z.string() })),
};
