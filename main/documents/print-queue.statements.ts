import { sql } from 'kysely';
import type { Instant } from '../../shared/units/instant.ts';
import { read, write } from '../database/statement.ts';

export type PrintState = 'waiting' | 'sending' | 'printed' | 'parked' | 'dropped';
export type PrintProblem = 'unreachable' | 'refused' | 'perhapsPrinted' | 'blocked';

export const jobById = read((db, p: { id: number }) => db.selectFrom('printJob').selectAll().where('id', '=', p.id));
export const lastOfShipment = read((db, p: { shipmentId: number }) =>
  db.selectFrom('printJob').selectAll().where('shipmentId', '=', p.shipmentId).orderBy('again', 'desc').limit(1),
);
export const insertJob = write((db, p: { shipmentId: number; again: number; printerId: number; now: Instant; commandId: number }) =>
  db.insertInto('printJob').values({
    shipmentId: p.shipmentId,
    again: p.again,
    printerId: p.printerId,
    state: 'waiting',
    nextTryAt: p.now,
    createdAt: p.now,
    commandId: p.commandId,
  }),
);

interface JobTurn {
  id: number;
  state: PrintState;
  attempts: number;
  nextTryAt: Instant;
  problem: PrintProblem | null;
  says: string | null;
  finishedAt: Instant | null;
}
export const turnJob = write((db, p: JobTurn) =>
  db
    .updateTable('printJob')
    .set({ state: p.state, attempts: p.attempts, nextTryAt: p.nextTryAt, problem: p.problem, says: p.says, finishedAt: p.finishedAt })
    .where('id', '=', p.id),
);

/** What else waits for a printer that does not answer, waits as long. */
export const waitWithPrinter = write((db, p: { printerId: number; nextTryAt: Instant }) =>
  db
    .updateTable('printJob')
    .set({ nextTryAt: p.nextTryAt })
    .where(sql<boolean>`state in ('waiting', 'sending')`)
    .where('state', '=', 'waiting')
    .where('printerId', '=', p.printerId)
    .where('nextTryAt', '<', p.nextTryAt),
);

/** The next label that is due, in the order they were owed, with whether its parcel still stands. */
export const dueJob = read((db, p: { now: Instant }) =>
  db
    .selectFrom('printJob as job')
    .innerJoin('shipment', 'shipment.id', 'job.shipmentId')
    .select(['job.id', 'job.shipmentId', 'job.again', 'job.printerId', 'job.attempts', 'shipment.voidedAt'])
    // The words of the partial index.
    .where(sql<boolean>`job.state in ('waiting', 'sending')`)
    .where('job.state', '=', 'waiting')
    .where('job.nextTryAt', '<=', p.now)
    .orderBy('job.id')
    .limit(1),
);
export const jobsInFlight = read((db) => db.selectFrom('printJob').select(['id', 'attempts']).where(sql<boolean>`state in ('waiting', 'sending')`).where('state', '=', 'sending'));
export const openJobs = read((db) => db.selectFrom('printJob').select(['id', 'attempts']).where(sql<boolean>`state in ('waiting', 'sending')`));
export const firstDue = read((db) =>
  db.selectFrom('shop').select([
    sql<0 | 1>`exists (select 1 from printJob where state in ('waiting', 'sending') and state = 'sending')`.as('inFlight'),
    sql<Instant | null>`(select min(nextTryAt) from printJob where state in ('waiting', 'sending') and state = 'waiting')`.as('nextTryAt'),
  ]),
);
export const jobCounts = read((db) =>
  db.selectFrom('shop').select([
    sql<number>`(select count(*) from printJob where finishedAt is null and state <> 'parked')`.as('waiting'),
    sql<number>`(select count(*) from printJob where finishedAt is null and state = 'parked')`.as('parked'),
  ]),
);
