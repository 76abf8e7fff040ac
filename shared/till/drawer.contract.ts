import { z } from 'zod';
import { zDay, zId, zInstant, zMinor, zRatePpm } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { drawerCauses, drawerReasons, floatSources } from './drawer.rules.ts';

const which = z.object({ drawerId: zId });
const zNote = z.string().trim().max(500).default('');
const zAmount = zMinor.refine((value) => value > 0);
const zCount = z.object({
  /** How many of each note and coin; what is not named is not there. */
  pieces: z.array(z.object({ denomination: zAmount, pieces: z.int().min(1).max(1_000_000) })).max(60),
  note: zNote,
});
export type DrawerCount = z.output<typeof zCount>;
const zCounted = which.extend({ expected: zMinor, counted: zMinor, difference: zMinor, entryNumber: z.string().nullable(), before: zCount });
const zMoved = which.extend({ drawerMovementId: zId, reason: z.enum(drawerReasons), amount: zMinor, expected: zMinor });
const zMove = z.object({ reason: z.enum(drawerReasons), amount: zAmount, note: zNote });

export const drawerCommands = {
  open: command({ summary: 'Open the cash drawer with a float, from the cash box or from the bank.', undo: { document: 'drawer.close' } })
    .input(z.object({ float: zMinor.refine((value) => value >= 0), from: z.enum(floatSources).default('box') }))
    .output(which.extend({ number: z.string() })),
  payIn: command({ summary: 'Put cash into the open drawer, with a reason.', undo: { by: 'drawer.payOut' } }).input(zMove).output(zMoved),
  payOut: command({ summary: 'Take cash out of the open drawer, with a reason.', undo: { by: 'drawer.payIn' } }).input(zMove).output(zMoved),
  close: command({ summary: 'Close the drawer with what is counted in it; what is over or short is posted.', undo: { document: 'drawer.recount' } })
    .input(which.extend(zCount.shape))
    .output(zCounted),
  recount: command({ summary: 'Count a closed drawer again; only the difference to the count before is posted.', undo: { by: 'drawer.recount' } })
    .input(which.extend(zCount.shape))
    .output(zCounted),
};

const zDrawer = z.object({ id: zId, number: z.string(), userId: zId, userName: z.string(), float: zMinor, openedAt: zInstant, closedAt: zInstant.nullable() });

export const drawerQueries = {
  mine: query({ summary: 'The open drawer of whoever asks, what should be in it, and what the cash box holds.' }).output(
    z.object({ drawer: zDrawer.extend({ expected: zMinor }).nullable(), box: zMinor, denominations: z.array(zMinor) }),
  ),
  list: query({ summary: 'One page of drawers, the latest first.' })
    .input(z.object({ after: z.object({ id: zId }).exactOptional(), limit: z.int().min(1).max(200).default(50) }))
    .output(z.object({ rows: z.array(zDrawer.extend({ counted: zMinor.nullable(), difference: zMinor.nullable() })), next: z.object({ id: zId }).nullable() })),
  /** While the drawer is open this is its X report, once closed its Z report. */
  report: query({ summary: 'What went through a drawer: cash by cause, ways of paying, taxes, and the count.' })
    .input(which)
    .output(
      zDrawer.extend({
        kind: z.enum(['x', 'z']),
        currency: z.string(),
        cash: z.array(z.object({ cause: z.enum(drawerCauses), amount: zMinor })),
        expected: zMinor,
        count: z
          .object({ counted: zMinor, difference: zMinor, userName: z.string(), countedAt: zInstant, postedOn: zDay, note: z.string(), pieces: z.array(z.object({ denomination: zMinor, pieces: z.int() })) })
          .nullable(),
        sales: z.object({ count: z.int(), total: zMinor }),
        tenders: z.array(z.object({ method: z.string(), count: z.int(), amount: zMinor })),
        taxes: z.array(z.object({ taxRate: zRatePpm.nullable(), net: zMinor, tax: zMinor })),
        refunds: z.object({ count: z.int(), amount: zMinor }),
        movements: z.array(z.object({ id: zId, direction: z.enum(['in', 'out']), reason: z.enum(drawerReasons), amount: zMinor, note: z.string(), occurredAt: zInstant })),
      }),
    ),
};
