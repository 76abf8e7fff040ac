import { z } from 'zod';
import { needs, zDay, zId, zMinor } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { lossRoles } from './adjustment.rules.ts';
import { zReasonCode, zStockFigure } from './fields.ts';

const zRole = z.enum(lossRoles);
const zName = z.string().trim().min(1).max(80);
const which = z.object({ code: zReasonCode });
const zChanges = z.object({ name: zName.nullable().exactOptional(), role: zRole.exactOptional() });

export const reasonCommands = {
  add: command({ summary: 'Add a reason why stock is adjusted, and where a loss of that kind is posted.', undo: { by: 'reason.block' } })
    .input(which.extend({ name: zName, role: zRole }))
    .output(which),
  update: command({ summary: 'Rename a reason, or post its losses elsewhere from now on.', undo: { by: 'reason.update' } })
    .input(which.extend({ changes: zChanges }))
    .output(which.extend({ before: zChanges })),
  block: command({ summary: 'Offer a reason no longer; what was adjusted for it stays.', undo: { by: 'reason.unblock' } }).input(which).output(which),
  unblock: command({ summary: 'Offer a reason again.', undo: { by: 'reason.block' } }).input(which).output(which),
};

const zSums = { lost: zStockFigure, found: zStockFigure, lostValue: needs('stockValue', zMinor), foundValue: needs('stockValue', zMinor) };

export const reasonQueries = {
  list: query({ summary: 'Every reason, those in use first.' }).output(
    z.object({ reasons: z.array(z.object({ code: z.string(), name: z.string().nullable(), role: zRole, blocked: z.boolean() })) }),
  ),
  report: query({ summary: 'What was lost and found between two days, by reason and by variant, with what it cost.' })
    .input(z.object({ fromOn: zDay, throughOn: zDay, locationId: zId.exactOptional() }))
    .output(
      z.object({
        byReason: z.array(z.object({ reason: z.string(), ...zSums })),
        byVariant: z.array(z.object({ variantId: zId, sku: z.string(), name: z.string(), ...zSums })),
        lostValue: needs('stockValue', zMinor),
        foundValue: needs('stockValue', zMinor),
      }),
    ),
};
