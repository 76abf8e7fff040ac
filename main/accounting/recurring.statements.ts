import type { Day } from '../../shared/units/day.ts';
import { read, write } from '../database/statement.ts';

export interface TemplateRow {
  name: string;
  lines: string;
  everyMonths: number;
  dayOfMonth: number;
  startsOn: Day;
  endsOn: Day | null;
  reverses: 0 | 1;
}

export const insertTemplate = write((db, p: TemplateRow & { commandId: number }) =>
  db.insertInto('recurringEntry').values({
    name: p.name, lines: p.lines, everyMonths: p.everyMonths, dayOfMonth: p.dayOfMonth, startsOn: p.startsOn, endsOn: p.endsOn, reverses: p.reverses, commandId: p.commandId,
  }),
);
export const stopTemplate = write((db, p: { id: number; stoppedById: number | null }) => db.updateTable('recurringEntry').set({ stoppedById: p.stoppedById }).where('id', '=', p.id));
export const templateById = read((db, p: { id: number }) => db.selectFrom('recurringEntry').selectAll().where('id', '=', p.id));
export const allTemplates = read((db) => db.selectFrom('recurringEntry').selectAll().orderBy('id'));
export type Template = ReturnType<typeof allTemplates.all>[number];

interface NewRun {
  recurringEntryId: number;
  dueOn: Day;
  state: 'posted' | 'skipped';
  entryId: number | null;
  oppositeEntryId: number | null;
}

export const insertRun = write((db, p: NewRun & { commandId: number }) =>
  db.insertInto('recurringRun').values({ recurringEntryId: p.recurringEntryId, dueOn: p.dueOn, state: p.state, entryId: p.entryId, oppositeEntryId: p.oppositeEntryId, commandId: p.commandId }),
);
export const undoRun = write((db, p: { id: number; commandId: number }) => db.updateTable('recurringRun').set({ undoneById: p.commandId }).where('id', '=', p.id));
export const runById = read((db, p: { id: number }) => db.selectFrom('recurringRun').selectAll().where('id', '=', p.id));
export const standingRun = read((db, p: { recurringEntryId: number; dueOn: Day }) =>
  db.selectFrom('recurringRun').select(['id', 'state']).where('recurringEntryId', '=', p.recurringEntryId).where('dueOn', '=', p.dueOn).where('undoneById', 'is', null),
);
export const standingDays = read((db) => db.selectFrom('recurringRun').select(['recurringEntryId', 'dueOn']).where('undoneById', 'is', null));

export const lastRuns = read((db, p: { limit: number }) =>
  db
    .selectFrom('recurringRun as r')
    .innerJoin('recurringEntry as t', 't.id', 'r.recurringEntryId')
    .leftJoin('journalEntry as e', 'e.id', 'r.entryId')
    .leftJoin('journalEntry as o', 'o.id', 'r.oppositeEntryId')
    .select(['r.id as recurringRunId', 'r.recurringEntryId', 't.name', 'r.dueOn', 'r.state', 'r.entryId', 'e.number', 'r.oppositeEntryId', 'o.number as oppositeNumber'])
    .where('r.undoneById', 'is', null)
    .orderBy('r.id', 'desc')
    .limit(p.limit),
);
