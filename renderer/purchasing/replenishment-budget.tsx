import { NativeSelect, Slider } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { levelOffered, levelsOffered } from '../../shared/analysis/service-level.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { MoneyField } from '../ui/fields.tsx';
import { Figures } from '../ui/figures.tsx';
import { Key } from '../ui/key.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { ReplenishmentPage } from './replenishment-columns.tsx';
import { covers, type ReplenishmentSearch, windows } from './replenishment-search.ts';

interface Props {
  plan: ReplenishmentPage['plan'];
  search: ReplenishmentSearch;
  onChange: (next: ReplenishmentSearch) => void;
}

/** What the plan costs against its budget and a plain buyer, what it saves against doing nothing, and what it is worked out with. */
export function ReplenishmentBudget(props: Props) {
  return (
    <>
      <PlanFigures {...props} />
      <div className="filters replenishment-terms">
        <Budget {...props} />
        <Terms {...props} />
      </div>
    </>
  );
}

function PlanFigures({ plan, search }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const money = (amount: Minor | undefined): string => (amount === undefined ? '···' : formats.money(amount));
  const figures = [
    {
      id: 'cost',
      label: t(($) => $.replenishment.planCost),
      value: money(plan.cost),
      caption: search.budget === undefined ? t(($) => $.replenishment.noBudget) : t(($) => $.replenishment.withinBudget, { cost: money(plan.cost), budget: money(search.budget) }),
    },
    { id: 'baseline', label: t(($) => $.replenishment.baseline), value: money(plan.baseline), caption: t(($) => $.replenishment.belowBaseline, { cost: money(plan.cost), baseline: money(plan.baseline) }) },
    { id: 'lines', label: t(($) => $.replenishment.lines), value: formats.count(plan.lines), caption: t(($) => $.replenishment.ofLines, { lines: plan.wholeLines, count: plan.suppliers }) },
    { id: 'nothing', label: t(($) => $.replenishment.doNothing), value: count(plan.outWithout), caption: t(($) => $.replenishment.short, { quantity: formats.quantity(plan.shortWithout) }) },
    { id: 'with', label: t(($) => $.replenishment.withPlan), value: count(plan.outWith), caption: t(($) => $.replenishment.short, { quantity: formats.quantity(plan.shortWith) }) },
  ];
  return <Figures figures={figures} />;
  function count(value: number | undefined): string {
    return value === undefined ? '···' : formats.count(value);
  }
}

/** The budget as a slider over all that is proposed, and typed; at its end there is none. */
function Budget({ plan, search, onChange }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [sliding, setSliding] = useState<number>();
  const whole = plan.wholeCost ?? minor(0);
  const step = Math.max(1, Math.ceil(whole / 40));
  const tenth = Math.max(1, Math.ceil(whole / 10));
  const set = (amount: number | null): void => {
    const { budget: _before, variant: _peek, ...rest } = search;
    setSliding(undefined);
    onChange(amount === null || amount >= whole ? rest : { ...rest, budget: minor(amount) });
  };
  const turn = (parts: number): void => set(Math.max(tenth, (search.budget ?? whole) + parts * tenth));
  const group = t(($) => $.replenishment.title);
  useActions('screen', whole === 0 ? [] : [
    { id: 'replenishment.less', label: t(($) => $.replenishment.lessBudget), group, keys: '[', run: () => turn(-1) },
    { id: 'replenishment.more', label: t(($) => $.replenishment.moreBudget), group, keys: ']', run: () => turn(1) },
  ]);
  return (
    <>
      <span className="text3">{t(($) => $.replenishment.budget)}</span>
      <Key keys="[" />
      <MoneyField label={t(($) => $.replenishment.budget)} inCell currency={formats.currency} value={search.budget ?? null} onChange={set} name="budget" />
      <Slider
        w={160}
        thumbLabel={t(($) => $.replenishment.budget)}
        label={(value) => formats.money(minor(value))}
        min={0}
        max={step * 40}
        step={step}
        disabled={whole === 0}
        value={Math.min(step * 40, sliding ?? search.budget ?? step * 40)}
        onChange={setSliding}
        onChangeEnd={set}
      />
      <Key keys="]" />
    </>
  );
}

function Terms({ search, onChange }: Props) {
  const { t } = useTranslation();
  const { variant: _peek, ...rest } = search;
  const choices = [
    { id: 'coverDays', values: covers, current: search.coverDays ?? 14, name: (value: number) => t(($) => $.replenishment.days, { count: value }) },
    { id: 'windowDays', values: windows, current: search.windowDays ?? 90, name: (value: number) => t(($) => $.replenishment.days, { count: value }) },
  ] as const;
  const { serviceLevel, ...others } = rest;
  const hold = (level: typeof serviceLevel): void => onChange(level === undefined ? others : { ...others, serviceLevel: level });
  return (
    <>
      <label className="row">
        <span className="text3">{t(($) => $.replenishment.serviceLevel)}</span>
        <NativeSelect
          w={100}
          data={[{ value: '', label: t(($) => $.replenishment.byClass) }, ...levelsOffered.map((level) => ({ value: String(level), label: `${level}%` }))]}
          value={String(serviceLevel ?? '')}
          onChange={({ currentTarget: { value } }) => hold(levelOffered(value))}
        />
      </label>
      {choices.map(({ id, values, current, name }) => (
        <label key={id} className="row">
          <span className="text3">{t(($) => $.replenishment[id])}</span>
          <NativeSelect
            w={100}
            data={values.map((value) => ({ value: String(value), label: name(value) }))}
            value={String(current)}
            onChange={({ currentTarget: { value } }) => onChange({ ...rest, [id]: Number(value) })}
          />
        </label>
      ))}
    </>
  );
}
