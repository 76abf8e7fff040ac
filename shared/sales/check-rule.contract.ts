import { z } from 'zod';
import { zId, zInstant } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { checkFixes, isAskable, operators, orderFactNames } from './order-check.rules.ts';

export const zCondition = z
  .object({ fact: z.enum(orderFactNames), operator: z.enum(operators), value: z.union([z.int(), z.string().trim().min(1).max(80)]) })
  .refine(isAskable, { error: 'this cannot be asked of this fact' });

const zConditions = z.array(zCondition).min(1).max(8);
const zName = z.string().trim().min(1).max(80);

/** A rule as a person writes it; one of the program's own keeps its words, so its name is empty. */
const zRule = { name: zName, conditions: zConditions, fix: z.enum(checkFixes), active: z.boolean() };

const zChanges = z.object({ name: zName.exactOptional(), conditions: zConditions.exactOptional(), fix: z.enum(checkFixes).exactOptional(), active: z.boolean().exactOptional() });

const zCheckTerm = z.object({ fact: z.enum(orderFactNames), operator: z.enum(operators), value: z.union([z.number(), z.string()]), was: z.union([z.number(), z.string()]) });

export const checkRuleCommands = {
  add: command({ summary: 'Add a rule that orders are checked by.', undo: { by: 'checkRule.remove' } })
    .input(z.object({ ...zRule, active: z.boolean().default(true) }))
    .output(z.object({ checkRuleId: zId })),
  update: command({ summary: 'Change a rule, or switch it on or off.', undo: { by: 'checkRule.update' } })
    .input(z.object({ checkRuleId: zId, changes: zChanges }))
    .output(z.object({ checkRuleId: zId, before: zChanges })),
  remove: command({ summary: 'Put a rule away.', undo: { by: 'checkRule.restore' } })
    .input(z.object({ checkRuleId: zId }))
    .output(z.object({ checkRuleId: zId })),
  restore: command({ summary: 'Bring a rule back that was put away.', undo: { by: 'checkRule.remove' } })
    .input(z.object({ checkRuleId: zId }))
    .output(z.object({ checkRuleId: zId })),
};

export const checkRuleQueries = {
  list: query({ summary: 'The rules orders are checked by, with how many orders each stands against.' }).output(
    z.object({
      rows: z.array(z.object({ id: zId, code: z.string().nullable(), name: z.string(), conditions: z.array(zCondition), fix: z.enum(checkFixes), active: z.boolean(), open: z.int() })),
    }),
  ),
  tryOut: query({ summary: 'Which of the latest orders a rule would catch, as they stand now; nothing is changed.' })
    .input(z.object({ conditions: zConditions, orders: z.int().min(1).max(1_000).default(500) }))
    .output(
      z.object({
        looked: z.int(),
        caught: z.int(),
        rows: z.array(z.object({ orderId: zId, number: z.string(), orderedAt: zInstant, customerName: z.string().nullable(), terms: z.array(zCheckTerm) })),
      }),
    ),
};

const zBuyer = z.object({ kind: z.enum(['email', 'phone']), value: z.string().trim().min(3).max(254), reason: z.string().trim().min(1).max(500) });

export const blockedBuyerCommands = {
  add: command({ summary: 'Put an e-mail address or a number on the list of buyers one does not sell to.', undo: { by: 'blockedBuyer.remove' } })
    .input(zBuyer)
    .output(z.object({ blockedBuyerId: zId })),
  remove: command({ summary: 'Take a buyer off that list.', undo: { by: 'blockedBuyer.add' } })
    .input(z.object({ blockedBuyerId: zId }))
    .output(z.object({ before: zBuyer })),
};

export const blockedBuyerQueries = {
  list: query({ summary: 'Whom the shop does not sell to, and why.' }).output(
    z.object({ rows: z.array(z.object({ id: zId, kind: z.enum(['email', 'phone']), key: z.string(), reason: z.string(), blockedAt: zInstant })) }),
  ),
};
