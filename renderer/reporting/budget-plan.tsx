import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addMonths } from '../../shared/accounting/fiscal-period.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { MoneyTabs } from '../accounting/money-tabs.tsx';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { CopyDialog, VersionsDialog } from './budget-dialogs.tsx';
import { BudgetFilters } from './budget-filters.tsx';
import { BudgetGrid, type CellAt, type Figures } from './budget-grid.tsx';
import { type BudgetSearch, centreOf } from './budget-search.ts';

interface Props {
  search: BudgetSearch;
  from: Day;
  onSearch: (next: BudgetSearch) => void;
}

/** Twelve months of budgets, typed, pasted or copied from the year before; each change is a version. */
export function BudgetPlan({ search, from, onSearch }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const centre = centreOf(search);
  const grid = useQueryOf('budget.grid', { from, centre });
  const [set, setGuard] = [useCommand('budget.set'), useCommand('budget.setGuard')];
  const [dialog, setDialog] = useState<'copy' | 'versions'>();
  const [at, setAt] = useState<CellAt>();
  const [unread, setUnread] = useState<string>();
  const write = (figures: Figures, done: () => void = () => undefined): void => {
    setUnread(undefined);
    const undo = (before: Figures): void => show(t(($) => $.budget.written, { count: before.length, shown: formats.count(before.length) }), () => set.mutateAsync({ figures: before }));
    if (figures.length > 0) set.mutate({ figures }, { onSuccess: ({ before }) => { if (before.length > 0) undo(before); done(); } });
  };
  const group = t(($) => $.budget.title);
  const copy: Action = { id: 'budget.copy', label: t(($) => $.budget.copy), group, keys: 'l', run: () => setDialog('copy') };
  const versions: Action = { id: 'budget.versions', label: t(($) => $.budget.versions), group, keys: 'f2', whileTyping: true, run: () => setDialog('versions') };
  useActions('screen', [copy, ...(at ? [versions] : [])]);
  const when = from.slice(5, 7) === '01' ? from.slice(0, 4) : `${formats.month(from)} – ${formats.month(addMonths(from, 11))}`;
  return (
    <Screen title={<Trail parent={t(($) => $.shell.money)}>{group}</Trail>} buttons={<>{at && <ActionButton action={versions} variant="default" />}<ActionButton action={copy} variant="default" /></>}>
      <MoneyTabs current="budget" />
      <BudgetFilters search={search} when={when} onSearch={onSearch} />
      {grid.isPending && <Loading widths={[240, 90, 90, 90, 90]} rows={14} />}
      {grid.error !== null && <ProblemPanel problem={grid.error} onRetry={() => void grid.refetch()} />}
      {(set.error ?? setGuard.error) !== null && <ProblemPanel problem={set.error ?? setGuard.error} />}
      {unread !== undefined && <div role="alert" style={{ padding: '8px 16px' }}><Status kind="stop">{t(($) => $.budget.unread, { text: unread })}</Status></div>}
      {grid.data && (
        <BudgetGrid
          grid={grid.data}
          onSet={(figures) => write(figures.map((figure) => ({ ...figure, centre })))}
          onUnread={setUnread}
          onGuard={({ ledgerAccountId }, guard) => setGuard.mutate({ ledgerAccountId, guard }, { onSuccess: ({ before }) => show(t(($) => $.budget.guardKept), () => setGuard.mutateAsync({ ledgerAccountId, guard: before })) })}
          onFocus={setAt}
        />
      )}
      {dialog === 'copy' && grid.data && <CopyDialog grid={grid.data} centre={centre} pending={set.isPending} problem={set.error} onCopy={(figures) => write(figures, () => setDialog(undefined))} onClose={() => setDialog(undefined)} />}
      {dialog === 'versions' && at && <VersionsDialog at={at} centre={centre} onClose={() => setDialog(undefined)} />}
    </Screen>
  );
}
