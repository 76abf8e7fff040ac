import { type DeskFigures, ordersOfJob } from './order-desk.ts';
import { figure, table, type Target, thousands } from './report-parts.ts';

/** What is promised of jobs over five thousand orders, and of the rules an order that comes in is held against. */
export function ofDesk({ orders, jobs, checkMs }: DeskFigures): Target[] {
  const at = `at ${thousands(orders)} orders`;
  const job = (doing: string, measured: number): Target => ({ says: `${doing} ${thousands(ordersOfJob)} orders as one job, in ms, ${at}`, measured, limit: 2_000 });
  return [
    job('approving', jobs.approve.doneMs),
    job('setting goods aside for', jobs.allocate.doneMs),
    job('cancelling', jobs.cancel.doneMs),
    { says: `what the rules add to an order that comes in, CPU ms, ${at}`, measured: checkMs, limit: 1 },
  ];
}

const head = ['orders', ...['approved', 'set aside', 'cancelled'].flatMap((done) => [`${done} in ms`, 'taken back in ms']), 'rules, CPU ms an order'];

const row = ({ orders, jobs, checkMs }: DeskFigures): string[] => [thousands(orders), ...[jobs.approve, jobs.allocate, jobs.cancel].flatMap(({ doneMs, undoneMs }) => [figure(doneMs), figure(undoneMs)]), figure(checkMs)];

export const deskSection = (desk: readonly DeskFigures[]): string => `Jobs over ${thousands(ordersOfJob)} orders of three lines each: approving (\`order.approve\`, slices of 200), setting goods aside (\`order.allocate\`, slices of 100) and
cancelling (\`order.cancelBatch\`, slices of 100), each slice a transaction on the disk, each job taken back by one undo; and what the rules every order is
held against add to an order of a channel.

${table(head, desk.map(row))}`;
