import { z } from 'zod';
import { valueClasses } from '../analysis/class.rules.ts';
import { zDay, zId } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

const zDays = z.int().min(1).max(3_650);
const zCycle = z.object({ A: zDays, B: zDays, C: zDays });

export const countCycleCommands = {
  set: command({ summary: 'Say how often goods of each class are counted, in days.', undo: { by: 'countCycle.set' } })
    .input(zCycle)
    .output(z.object({ before: zCycle })),
};

export const countCycleQueries = {
  get: query({ summary: 'The cycle plan of a location: lines of each class, how many are due, and when the next will be.', long: true })
    .input(z.object({ locationId: zId }))
    .output(
      z.object({
        on: zDay,
        classes: z.array(
          z.object({
            valueClass: z.enum(valueClasses),
            days: z.int(),
            lines: z.int(),
            /** Lines whose count is older than their cycle, or that nobody counted yet. */
            due: z.int(),
            never: z.int(),
            /** When the next line that is not due yet will be. */
            nextOn: zDay.nullable(),
          }),
        ),
      }),
    ),
};
