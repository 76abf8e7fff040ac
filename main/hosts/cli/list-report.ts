import { plainColumn, plainRow, type Report, type ReportUnit } from '../../../shared/reporting/report.rules.ts';
import type { Day } from '../../../shared/units/day.ts';
import type { Shop } from './report-command.ts';

/** The columns of a list: heading and unit. */
export type ListColumns = readonly (readonly [heading: string, unit: ReportUnit])[];

/** A report that is a plain list; its last row is a total when the list says so. */
export function listReport(shop: Shop, name: string, columns: ListColumns, rows: readonly (readonly (string | number | null)[])[], more: { from?: Day; total?: boolean } = {}): Report {
  return {
    name,
    title: name.replaceAll('-', ' '),
    shop: shop.name,
    currency: shop.baseCurrency,
    language: 'en',
    from: more.from ?? null,
    to: shop.on,
    columns: columns.map(([heading, unit]) => plainColumn(heading, heading, unit)),
    rows: rows.map((cells, index) => plainRow(String(index), [...cells], more.total === true && index === rows.length - 1 ? 'total' : 'line')),
    controls: [],
  };
}
