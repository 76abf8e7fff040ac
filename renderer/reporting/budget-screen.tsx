import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addMonths } from '../../shared/accounting/fiscal-period.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useNow } from '../ui/now.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { BudgetComparison } from './budget-comparison.tsx';
import { BudgetPlan } from './budget-plan.tsx';
import { type BudgetSearch, budgetViews, firstMonthOf, readBudgetSearch } from './budget-search.ts';

/** What a year should come to, month by month, and what it came to. */
export function BudgetScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/money/budget' });
  const today = dayOf(useNow(), useFormats().timeZone);
  const on = search.on ?? today;
  const shop = useQueryOf('shop.get', undefined);
  const group = t(($) => $.budget.title);
  const show = (next: BudgetSearch): void => void navigate({ to: '/money/budget', search: readBudgetSearch({ ...next }), replace: true });
  const { row: _row, column: _column, ...without } = search;
  const step = search.view === 'compare' ? 1 : 12;
  useActions('screen', [
    { id: 'budget.earlier', label: t(($) => $.budget.earlier), group, keys: '[', run: () => show({ ...without, on: addMonths(on, -step) }) },
    { id: 'budget.later', label: t(($) => $.budget.later), group, keys: ']', run: () => show({ ...without, on: addMonths(on, step) }) },
    ...budgetViews.map((view) => ({ id: `budget.${view}`, label: t(($) => $.budget.views[view]), group, keys: view === 'plan' ? 'p' : 'c', run: () => show({ ...without, view }) })),
  ]);
  if (search.view === 'compare') return <BudgetComparison search={search} on={on} onSearch={show} />;
  return <BudgetPlan search={search} from={firstMonthOf(on, shop.data?.fiscalYearStartMonth ?? 1)} onSearch={show} />;
}
