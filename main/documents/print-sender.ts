import type { Instant } from '../../shared/units/instant.ts';
import { Fault } from '../platform/fault.ts';
import { printByAgent } from './print-agent.ts';
import { sendRaw } from '../platform/raw-printer.ts';
import type { TakenJob } from './print-queue.service.ts';
import type { PrintProblem } from './print-queue.statements.ts';

/** What printing needs of the program: its one writer and the time. */
export interface PrintSetting {
  lookUp(name: string): Promise<unknown>;
  internal(name: string, input: object): Promise<unknown>;
  now(): Instant;
}

/**
 * Prints the labels that are due, one after another. Each is noted as on its way before its printer hears of it, and as printed after:
 * what is in flight when the program dies is put before a person and never printed again by itself.
 */
export async function printDueLabels({ lookUp, internal, now }: PrintSetting): Promise<number> {
  const next = (await lookUp('printJob.next')) as Instant | null | undefined;
  if (next === undefined || next === null || next > now()) return 0;
  let printed = 0;
  for (;;) {
    // Each is taken once the one before it was told of.
    const { job } = (await internal('printJob.take', {})) as { job: TakenJob | null };
    if (!job) return printed;
    const said = await printOne(job).then(() => ({}), problemOf);
    await internal('printJob.told', { printJobId: job.id, attempts: job.attempts, printerId: job.printer.id, ...said });
    printed += 'problem' in said ? 0 : 1;
  }
}

function printOne({ id, attempts, printer, label }: TakenJob): Promise<void> {
  const { zpl, ...data } = label;
  if (printer.speaks !== 'cainiao') return sendRaw(printer, Buffer.from(zpl, 'utf8'));
  return printByAgent(printer, { taskId: `label-${id}-${attempts}`, printer: printer.agentPrinter, template: printer.template, data });
}

/** @throws what is no fault of the world outside */
function problemOf(error: unknown): { problem: PrintProblem; says: string } {
  if (!(error instanceof Fault)) throw error;
  const { code, details } = error;
  return { problem: details.retry === 'later' ? 'unreachable' : code === 'refused' ? 'refused' : 'perhapsPrinted', says: details.says };
}
