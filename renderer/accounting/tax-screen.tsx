import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../shared/units/day.ts';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Tag } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { MoneyTabs } from './money-tabs.tsx';
import { FileReturn } from './tax-filing.tsx';
import { TaxReturn } from './tax-return.tsx';
import { TaxSettings } from './tax-settings.tsx';

export type TaxPeriod = OutputOf<'taxReturn.calendar'>['periods'][number];

/** The return of a tax period: its boxes down to their lines, what ties them to the books, and what was filed. */
export function TaxScreen() {
  const { t } = useTranslation();
  const calendar = useQueryOf('taxReturn.calendar', undefined);
  const [from, setFrom] = useState<Day>();
  const [setting, setSetting] = useState(false);
  const periods = calendar.data?.periods ?? [];
  // What is to be filed stands first: the oldest period that is over.
  const period = periods.find((one) => one.fromOn === from) ?? periods.findLast((one) => one.state === 'over' || one.state === 'withdrawn') ?? periods[0];
  const step = (by: number): void => setFrom(periods[Math.min(Math.max(0, periods.findIndex((one) => one.fromOn === period?.fromOn) + by), periods.length - 1)]?.fromOn);
  const settings: Action = { id: 'tax.settings', label: t(($) => $.tax.settings), group: t(($) => $.tax.title), keys: 's', run: () => setSetting(true) };
  useActions('screen', [
    { id: 'tax.earlier', label: t(($) => $.tax.earlier), group: t(($) => $.tax.title), keys: 'k', run: () => step(1) },
    { id: 'tax.later', label: t(($) => $.tax.later), group: t(($) => $.tax.title), keys: 'j', run: () => step(-1) },
    settings,
  ]);
  const buttons = (
    <>
      <ActionButton action={settings} variant="default" />
      {period && <FileReturn key={period.fromOn} period={period} />}
    </>
  );
  return (
    <Screen title={<Trail parent={t(($) => $.shell.money)}>{t(($) => $.tax.title)}</Trail>} side={period && <PeriodPicker periods={periods} period={period} today={calendar.data?.today} onPick={setFrom} />} buttons={buttons}>
      <MoneyTabs current="tax" />
      {calendar.isPending && <Loading widths={[60, 260, 110]} rows={9} />}
      {calendar.error && <ProblemPanel problem={calendar.error} onRetry={() => void calendar.refetch()} />}
      {period && <TaxReturn key={period.fromOn} fromOn={period.fromOn} />}
      {setting && <TaxSettings onClose={() => setSetting(false)} />}
    </Screen>
  );
}

const stateTags = { running: ['half', 'neutral'], over: ['wait', 'warn'], filed: ['done', 'ok'], withdrawn: ['look', 'warn'] } as const;

function PeriodPicker({ periods, period, today, onPick }: { periods: readonly TaxPeriod[]; period: TaxPeriod; today: Day | undefined; onPick: (from: Day) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const spanOf = ({ fromOn, throughOn }: TaxPeriod): string => t(($) => $.tax.periodOf, { from: formats.fullDay(fromOn), through: formats.fullDay(throughOn) });
  const isLate = today !== undefined && period.dueOn < today && (period.state === 'over' || period.state === 'withdrawn');
  const [kind, tone] = stateTags[period.state];
  return (
    <>
      <Select
        aria-label={t(($) => $.tax.period)}
        w={270}
        data={periods.map((one) => ({ value: one.fromOn, label: spanOf(one) }))}
        value={period.fromOn}
        onChange={(value) => onPick(periods.find((one) => one.fromOn === value)?.fromOn ?? period.fromOn)}
      />
      <Tag kind={kind} tone={isLate ? 'bad' : tone}>{t(($) => $.tax.states[period.state])}</Tag>
      {period.state !== 'filed' && <span className={isLate ? 'bad' : 'text2'}>{isLate ? t(($) => $.tax.overdue, { day: formats.fullDay(period.dueOn) }) : t(($) => $.tax.dueOn, { day: formats.fullDay(period.dueOn) })}</span>}
    </>
  );
}
