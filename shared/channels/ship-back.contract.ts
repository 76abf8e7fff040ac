import { z } from 'zod';
import { zId, zInstant, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { sheetPlatforms } from './sheet-layouts.ts';

const zChannelId = z.object({ channelId: zId });
const zCounts = { parcels: z.int(), /** Sent without a tracking number: no platform can be told of them. */ untracked: z.int() };

export const shipBackCommands = {
  write: command({ summary: 'Write the file that tells a platform what left since the last one.', undo: { none: 'the file may be there already; it can be written again' } })
    .input(zChannelId)
    .output(z.object({ shipBackId: zId, ...zCounts })),
};

export const shipBackQueries = {
  waiting: query({ summary: 'What the next file for a platform would tell.' }).input(zChannelId).output(z.object(zCounts)),
  list: query({ summary: 'The last hundred files for a platform, newest first.' })
    .input(zChannelId)
    .output(z.object({ rows: z.array(z.object({ id: zId, writtenAt: zInstant, parcels: z.int() })) })),
  told: query({ summary: 'What a file told a platform, parcel by parcel.' })
    .input(z.object({ shipBackId: zId }))
    .output(
      z.object({
        name: z.string(),
        platform: z.enum(sheetPlatforms),
        timeZone: z.string(),
        writtenAt: zInstant,
        parcels: z.array(z.object({ orderNumber: z.string(), carrier: z.string(), trackingNumber: z.string(), shippedAt: zInstant, lines: z.array(z.object({ id: z.string(), sku: z.string(), quantity: zQuantity })) })),
      }),
    ),
  file: query({ summary: 'A file for a platform as it was written: its name and its bytes.' })
    .input(z.object({ shipBackId: zId }))
    .output(z.object({ fileName: z.string(), mediaType: z.string(), data: z.base64() })),
};
