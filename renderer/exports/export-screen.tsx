import { Radio, Select, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExportFormat, formatGroups } from '../../shared/exports/formats.rules.ts';
import { type Day, isDay } from '../../shared/units/day.ts';
import { MoneyTabs } from '../accounting/money-tabs.tsx';
import { type MonthSpan, recentMonths } from '../accounting/months.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useNow } from '../ui/now.ts';
import { Screen, Trail } from '../ui/screen.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { ExportResult } from './export-result.tsx';
import { useExport } from './use-export.ts';

const monthsOffered = 24;

/** The books of some days for another program: which days, which program, and the file. */
export function ExportScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const months = useMemo(() => recentMonths(now, formats.timeZone, monthsOffered), [now, formats.timeZone]);
  const [days, setDays] = useState<MonthSpan>(months[1] ?? months[0]!);
  const [format, setFormat] = useState<ExportFormat>('handOver');
  const work = useExport();
  const group = t(($) => $.exporting.title);
  const right = days.from <= days.to;
  const start = { id: 'export.start', label: t(($) => $.exporting.start), group, keys: 'mod+enter', whileTyping: true, run: () => right && work.start({ format, ...days }) };
  const stop = { id: 'export.stop', label: t(($) => $.exporting.stop), group, keys: 'escape', run: work.stop };
  const save = { id: 'export.save', label: t(($) => $.exporting.save), group, keys: 'mod+enter', whileTyping: true, run: work.save };
  const done = work.state?.state === 'done';
  const next = work.running ? stop : done ? save : start;
  useActions('screen', [next]);
  return (
    <Screen
      title={<Trail parent={t(($) => $.shell.money)}>{group}</Trail>}
      side={<Link to="/money/export/settings">{t(($) => $.exporting.settings)}</Link>}
      buttons={<ActionButton action={next} {...(work.running && { variant: 'default' })} />}
    >
      <MoneyTabs current="exporting" />
      <div className="scroll" style={{ padding: 16 }}>
        <div className="column" style={{ gap: 16, maxWidth: 860 }}>
          <Days months={months} days={days} onChange={(span) => { setDays(span); work.forget(); }} />
          <ExportResult work={work} />
          <Formats format={format} onChange={(one) => { setFormat(one); work.forget(); }} />
        </div>
      </div>
    </Screen>
  );
}

function Days({ months, days, onChange }: { months: readonly MonthSpan[]; days: MonthSpan; onChange: (span: MonthSpan) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const month = months.find((one) => one.from === days.from && one.to === days.to);
  const set = (change: Partial<MonthSpan>): void => onChange({ ...days, ...change });
  const field = (name: 'from' | 'to') => (
    <TextInput type="date" label={t(($) => $.exporting[name])} w={150} value={days[name]} onChange={(event) => isDay(event.currentTarget.value) && set({ [name]: event.currentTarget.value as Day })} />
  );
  return (
    <div className="row" style={{ gap: 12, alignItems: 'end' }}>
      <Select
        label={t(($) => $.exporting.days)}
        w={190}
        placeholder="—"
        data={months.map((one) => ({ value: one.from, label: formats.month(one.from) }))}
        value={month?.from ?? null}
        onChange={(value) => onChange(months.find((one) => one.from === value) ?? days)}
      />
      {field('from')}
      {field('to')}
    </div>
  );
}

function Formats({ format, onChange }: { format: ExportFormat; onChange: (format: ExportFormat) => void }) {
  const { t } = useTranslation();
  return (
    <Radio.Group aria-label={t(($) => $.exporting.format)} value={format} onChange={(value) => onChange(value as ExportFormat)}>
      {formatGroups.map(({ group, formats }) => (
        <div key={group} style={{ marginBottom: 12 }}>
          <Section title={t(($) => $.exporting.groups[group])} />
          <div className="export-formats">
            {formats.map((one) => (
              <Radio key={one} size="xs" value={one} label={t(($) => $.exporting.formats[one].name)} description={t(($) => $.exporting.formats[one].text)} />
            ))}
          </div>
        </div>
      ))}
    </Radio.Group>
  );
}
