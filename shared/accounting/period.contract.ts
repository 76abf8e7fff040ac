import { z } from 'zod';
import { zDay, zId, zInstant } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zReason } from './fields.ts';

const done = z.object({ periodLockId: zId, closedThrough: zDay });

export const periodCommands = {
  lock: command({ summary: 'Close the books through a day: its month’s checklist is done, or it is said why not.', undo: { by: 'period.reopen' } })
    .input(
      z.object({
        throughOn: zDay,
        reason: zReason,
        despite: zReason.exactOptional().meta({ description: 'Why it is closed although its month’s checklist is not done; stays for good with what was open' }),
      }),
    )
    .output(done),
  reopen: command({
    summary: 'Open the books again from a closed day on; the closing and the reopening both stay visible.',
    undo: { by: 'period.lock' },
  })
    .input(z.object({ from: zDay, reason: zReason }))
    .output(done),
};

export const periodQueries = {
  get: query({ summary: 'Through which day the books are closed, and every closing and reopening.' }).output(
    z.object({
      closedThrough: zDay.nullable(),
      history: z.array(
        z.object({
          id: zId,
          kind: z.enum(['lock', 'reopen']),
          throughOn: zDay.nullable(),
          atSequence: z.int(),
          reason: z.string(),
          recordedAt: zInstant,
          userName: z.string(),
        }),
      ),
    }),
  ),
};
