import { type ManualLine, sidesOf } from '../../shared/accounting/manual-entry.rules.ts';
import { dueDays, oppositeLines, type Schedule } from '../../shared/accounting/recurring.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { refuseUnknownCentres } from './campaign.service.ts';
import { reverseEntry } from './journal.service.ts';
import { entryById } from './journal.statements.ts';
import { openAccount } from './ledger-accounts.ts';
import { postManualEntry } from './manual-entry.service.ts';
import { openDayIn } from './period.service.ts';
import { linesOf } from './recurring.queries.ts';
import { insertRun, insertTemplate, runById, standingRun, stopTemplate, templateById, undoRun } from './recurring.statements.ts';

interface NewRecurring extends Schedule {
  name: string;
  lines: ManualLine[];
  reverses: boolean;
}

/**
 * Keeps an entry that comes again. It is checked as it will be posted.
 * @throws Refusal entry.unbalanced, account.control, account.blocked, record.missing, campaign.archived, recurring.noDay
 */
export function addRecurring(tx: Tx, { name, lines, everyMonths, dayOfMonth, startsOn, endsOn, reverses }: NewRecurring) {
  const sides = sidesOf(lines.map(({ amount }) => amount));
  if (sides.debit !== sides.credit || sides.debit === 0) throw new Refusal('entry.unbalanced', sides);
  for (const { ledgerAccountId } of lines) {
    const { control, code } = openAccount(tx, ledgerAccountId);
    if (control !== null) throw new Refusal('account.control', { code });
  }
  refuseUnknownCentres(tx, lines);
  if (endsOn !== null && dueDays({ everyMonths, dayOfMonth, startsOn, endsOn }, endsOn).length === 0) throw new Refusal('recurring.noDay', { startsOn, endsOn });
  const { lastId } = insertTemplate.run(tx, { name, lines: JSON.stringify(lines), everyMonths, dayOfMonth, startsOn, endsOn, reverses: reverses ? 1 : 0, commandId: tx.commandId });
  tx.changed('recurringEntry', lastId);
  return { recurringEntryId: lastId };
}

/** Lets an entry come no more; what was posted stays. @throws Refusal record.missing */
export const stopRecurring = (tx: Tx, { recurringEntryId }: { recurringEntryId: number }) => setStopped(tx, recurringEntryId, tx.commandId);

/** Lets a stopped entry come again, also for the days that passed meanwhile. @throws Refusal record.missing */
export const resumeRecurring = (tx: Tx, { recurringEntryId }: { recurringEntryId: number }) => setStopped(tx, recurringEntryId, null);

function setStopped(tx: Tx, recurringEntryId: number, stoppedById: number | null) {
  requireTemplate(tx, recurringEntryId);
  stopTemplate.run(tx, { id: recurringEntryId, stoppedById });
  tx.changed('recurringEntry', recurringEntryId);
  return { recurringEntryId };
}

interface ADay {
  recurringEntryId: number;
  dueOn: Day;
}

/**
 * Posts an entry for one of its days: on that day, or on the first open one where it is closed. An accrual's opposite is posted
 * for the day after at once, so that nobody has to remember it.
 * @throws Refusal record.missing, recurring.notDue, recurring.done, and as a manual entry
 */
export function postRecurring(tx: Tx, { recurringEntryId, dueOn, lines }: ADay & { lines?: ManualLine[] }) {
  const template = requireDue(tx, { recurringEntryId, dueOn });
  const own = lines ?? linesOf(template);
  const postedOn = openDayIn(tx, dueOn);
  const posted = postManualEntry(tx, { postedOn, text: template.name, lines: own });
  const opposite = template.reverses ? postManualEntry(tx, { postedOn: addDays(postedOn, 1), text: template.name, lines: oppositeLines(own) }) : null;
  const { lastId } = insertRun.run(tx, { recurringEntryId, dueOn, state: 'posted', entryId: posted.entryId, oppositeEntryId: opposite?.entryId ?? null, commandId: tx.commandId });
  tx.changed('recurringRun', lastId);
  return { recurringRunId: lastId, number: posted.number, oppositeNumber: opposite?.number ?? null };
}

/** Leaves one day of an entry out. @throws Refusal record.missing, recurring.notDue, recurring.done */
export function skipRecurring(tx: Tx, { recurringEntryId, dueOn }: ADay) {
  requireDue(tx, { recurringEntryId, dueOn });
  const { lastId } = insertRun.run(tx, { recurringEntryId, dueOn, state: 'skipped', entryId: null, oppositeEntryId: null, commandId: tx.commandId });
  tx.changed('recurringRun', lastId);
  return { recurringRunId: lastId };
}

/**
 * Takes back what became of a day: its entries are reversed on their own days, or on the first open one, and the day is due again.
 * @throws Refusal record.missing, recurring.undone, entry.reversed
 */
export function takeBackRun(tx: Tx, { recurringRunId }: { recurringRunId: number }) {
  const run = runById.get(tx, { id: recurringRunId });
  if (!run) throw new Refusal('record.missing', { kind: 'recurringRun', id: recurringRunId });
  if (run.undoneById !== null) throw new Refusal('recurring.undone', {});
  const { name } = requireTemplate(tx, run.recurringEntryId);
  for (const entryId of [run.oppositeEntryId, run.entryId]) {
    const entry = entryId === null ? undefined : entryById.get(tx, { id: entryId });
    if (entry) reverseEntry(tx, { entryId: entry.id, postedOn: openDayIn(tx, entry.postedOn), reason: name });
  }
  undoRun.run(tx, { id: recurringRunId, commandId: tx.commandId });
  tx.changed('recurringRun', recurringRunId);
  return { recurringRunId };
}

function requireTemplate(tx: Tx, id: number) {
  const template = templateById.get(tx, { id });
  if (!template) throw new Refusal('record.missing', { kind: 'recurringEntry', id });
  return template;
}

function requireDue(tx: Tx, { recurringEntryId, dueOn }: ADay) {
  const template = requireTemplate(tx, recurringEntryId);
  const today = dayOf(tx.now, shopOf(tx).timeZone);
  if (dueOn > today || !dueDays(template, dueOn).includes(dueOn)) throw new Refusal('recurring.notDue', { name: template.name, dueOn, today });
  const done = standingRun.get(tx, { recurringEntryId, dueOn });
  if (done) throw new Refusal('recurring.done', { name: template.name, dueOn, posted: done.state === 'posted' });
  return template;
}
