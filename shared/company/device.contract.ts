import { z } from 'zod';
import { zId, zInstant } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

const zKind = z.enum(['laptop', 'browser', 'scanner', 'cli']);
const name = z.string().trim().min(1).max(80);

export const deviceCommands = {
  register: command({ summary: 'Make a device known to the shop.', undo: { none: 'a device nobody uses changes nothing, and its past rows name it' } })
    .input(z.object({ name, kind: zKind }))
    .output(z.object({ deviceId: zId })),
  rename: command({ summary: 'Give a device another name.', undo: { by: 'device.rename' } })
    .input(z.object({ deviceId: zId, name }))
    .output(z.object({ before: z.object({ name: z.string() }) })),
};

export const deviceQueries = {
  list: query({ summary: 'Every device the shop knows.' }).output(
    z.object({ devices: z.array(z.object({ id: zId, name: z.string(), kind: zKind, registeredAt: zInstant })) }),
  ),
};
