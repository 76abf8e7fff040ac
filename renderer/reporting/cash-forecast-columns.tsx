import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type CashGroup, cashGroups } from '../../shared/reporting/cash-forecast.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { OutputOf } from '../client/methods.ts';
import type { Column } from '../ui/table/column.ts';
import { useFormats } from '../ui/ui-context.tsx';

export type Forecast = OutputOf<'cashForecast.get'>;
export type ForecastRow = Forecast['weeks'][number];

/** What of a group comes in a week: what is known and what is assumed. */
export const groupIn = ({ groups }: ForecastRow, group: CashGroup): Minor => {
  const part = groups.find((one) => one.group === group);
  return minor((part?.known ?? 0) + (part?.assumed ?? 0));
};

/** Opening, each group that moves anything, closing; the closing stays longest when room is short. */
export function useForecastColumns(weeks: readonly ForecastRow[]): readonly Column<ForecastRow>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(() => {
    const unit = formats.currencySymbol;
    const moving = cashGroups.filter((group) => weeks.some((week) => groupIn(week, group) !== 0));
    return [
      { id: 'no', header: t(($) => $.cashForecast.week), width: 44, numeric: true, cell: (row) => <span className="text3">{formats.count(row.no)}</span> },
      { id: 'days', header: t(($) => $.cashForecast.days), width: 150, grows: true, cell: (row) => `${formats.day(row.from)} – ${formats.day(row.to)}` },
      { id: 'opening', header: `${t(($) => $.cashForecast.opening)} ${unit}`, width: 116, numeric: true, dropOrder: 8, cell: (row) => <span className="text2">{formats.amount(row.opening)}</span> },
      ...moving.map((group, index): Column<ForecastRow> => ({
        id: group, header: `${t(($) => $.cashForecast.groups[group])} ${unit}`, width: 112, numeric: true, dropOrder: 7 - index,
        cell: (row) => (groupIn(row, group) === 0 ? <span className="text3">—</span> : formats.amount(groupIn(row, group))),
      })),
      { id: 'closing', header: `${t(($) => $.cashForecast.closing)} ${unit}`, width: 116, numeric: true, cell: (row) => <span className="strong">{formats.amount(row.closing)}</span> },
    ];
  }, [t, formats, weeks]);
}
