import { z } from 'zod';
import { zCurrency, zDay, zId, zInstant, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zPositive } from './fields.ts';

const onDay = z.object({ on: zDay.exactOptional().meta({ description: 'Today where left out' }) });

/** Not yet due, then by thirty days overdue each. */
const ages = { notDue: zMinor, days30: zMinor, days60: zMinor, days90: zMinor, older: zMinor, total: zMinor };

const ageing = z.object({
  on: zDay,
  rows: z.array(z.object({ partyId: zId.nullable(), name: z.string(), items: z.int(), ...ages })),
  ...ages,
  control: zMinor.meta({ description: 'Of the control account at that day: the total, to the cent' }),
});

const items = z.object({
  on: zDay,
  rows: z.array(z.object({ itemKind: z.string(), itemId: z.int(), number: z.string(), partyId: zId.nullable(), party: z.string(), sinceOn: zDay.nullable(), dueOn: zDay.nullable(), overdueDays: z.int(), open: zMinor, currency: z.string().nullable(), foreignOpen: zMinor.nullable() })),
});

const period = { from: zDay.exactOptional(), to: zDay.exactOptional() };
const statement = z.object({
  name: z.string(),
  from: zDay,
  to: zDay,
  opening: zMinor,
  rows: z.array(z.object({ entryId: zId, entryNumber: z.string(), postedOn: zDay, number: z.string(), memo: z.object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) }), amount: zMinor, balance: zMinor })),
  closing: zMinor,
});

const zMoney = z.enum(['bank', 'till']).default('bank');
/** Of the amounts, where it is not the currency of the books: open items in that currency are paid, in money of it. */
const currency = zCurrency.exactOptional();

export const receivableQueries = {
  ageing: query({ summary: 'What customers owe at a day, by customer and age; the total is the control account.' }).input(onDay).output(ageing),
  items: query({ summary: 'The open items of one customer, or of all, at a day.' }).input(onDay.extend({ customerId: zId.exactOptional() })).output(items),
  statement: query({ summary: 'A customer’s account between two days, with its running balance.' }).input(z.object({ customerId: zId, ...period })).output(statement),
};

export const receivableCommands = {
  receive: command({ summary: 'Take money of a customer for several open items, oldest first or as chosen; what is over stays as a deposit.', undo: { document: 'payment.void' } })
    .input(
      z.object({
        customerId: zId,
        amount: zPositive,
        currency,
        account: zMoney,
        method: z.string().trim().min(1).max(120).default('transfer'),
        /** Without a choice the oldest is paid first. */
        orders: z.array(z.object({ orderId: zId, amount: zPositive })).max(200).exactOptional(),
        receivedAt: zInstant.exactOptional(),
      }),
    )
    .output(z.object({ payments: z.array(z.object({ paymentId: zId, orderId: zId, amount: zMinor })), over: zMinor })),
};

export const payableQueries = {
  ageing: query({ summary: 'What is owed to suppliers at a day, by supplier and age; the total is the control account.', tellsStock: true }).input(onDay).output(ageing),
  items: query({ summary: 'The open bills of one supplier, or of all, at a day.', tellsStock: true }).input(onDay.extend({ supplierId: zId.exactOptional() })).output(items),
  statement: query({ summary: 'A supplier’s account between two days, with its running balance.', tellsStock: true }).input(z.object({ supplierId: zId, ...period })).output(statement),
};

export const payableCommands = {
  pay: command({ summary: 'Pay a supplier an amount: its oldest bills first, or as chosen; what is over is paid ahead.', undo: { document: 'supplierPayment.cancel' } })
    .input(
      z.object({
        supplierId: zId,
        amount: zPositive,
        currency,
        account: zMoney,
        bills: z.array(z.object({ supplierBillId: zId, amount: zPositive })).max(200).exactOptional(),
        note: z.string().trim().max(2_000).exactOptional(),
        occurredAt: zInstant.exactOptional(),
      }),
    )
    .output(z.object({ supplierPaymentId: zId, bills: z.array(z.object({ supplierBillId: zId, amount: zMinor })), over: zMinor })),
};
