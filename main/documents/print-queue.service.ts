import { printPause } from '../../shared/documents/print-task.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { instant } from '../../shared/units/instant.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { readLabel } from '../fulfilment/tracking.queries.ts';
import { dueJob, insertJob, jobById, jobsInFlight, lastOfShipment, openJobs, type PrintProblem, type PrintState, turnJob, waitWithPrinter } from './print-queue.statements.ts';
import { getPrinter, listPrinters, type Printer } from './printer.service.ts';

/**
 * Owes a parcel its label: it waits for the printer, and a label that was owed already is owed again only where somebody says so.
 * @throws Refusal record.missing, printJob.noPrinter, printJob.twice, printer.blocked
 */
export function queueLabel(tx: Tx, { shipmentId, printerId, again }: { shipmentId: number; printerId?: number; again: boolean }) {
  const printer = labelPrinter(tx, printerId);
  readLabel(tx, { shipmentId });
  const last = lastOfShipment.get(tx, { shipmentId });
  if (last && !again && last.state !== 'dropped') throw new Refusal('printJob.twice', {});
  const { lastId: printJobId } = insertJob.run(tx, { shipmentId, again: last ? last.again + 1 : 0, printerId: printer.id, now: tx.now, commandId: tx.commandId });
  tx.changed('printJob', printJobId);
  return { printJobId };
}

function labelPrinter(reader: Reader, printerId: number | undefined): Printer {
  const printer = printerId === undefined ? listPrinters(reader).printers.find(({ labels }) => labels) : getPrinter(reader, printerId);
  if (!printer || printer.speaks === 'escpos') throw new Refusal('printJob.noPrinter', {});
  if (printer.blocked) throw new Refusal('printer.blocked', { name: printer.name });
  return printer;
}

/** @throws Refusal record.missing; printJob.begun for a label that is printed, or just being */
export const dropJob = (tx: Tx, { printJobId }: { printJobId: number }) => turnByHand(tx, printJobId, 'dropped');
/** @throws Refusal as dropJob */
export const retryJob = (tx: Tx, { printJobId }: { printJobId: number }) => turnByHand(tx, printJobId, 'waiting');

function turnByHand(tx: Tx, printJobId: number, state: 'dropped' | 'waiting') {
  const job = jobById.get(tx, { id: printJobId });
  if (!job) throw new Refusal('record.missing', { kind: 'printJob', id: printJobId });
  if (job.state === 'printed' || job.state === 'sending') throw new Refusal('printJob.begun', {});
  turn(tx, { id: printJobId, attempts: 0, state });
  return { printJobId };
}

interface Turn {
  id: number;
  attempts: number;
  state: PrintState;
  problem?: PrintProblem;
  says?: string;
  pause?: number;
}

function turn(tx: Tx, { problem = null, says = null, pause = 0, ...to }: Omit<Turn, 'problem' | 'says'> & { problem?: PrintProblem | null; says?: string | null }): void {
  const over = to.state === 'printed' || to.state === 'dropped';
  turnJob.run(tx, { ...to, problem, says, nextTryAt: instant(tx.now + pause), finishedAt: over ? tx.now : null });
  tx.changed('printJob', to.id);
}

/**
 * Takes the next label for its printer. What an earlier program left in flight is not printed again by itself, since nobody knows
 * whether it lies in the printer's tray: it waits for a person. Only one sender runs at a time.
 */
export function takeJob(tx: Tx) {
  for (const { id, attempts } of jobsInFlight.all(tx, {})) turn(tx, { id, attempts, state: 'parked', problem: 'perhapsPrinted' });
  for (;;) {
    const job = dueJob.get(tx, { now: tx.now });
    if (!job) return { job: null };
    const printer = getPrinter(tx, job.printerId);
    if (job.voidedAt !== null) turn(tx, { id: job.id, attempts: job.attempts, state: 'dropped' });
    else if (printer.blocked) turn(tx, { id: job.id, attempts: job.attempts, state: 'parked', problem: 'blocked' });
    else {
      const attempts = job.attempts + 1;
      turn(tx, { id: job.id, attempts, state: 'sending' });
      return { job: { id: job.id, attempts, printer, label: readLabel(tx, job) } };
    }
  }
}

export type TakenJob = NonNullable<ReturnType<typeof takeJob>['job']>;

interface Told {
  printJobId: number;
  attempts: number;
  printerId: number;
  /** Absent when it was printed. */
  problem?: PrintProblem;
  says?: string;
}

/** What became of a label that was taken: printed, to be tried again with all that waits for the same printer, or put before a person. */
export function noteJob(tx: Tx, { printJobId: id, attempts, printerId, problem, says }: Told): Record<string, never> {
  if (problem === undefined) turn(tx, { id, attempts, state: 'printed' });
  else if (problem === 'unreachable') {
    const pause = printPause(attempts);
    turn(tx, { id, attempts, state: 'waiting', problem, says: says ?? null, pause });
    waitWithPrinter.run(tx, { printerId, nextTryAt: instant(tx.now + pause) });
  } else turn(tx, { id, attempts, state: 'parked', problem, says: says ?? null });
  return {};
}

/** A file that was put back may owe labels that were printed long ago: each waits for a person. */
export function parkAllJobs(tx: Tx): void {
  for (const { id, attempts } of openJobs.all(tx, {})) turn(tx, { id, attempts, state: 'parked', problem: 'perhapsPrinted' });
}
