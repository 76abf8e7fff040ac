import { useTranslation } from 'react-i18next';
import { minor } from '../../shared/units/minor.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import { BarChart } from '../ui/bar-chart.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { DaySales } from './use-daily-sales.ts';

/** Fourteen days of sales; the best two and yesterday carry their figure. */
export function SalesChart({ sales }: { sales: readonly DaySales[] | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (!sales || sales.every((day) => day.sales === 0)) return null;
  // A chart's height needs no cents: whole major units are what the axis says.
  const major = 10 ** minorDigits(formats.currency);
  const best = new Set([...sales].sort((a, b) => b.sales - a.sales).slice(0, 2));
  const last = sales.at(-1);
  const whole = (amount: number): string => formats.count(Math.round(amount / major));
  const bars = sales.map((day) => ({
    id: day.on,
    name: formats.day(day.on),
    value: day.sales / major,
    text: formats.money(day.sales),
    ...((best.has(day) || day === last) && { label: whole(day.sales) }),
  }));
  const finding = t(($) => $.today.chartFinding, { amount: formats.money(last?.sales ?? minor(0)) });
  return <BarChart title={`${t(($) => $.today.chartTitle)} ${formats.currencySymbol}`} finding={finding} bars={bars} tick={formats.count} />;
}
