import { commandText } from '../../../shared/app/command-words.ts';
import type { Contract } from '../../../shared/app/contract.ts';
import { countedRecords } from '../../../shared/refusal/record-words.ts';
import type { Report } from '../../../shared/reporting/report.rules.ts';
import { addDays, startOfDay } from '../../../shared/units/calendar.ts';
import { type Instant, instant } from '../../../shared/units/instant.ts';
import type { OutputOf } from '../../database/handlers.ts';
import { type ListColumns, listReport } from './list-report.ts';
import type { Shop } from './report-command.ts';

type Row = OutputOf<Contract, 'activity.list'>['rows'][number];

const columns: ListColumns = [['number', 'count'], ['recorded', 'code'], ['person', 'text'], ['role', 'code'], ['via', 'code'], ['command', 'code'], ['what', 'text'], ['records', 'text'], ['hash', 'code']];

/** Every command of a span of days, newest first: who gave it, what it did and changed, and its link in the chain that `check` proves. */
export function auditTrail(shop: Shop): Report {
  const since = shop.from === undefined ? instant(0) : startOfDay(shop.from, shop.timeZone);
  const until = startOfDay(addDays(shop.on, 1), shop.timeZone);
  const lines = rowsBetween(shop, since, until).map((row) => lineOf(shop, row));
  return listReport(shop, 'audit-trail', columns, lines, shop.from === undefined ? {} : { from: shop.from });
}

/** Commands are recorded in the order of their time, so the first one that is too old ends the reading. */
function rowsBetween(shop: Shop, since: Instant, until: Instant): Row[] {
  const rows: Row[] = [];
  let beforeId: number | undefined;
  do {
    const page = shop.ask('activity.list', { limit: 100, ...(beforeId !== undefined && { beforeId }) }) as OutputOf<Contract, 'activity.list'>;
    const last = page.rows.at(-1);
    rows.push(...page.rows.filter(({ recordedAt }) => recordedAt >= since && recordedAt < until));
    beforeId = last && last.recordedAt >= since ? last.id : undefined;
  } while (beforeId !== undefined);
  return rows;
}

function lineOf({ language }: Shop, { id, recordedAt, userName, role, via, method, changes, hash }: Row): (string | number)[] {
  const records = Object.entries(changes).map(([kind, ids]) => countedRecords(kind, ids.length, language));
  return [id, new Date(recordedAt).toISOString(), userName, role, via, method, commandText(method, language), records.join(', '), hash];
}
