import { z } from 'zod';
import { zItems, zResults } from '../contract/batch.ts';
import { zDay, zId, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import type { Minor } from '../units/minor.ts';
import { reminderNos, rises } from './reminder.rules.ts';

const zNo = z.union(reminderNos.map((no) => z.literal(no)) as [z.ZodLiteral<1>, z.ZodLiteral<2>, z.ZodLiteral<3>]);
const zFee = zMinor.refine((value: Minor) => value >= 0, { message: 'not below zero' });
const zLevel = z.object({ no: zNo, days: z.int().min(1).max(730).meta({ description: 'Past the due day' }), fee: zFee });
const zLevels = z.array(zLevel).min(1).max(3).refine(rises, { message: 'each level later than the one before' });
const zReason = z.string().trim().min(1).max(500);
const zBy = z.enum(['mail', 'hand']);
const zNoticeState = z.enum(['waiting', 'sending', 'sent', 'parked', 'handled']);
const which = z.object({ reminderId: zId });
const customer = z.object({ customerId: zId });

export const reminderCommands = {
  send: command({ summary: 'Remind of overdue invoices, each of its next level: by mail through the notices, or by hand (a letter, a call).', undo: { document: 'reminder.withdraw' } })
    .input(z.object({ items: zItems(z.object({ orderId: zId, levelNo: zNo })), by: zBy.default('mail') }))
    .output(z.object({ results: zResults(which.extend({ noticeId: zId.nullable() })) })),
  withdraw: command({ summary: 'Take a reminder back that has not left; its level is due again.', undo: { document: 'reminder.send' } })
    .input(which)
    .output(which),
  pause: command({ summary: 'Remind a customer of nothing for now, for a reason.', undo: { by: 'reminder.resume' } })
    .input(customer.extend({ reason: zReason }))
    .output(customer),
  resume: command({ summary: 'Remind a customer again.', undo: { by: 'reminder.pause' } })
    .input(customer)
    .output(customer.extend({ reason: z.string() })),
  setLevels: command({ summary: 'Say after how many days each reminder is due, and the fee it names.', undo: { by: 'reminder.setLevels' } })
    .input(z.object({ levels: zLevels }))
    .output(z.object({ before: zLevels })),
};

export const reminderQueries = {
  due: query({ summary: 'Every overdue invoice of customers, with the reminder that is due and why, or why none is.' })
    .input(z.object({ on: zDay.exactOptional().meta({ description: 'Today where left out' }) }))
    .output(
      z.object({
        on: zDay,
        levels: zLevels,
        hasMail: z.boolean(),
        rows: z.array(
          z.object({
            orderId: zId,
            number: z.string(),
            customerId: zId.nullable(),
            customer: z.string(),
            email: z.string(),
            dueOn: zDay,
            overdueDays: z.int(),
            open: zMinor,
            currency: z.string().nullable(),
            foreignOpen: zMinor.nullable(),
            state: z.enum(['due', 'waits', 'allSent', 'paused']),
            levelNo: zNo.nullable(),
            sinceOn: zDay.nullable(),
            pausedBecause: z.string().nullable(),
            last: z.object({ reminderId: zId, levelNo: z.int(), sentOn: zDay, by: zBy, noticeState: zNoticeState.nullable() }).nullable(),
          }),
        ),
        due: z.int(),
        dueSum: zMinor,
      }),
    ),
  preview: query({ summary: 'A reminder as it would be written, to be copied or opened in a mail program.' })
    .input(z.object({ orderId: zId, levelNo: zNo }))
    .output(z.object({ recipient: z.string(), subject: z.string(), body: z.string(), mailto: z.string() })),
  list: query({ summary: 'The reminders of one customer or of one invoice, the latest first.' })
    .input(z.object({ customerId: zId.exactOptional(), orderId: zId.exactOptional() }))
    .output(z.object({ rows: z.array(z.object({ reminderId: zId, orderId: zId, number: z.string(), levelNo: z.int(), sentOn: zDay, overdueDays: z.int(), open: zMinor, fee: zMinor, by: zBy, noticeState: zNoticeState.nullable(), withdrawn: z.boolean() })) })),
};
