import { z } from 'zod';
import { zId, zInstant } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

const which = z.object({ printJobId: zId });
export const printJobStates = ['waiting', 'sending', 'printed', 'parked', 'dropped'] as const;
export const printProblems = ['unreachable', 'refused', 'perhapsPrinted', 'blocked'] as const;

export const printJobCommands = {
  queueLabel: command({ summary: 'Owe a parcel its label; a second one only where somebody asks for one more.', undo: { by: 'printJob.drop' } })
    .input(z.object({ shipmentId: zId, /** The printer of labels, where none is named. */ printerId: zId.exactOptional(), again: z.boolean().default(false) }))
    .output(which),
  drop: command({ summary: 'Nobody wants a label any more that is not printed yet.', undo: { by: 'printJob.retry' } }).input(which).output(which),
  retry: command({ summary: 'Try a label again that waits for a person, or was dropped.', undo: { by: 'printJob.drop' } }).input(which).output(which),
};

export const printJobQueries = {
  list: query({ summary: 'Labels owed to printers, the latest first: those still open, all, or those of one parcel.' })
    .input(z.object({ view: z.enum(['open', 'all']).default('open'), shipmentId: zId.exactOptional(), beforeId: zId.exactOptional(), limit: z.int().min(1).max(200).default(100) }))
    .output(
      z.object({
        rows: z.array(
          which.extend({
            shipmentId: zId,
            number: z.string(),
            orderNumber: z.string(),
            carrier: z.string().nullable(),
            trackingNumber: z.string().nullable(),
            printerName: z.string(),
            again: z.int(),
            state: z.enum(printJobStates),
            problem: z.enum(printProblems).nullable(),
            says: z.string().nullable(),
            createdAt: zInstant,
            finishedAt: zInstant.nullable(),
          }),
        ),
        next: zId.nullable(),
        /** Of all: what waits for a printer, and what waits for a person. */
        waiting: z.int(),
        parked: z.int(),
      }),
    ),
};
