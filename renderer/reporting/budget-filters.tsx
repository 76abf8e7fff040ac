import { SegmentedControl, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { centreKinds } from '../../shared/accounting/centre.rules.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { type BudgetSearch, budgetViews } from './budget-search.ts';

interface Props {
  search: BudgetSearch;
  /** The year or month that is shown, in words. */
  when: string;
  onSearch: (next: BudgetSearch) => void;
}

/** Plan or comparison, of the whole shop or of one cost centre. */
export function BudgetFilters({ search, when, onSearch }: Props) {
  const { t } = useTranslation();
  const rows = useQueryOf('centre.list', undefined).data?.rows ?? [];
  const { kind, centre, row: _row, column: _column, ...rest } = search;
  const data = centreKinds.map((one) => ({ group: t(($) => $.centres.kinds[one]), items: rows.filter((row) => row.kind === one).map(({ id, name }) => ({ value: `${one} ${id}`, label: name })) }));
  const choose = (value: string | null): void => {
    const found = rows.find((one) => `${one.kind} ${one.id}` === value);
    onSearch(found ? { ...rest, kind: found.kind, centre: found.id } : rest);
  };
  return (
    <div className="filters">
      <SegmentedControl
        size="xs"
        aria-label={t(($) => $.budget.title)}
        value={search.view ?? 'plan'}
        onChange={(value) => onSearch({ ...rest, ...(kind !== undefined && centre !== undefined && { kind, centre }), view: budgetViews.find((one) => one === value) ?? 'plan' })}
        data={budgetViews.map((value) => ({ value, label: t(($) => $.budget.views[value]) }))}
      />
      <Select size="xs" w={190} aria-label={t(($) => $.centres.field)} value={kind === undefined ? '' : `${kind} ${centre}`} onChange={choose} data={[{ value: '', label: t(($) => $.budget.wholeShop) }, ...data.filter(({ items }) => items.length > 0)]} />
      <span className="strong">{when}</span>
    </div>
  );
}
