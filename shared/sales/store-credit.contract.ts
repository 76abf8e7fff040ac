import { z } from 'zod';
import { zId, zInstant, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { creditKinds } from './store-credit.rules.ts';

const zGoodwill = z.object({ customerId: zId, amount: zMinor.refine((value) => value > 0), reason: z.string().trim().min(1).max(500) });
const zBalance = z.object({ storeCreditId: zId, balance: zMinor });

export const storeCreditCommands = {
  grant: command({ summary: 'Give a customer store credit as goodwill.', undo: { document: 'storeCredit.withdraw' } }).input(zGoodwill).output(zBalance),
  withdraw: command({ summary: 'Take goodwill in store credit back that is not spent.', undo: { document: 'storeCredit.grant' } }).input(zGoodwill).output(zBalance),
};

export const storeCreditQueries = {
  of: query({ summary: 'What a customer may spend, and what moved it, the latest first.' })
    .input(z.object({ customerId: zId }))
    .output(
      z.object({
        balance: zMinor,
        movements: z.array(
          z.object({ id: zId, kind: z.enum(creditKinds), amount: zMinor, reason: z.string(), occurredAt: zInstant, orderId: zId.nullable(), orderNumber: z.string().nullable() }),
        ),
      }),
    ),
};
