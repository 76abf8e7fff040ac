import { z } from 'zod';
import { zDay, zId, zRatePpm } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zReasonCode } from './fields.ts';
import { faults, shippingBack } from './policy.rules.ts';

const zDays = z.int().min(0).max(3_650);
const zTerms = z.object({
  windowDays: zDays,
  faultDays: zDays,
  restockingFee: zRatePpm.refine((value) => value >= 0 && value <= 1_000_000).default(0 as never),
  shipping: z.enum(shippingBack).default('ourFault'),
  warrantyMonths: z.int().min(0).max(240).default(12),
  wording: z.string().trim().max(2_000).default(''),
});
const zPolicy = z.object({ channelId: zId.nullable().default(null), categoryId: zId.nullable().default(null) });

export const returnPolicyCommands = {
  promise: command({ summary: 'Promise returns for a channel or category from a day on; orders keep what was promised on their date.', undo: { by: 'returnPolicy.drop' } })
    .input(zPolicy.extend({ fromOn: zDay.exactOptional() }).extend(zTerms.shape))
    .output(z.object({ returnPolicyVersionId: zId, returnPolicyId: zId, fromOn: zDay })),
  drop: command({ summary: 'Take back a promise that no order relies on yet.', undo: { by: 'returnPolicy.promise' } })
    .input(z.object({ returnPolicyVersionId: zId }))
    .output(z.object({ before: zPolicy.extend({ fromOn: zDay }).extend(zTerms.shape) })),
};

export const returnPolicyQueries = {
  list: query({ summary: 'Every promise about returns, with all its versions.' }).output(
    z.object({
      policies: z.array(
        z.object({
          id: zId,
          channelId: zId.nullable(),
          categoryId: zId.nullable(),
          categoryName: z.string().nullable(),
          versions: z.array(z.object({ id: zId, fromOn: zDay, inForce: z.boolean(), used: z.boolean() }).extend(zTerms.shape)),
        }),
      ),
    }),
  ),
};

export const returnReasonCommands = {
  add: command({ summary: 'Add a reason for returns.', undo: { by: 'returnReason.block' } })
    .input(z.object({ code: zReasonCode, name: z.string().trim().min(1).max(120), fault: z.enum(faults) }))
    .output(z.object({ code: z.string() })),
  block: command({ summary: 'Offer a reason no longer.', undo: { by: 'returnReason.unblock' } }).input(z.object({ code: zReasonCode })).output(z.object({ code: z.string() })),
  unblock: command({ summary: 'Offer a reason again.', undo: { by: 'returnReason.block' } }).input(z.object({ code: zReasonCode })).output(z.object({ code: z.string() })),
};

export const returnReasonQueries = {
  list: query({ summary: 'Why goods come back, and whose fault that is.' }).output(
    z.object({ reasons: z.array(z.object({ code: z.string(), name: z.string().nullable(), fault: z.enum(faults), blocked: z.boolean() })) }),
  ),
};
