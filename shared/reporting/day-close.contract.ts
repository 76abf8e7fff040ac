import { z } from 'zod';
import { zDay, zId, zInstant, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

const zDrawerCount = z.object({
  drawerId: zId,
  pieces: z.array(z.object({ denomination: zMinor.refine((value) => value > 0), pieces: z.int().min(1).max(1_000_000) })).max(60),
  note: z.string().trim().max(500).default(''),
});

/** What was true on the evening a day was closed. */
const zDayClose = z.object({
  id: zId,
  dayOn: zDay,
  closedAt: zInstant,
  userName: z.string(),
  /** Where the record stood in the backup that was restored and proved. */
  headId: zId,
  head: z.string(),
  backup: z.string(),
  proofs: z.int(),
  checked: z.int(),
  dueToday: z.int(),
  openExceptions: z.int(),
  waiting: z.int(),
  parked: z.int(),
});

export const dayCommands = {
  close: command({ summary: 'Close the day: count the own drawer, prove the books, make a backup, restore it elsewhere and prove it again.', undo: { none: 'what was true that evening stays written; a drawer is counted again, and a day can be closed again' } })
    .input(z.object({ drawer: zDrawerCount.nullable().default(null) }))
    .output(zDayClose.extend({ drawer: z.object({ expected: zMinor, counted: zMinor, difference: zMinor }).nullable() })),
};

export const dayQueries = {
  status: query({ summary: 'What is still open at the end of the day, and how the last days were closed.' }).output(
    z.object({
      on: zDay,
      drawers: z.array(z.object({ id: zId, number: z.string(), userName: z.string(), mine: z.boolean(), openedAt: zInstant })),
      denominations: z.array(zMinor),
      toShip: z.int(),
      dueToday: z.int(),
      toPack: z.int(),
      openExceptions: z.int(),
      /** News for channels: still to be sent, and set aside for a person. */
      waiting: z.int(),
      parked: z.int(),
      /** Messages to customers, likewise. */
      noticesWaiting: z.int(),
      noticesParked: z.int(),
      closes: z.array(zDayClose),
    }),
  ),
};
