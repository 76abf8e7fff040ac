import type { ManualLine } from '../../shared/accounting/manual-entry.rules.ts';
import { dueDays, movedBy } from '../../shared/accounting/recurring.rules.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { allTemplates, lastRuns, standingDays, type Template } from './recurring.statements.ts';

const runsShown = 50;

/** What a template's lines say, as they were checked when it was kept. */
export const linesOf = ({ lines }: Pick<Template, 'lines'>): ManualLine[] => JSON.parse(lines) as ManualLine[];

/** The days through `through` that nobody posted or left out yet, oldest first. */
export function draftsThrough(reader: Reader, through: Day) {
  const done = new Set(standingDays.all(reader, {}).map(({ recurringEntryId, dueOn }) => `${recurringEntryId} ${dueOn}`));
  const drafts = allTemplates.all(reader, {}).filter(({ stoppedById }) => stoppedById === null).flatMap((template) => {
    const lines = linesOf(template);
    return dueDays(template, through)
      .filter((dueOn) => !done.has(`${template.id} ${dueOn}`))
      .map((dueOn) => ({ recurringEntryId: template.id, name: template.name, dueOn, reversesOn: template.reverses ? addDays(dueOn, 1) : null, amount: movedBy(lines), lines }));
  });
  return drafts.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.recurringEntryId - b.recurringEntryId));
}

/** Far enough ahead that every schedule has its next day before it. */
const ahead = 366;

/** What comes again, what waits, and what became of the last days. */
export function listRecurring(reader: Reader, { through }: { through?: Day }, _actor: Actor, now: Instant) {
  const today = dayOf(now, getShop(reader).timeZone);
  const coming = draftsThrough(reader, addDays(through ?? today, ahead));
  const rows = allTemplates.all(reader, {}).map(({ id, stoppedById, commandId: _by, reverses, lines, ...template }) => {
    const own = linesOf({ lines });
    return { ...template, recurringEntryId: id, lines: own, amount: movedBy(own), reverses: reverses === 1, stopped: stoppedById !== null, nextOn: coming.find((draft) => draft.recurringEntryId === id)?.dueOn ?? null };
  });
  return { rows, drafts: coming.filter(({ dueOn }) => dueOn <= (through ?? today)), runs: lastRuns.all(reader, { limit: runsShown }) };
}
