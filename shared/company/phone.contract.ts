import { z } from 'zod';
import { zId, zInstant } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';

const zDoor = z.object({
  open: z.boolean(),
  /** When phones are shut out again by themselves; null while they are. */
  endsAt: zInstant.nullable(),
  /** Where a phone on the shop's network finds this machine, the likeliest first. */
  addresses: z.array(z.string()),
  /** SHA-256 of the certificate, as a phone's warning shows it. */
  fingerprint: z.string().nullable(),
});

export const phoneCommands = {
  revoke: command({ summary: 'Shut one phone out at once.', undo: { none: 'a phone that is needed again is paired again, with a new key' } })
    .input(z.object({ deviceId: zId }))
    .output(z.object({ deviceId: zId })),
};

export const phoneQueries = {
  // Answered beside the file: they open and close a listener, and a code is shown this once.
  letIn: query({ summary: 'Let paired phones on the shop’s network in, for some hours.' })
    .input(z.object({ hours: z.int().min(1).max(24).default(12) }))
    .output(zDoor),
  shutOut: query({ summary: 'Let no phone in any more.' }).output(zDoor),
  door: query({ summary: 'Whether phones are let in, until when, and where.' }).output(zDoor),
  offer: query({ summary: 'Make a code by which one phone is paired, once: two minutes, five tries.' })
    .input(z.object({ /** Whose scans the phone’s are. */ userId: zId }))
    .output(z.object({ code: z.string(), endsAt: zInstant })),
  list: query({ summary: 'Every phone that was paired, with whose it is and when it was last used.' }).output(
    z.object({
      phones: z.array(
        z.object({ deviceId: zId, name: z.string(), userId: zId, userName: z.string(), pairedAt: zInstant, lastUsedAt: zInstant.nullable(), revokedAt: zInstant.nullable() }),
      ),
    }),
  ),
};
