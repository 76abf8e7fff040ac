import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { bases } from '../../shared/reporting/cash-basis.rules.ts';
import { type Day, isDay } from '../../shared/units/day.ts';
import { cashMethods, comparisons, cuts, cutsOf, statements, type StatementSearch } from './statement-search.ts';

interface FiltersProps {
  search: StatementSearch;
  span: { from: Day; to: Day };
  /** Whether the shop's statements can be read on the cash basis. */
  withBasis: boolean;
  onChange: (next: StatementSearch) => void;
}

/** Which statement, of which days, beside what. */
export function StatementFilters({ search, span, withBasis, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const name = search.name ?? 'profitAndLoss';
  const choose = <Key extends keyof StatementSearch>(key: Key, values: readonly NonNullable<StatementSearch[Key]>[]) => (value: string | null): void => {
    const found = values.find((one) => one === value);
    if (found !== undefined) onChange({ ...search, [key]: found });
  };
  const cutsHere = cutsOf(name);
  const cut = cutsHere.find((one) => one === search.by) ?? 'period';
  return (
    <div className="filters" style={{ flexWrap: 'wrap', height: 'auto', minHeight: 40, paddingBlock: 6 }}>
      <SegmentedControl size="xs" style={{ flex: 'none' }} aria-label={t(($) => $.statements.title)} value={name} onChange={choose('name', statements)} data={statements.map((value) => ({ value, label: t(($) => $.statements.names[value]) }))} />
      {name !== 'balanceSheet' && <DayField label={t(($) => $.statements.from)} value={span.from} onChange={(from) => onChange({ ...search, ...span, from })} />}
      <DayField label={name === 'balanceSheet' ? t(($) => $.statements.on) : t(($) => $.statements.to)} value={span.to} onChange={(to) => onChange({ ...search, ...span, to })} />
      {name !== 'balanceSheet' && <Select size="xs" w={130} aria-label={t(($) => $.statements.by)} value={cut} onChange={choose('by', cuts)} data={cutsHere.map((value) => ({ value, label: t(($) => $.statements.cuts[value]) }))} />}
      {cut === 'period' && (
        <Select size="xs" w={180} aria-label={t(($) => $.statements.compare)} value={search.compare ?? 'none'} onChange={choose('compare', comparisons)} data={comparisons.map((value) => ({ value, label: name === 'balanceSheet' && value === 'year' ? t(($) => $.statements.yearStart) : t(($) => $.statements.comparisons[value]) }))} />
      )}
      {withBasis && name !== 'cashFlow' && <SegmentedControl size="xs" style={{ flex: 'none' }} aria-label={t(($) => $.statements.basis)} value={search.basis ?? 'accrual'} onChange={choose('basis', bases)} data={bases.map((value) => ({ value, label: t(($) => $.statements.bases[value]) }))} />}
      {name === 'cashFlow' && <Select size="xs" w={130} aria-label={t(($) => $.statements.method)} value={search.method ?? 'direct'} onChange={choose('method', cashMethods)} data={cashMethods.map((value) => ({ value, label: t(($) => $.statements.methods[value]) }))} />}
    </div>
  );
}

function DayField({ label, value, onChange }: { label: string; value: Day; onChange: (on: Day) => void }) {
  return (
    <label className="row">
      <span className="text3">{label}</span>
      <TextInput type="date" size="xs" w={132} aria-label={label} value={value} onChange={({ currentTarget }) => { if (isDay(currentTarget.value)) onChange(currentTarget.value); }} />
    </label>
  );
}
