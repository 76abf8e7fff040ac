import { z } from 'zod';
import { zImageHash } from '../catalog/image.contract.ts';
import { largestFile } from '../company/file.rules.ts';
import { zId, zInstant } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

const zText = z.string().trim().max(500).exactOptional();
const zAttached = z.object({ lineId: zId, hash: zImageHash, note: zText });

export const stocktakePhotoCommands = {
  add: command({ summary: 'Keep a picture of damaged goods with their line of a count: its file as base64.', undo: { by: 'stocktakePhoto.remove' }, keepInput: false })
    .input(z.object({ lineId: zId, name: z.string().max(300), data: z.string().max(Math.ceil(largestFile / 3) * 4), note: zText }))
    .output(z.object({ photoId: zId, hash: zImageHash })),
  attach: command({ summary: 'Keep a picture the shop knows with a line of a count.', undo: { by: 'stocktakePhoto.remove' } }).input(zAttached).output(z.object({ photoId: zId })),
  remove: command({ summary: 'Set a picture of an open count aside.', undo: { by: 'stocktakePhoto.attach' } })
    .input(z.object({ photoId: zId }))
    .output(z.object({ before: zAttached })),
};

export const stocktakePhotoQueries = {
  list: query({ summary: 'The pictures of a line of a count, who took them and when.' })
    .input(z.object({ lineId: zId }))
    .output(z.object({ photos: z.array(z.object({ photoId: zId, hash: zImageHash, note: z.string(), by: z.string(), takenAt: zInstant })) })),
};
