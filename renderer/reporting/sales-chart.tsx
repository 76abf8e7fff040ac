import { useTranslation } from 'react-i18next';
import { minorDigits } from '../../shared/units/currency.ts';
import { minor } from '../../shared/units/minor.ts';
import { BarChart } from '../ui/bar-chart.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { TodayAnswer } from './today-figures.tsx';

/** The last eight days of sales; the best one and yesterday carry their figure. */
export function SalesChart({ days }: { days: TodayAnswer['days'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (days.every((day) => day.sales === 0)) return null;
  // A chart's height needs no cents: whole major units are what the axis says.
  const major = 10 ** minorDigits(formats.currency);
  const best = [...days].sort((a, b) => b.sales - a.sales)[0];
  const last = days.at(-1);
  const bars = days.map((day) => ({
    id: day.on,
    name: formats.day(day.on),
    value: day.sales / major,
    text: formats.money(day.sales),
    ...((day === best || day === last) && { label: formats.count(Math.round(day.sales / major)) }),
  }));
  const finding = t(($) => $.today.chartFinding, { amount: formats.money(last?.sales ?? minor(0)) });
  return <BarChart title={`${t(($) => $.today.chartTitle)} ${formats.currencySymbol}`} finding={finding} bars={bars} tick={formats.count} />;
}
