import { z } from 'zod';
import { zRefusal } from '../contract/batch.ts';
import { command, query } from '../contract/method.ts';
import { zId, zInstant } from '../contract/fields.ts';
import { roles } from '../contract/role.ts';

const zUser = z.object({ id: zId, name: z.string(), role: z.enum(roles), hasPin: z.boolean() });

/** Who sits at this screen. Answered by the door itself: it is the only one that knows the session. */
export const sessionFeature = {
  get: query({ summary: 'Who is signed in here, and who could be.' })
    .output(z.object({ user: zUser.nullable(), users: z.array(zUser), hasShop: z.boolean() })),
  signIn: query({ summary: 'Sign in with a PIN, or switch to another person.' })
    .input(z.object({ userId: zId, pin: z.string().max(64).optional() }))
    .output(zUser),
  setPin: query({ summary: "Set a person's PIN: one's own, or as the owner anybody's." })
    .input(z.object({ userId: zId, pin: z.string().min(4).max(64) }))
    .output(z.object({ userId: zId })),
  signOut: query({ summary: 'Leave this screen to the next person.' }).output(z.object({})),
};

export const zJob = z.object({
  id: zId,
  kind: z.string(),
  method: z.string(),
  total: z.int(),
  done: z.int(),
  refused: z.int(),
  state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
  createdAt: zInstant,
  finishedAt: zInstant.nullable(),
});
export type JobState = z.infer<typeof zJob>;

const zRefused = z.object({ code: z.string(), details: z.looseObject({}) });

/** Work of more than a second: a row and a list of batch commands, so it resumes after a kill and can be cancelled. */
export const jobCommands = {
  start: command({ summary: 'Run a batch command over many items in the background.', undo: { by: 'job.cancel' }, keepInput: false })
    .input(z.object({ kind: z.string().max(60), method: z.string(), items: z.array(z.unknown()).min(1).max(100_000), shared: z.looseObject({}).optional() }))
    .output(z.object({ jobId: zId })),
  cancel: command({ summary: 'Stop a job; what it has done stays done.', undo: { none: 'what is left can be started again' } })
    .input(z.object({ jobId: zId }))
    .output(z.object({})),
  undo: command({ summary: 'Take back all a job did, as one job.', undo: { by: 'job.undo' } })
    .input(z.object({ jobId: zId }))
    .output(z.object({ jobId: zId })),
};

export const jobQueries = {
  list: query({ summary: 'Jobs of the last day, newest first.' }).output(z.object({ jobs: z.array(zJob) })),
  get: query({ summary: 'One job with the items it could not do.' })
    .input(z.object({ jobId: zId }))
    .output(z.object({ job: zJob, refusals: z.array(z.object({ item: z.int(), refusal: zRefused })) })),
  results: query({ summary: 'What became of each item of a job, a page by place.' })
    .input(z.object({ jobId: zId, after: z.int().min(0).default(0), limit: z.int().min(1).max(1_000).default(200), refusedOnly: z.boolean().default(false) }))
    .output(
      z.object({
        rows: z.array(z.object({ item: z.int(), asked: z.unknown(), order: z.object({ orderId: zId, number: z.string() }).nullable(), ok: z.boolean(), refusal: zRefused.nullable() })),
        /** Of all items it came to, whatever the page leaves out. */
        total: z.int(),
        /** The place the next page begins at. */
        next: z.int().nullable(),
      }),
    ),
};

/** The record of what was done here, and the way back. */
export const activityCommands = {
  undo: command({ summary: 'Take a command back by its declared inverse.', undo: { by: 'activity.undo' } })
    .input(z.object({ commandId: zId }))
    .output(z.object({ undone: z.string(), by: z.string(), input: z.unknown(), result: z.unknown() })),
};

export const activityQueries = {
  list: query({ summary: 'Commands, newest first, a page by key.' })
    .input(z.object({ beforeId: zId.optional(), limit: z.int().min(1).max(100).default(50) }))
    .output(
      z.object({
        rows: z.array(
          z.object({ id: zId, method: z.string(), recordedAt: zInstant, userName: z.string(), role: z.enum(roles), via: z.string(), canUndo: z.boolean(), changes: z.record(z.string(), z.array(z.int())), hash: z.string().meta({ description: 'its link in the chain of commands' }) }),
        ),
      }),
    ),
};

const zBackup = z.object({ name: z.string(), madeAt: zInstant, bytes: z.int(), headId: z.int(), head: z.string() });

/** A believable shop to look around in, for a file that has none yet. */
export const demoQueries = {
  make: query({ summary: 'Make the demo shop in a file without a shop.' }).output(z.object({ orders: z.int(), variants: z.int() })),
};

/** Copies of the live shop. One is put back before the shop is opened: at the next start, or by the command line. */
export const backupQueries = {
  make: query({ summary: 'Copy the live shop, whole and proved.' }).output(zBackup),
  list: query({ summary: 'The backups beside the shop, newest first; which is put back at the next start, and why the last one was not.' }).output(
    z.object({ backups: z.array(zBackup), next: z.string().nullable(), refusal: zRefusal.nullable() }),
  ),
  putBack: query({ summary: 'Have a backup put back at the next start; what was recorded since is kept beside the shop, and is no longer in it.' })
    .input(z.object({ name: z.string().min(1).max(200) }))
    .output(z.object({ name: z.string() })),
  keepPresent: query({ summary: 'Put no backup back: the shop stays as it is.' }).output(z.object({})),
};

/** The books' proof: every invariant that exists, with the rows at fault. */
const zProof = z.object({
  provedAt: zInstant,
  headId: z.int(),
  head: z.string(),
  proofs: z.array(z.object({ id: z.string(), checked: z.int(), faults: z.array(z.object({ table: z.string(), id: z.union([z.int(), z.string()]), says: z.string() })) })),
});

export const proofQueries = {
  run: query({ summary: 'Prove every invariant from the raw facts.' }).output(zProof),
  latest: query({ summary: 'The last proof of the books, whoever asked for it: the program proves them by itself once a day.' }).output(zProof),
};

/** Proofs and questions about every row there is: they take seconds in a large shop, in threads of their own. */
export const readingQueries = {
  list: query({ summary: 'The long readings that run now, each with how far it is.' }).output(
    z.object({ readings: z.array(z.object({ readingId: z.int(), method: z.string(), done: z.int(), of: z.int().meta({ description: '0 before it said anything' }) })) }),
  ),
  end: query({ summary: 'End a long reading; whoever asked for it is refused.' }).input(z.object({ readingId: z.int() })).output(z.object({})),
};
