import { z } from 'zod';
import { zId, zInstant } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { roles } from '../contract/role.ts';

const zToken = {
  name: z.string().trim().min(1).max(80),
  role: z.enum(roles),
  /** Only these methods; null for all the role may. */
  methods: z.array(z.string()).max(200).nullable().default(null),
  endsAt: zInstant.nullable().default(null),
};

export const tokenCommands = {
  revoke: command({ summary: 'End a token at once.', undo: { none: 'a program that needs access again gets a new token' } })
    .input(z.object({ tokenId: zId }))
    .output(z.object({ tokenId: zId })),
};

export const tokenQueries = {
  // Answered by the door: it makes the secret, shows it once, and only its hash reaches the file.
  create: query({ summary: 'Make a token for a program; its text is shown this once.' }).input(z.object(zToken)).output(z.object({ tokenId: zId, token: z.string() })),
  list: query({ summary: 'Every token, with when it was last used.' }).output(
    z.object({
      tokens: z.array(
        z.object({
          id: zId,
          name: z.string(),
          role: z.enum(roles),
          methods: z.array(z.string()).nullable(),
          endsAt: zInstant.nullable(),
          lastUsedAt: zInstant.nullable(),
          createdAt: zInstant,
          revokedAt: zInstant.nullable(),
        }),
      ),
    }),
  ),
};
