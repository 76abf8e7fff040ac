import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { replenishmentViews } from '../../shared/purchasing/replenishment.contract.ts';
import type { InputOf } from '../client/methods.ts';
import { useCommand, usePagesOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { type List, useList } from '../ui/table/use-list.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { PurchasingTabs } from './purchasing-tabs.tsx';
import { ReplenishmentBudget } from './replenishment-budget.tsx';
import { type ReplenishmentPage, type ReplenishmentRow, useReplenishmentColumns } from './replenishment-columns.tsx';
import { ReplenishmentPeek } from './replenishment-peek.tsx';
import { planIn, type ReplenishmentSearch, type ReplenishmentView } from './replenishment-search.ts';

const reading = {
  rowsOf: (page: ReplenishmentPage) => page.rows,
  after: (input: InputOf<'replenishment.propose'>, page: ReplenishmentPage) => (page.next === null ? undefined : { ...input, after: page.next }),
};
const idOf = (row: ReplenishmentRow): number => row.variantId;

/** What to buy: every line with its terms, what a budget takes of it, and one key that drafts the orders. */
export function ReplenishmentScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/purchasing/plan' });
  const view = search.view ?? 'toOrder';
  const pages = usePagesOf('replenishment.propose', { ...planIn(search), view, limit: 100 }, reading);
  const show = (next: ReplenishmentSearch): void => void navigate({ to: '/purchasing/plan', search: next, replace: true });
  const list = useTakenList(useList(pages.rows, idOf), search, show);
  const peek = ({ variantId }: ReplenishmentRow): void => show({ ...search, variant: variantId });
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && search.variant !== undefined) peek(next);
  };
  const group = t(($) => $.replenishment.title);
  const plan = pages.first?.plan;
  const order = useOrderAction(plan, search);
  const views = replenishmentViews.map((id) => ({ value: id, label: [t(($) => $.replenishment.views[id]), countOf(id, plan)].join(' ').trim() }));
  const turnTo = (next: ReplenishmentView): void => show({ ...withoutPeek(search), view: next });
  useActions('screen', [
    ...listActions({ ...list, move: moved }, useListWords()),
    ...(order.action ? [order.action] : []),
    ...views.map(({ value, label }, index) => ({ id: `replenishment.view.${value}`, label: t(($) => $.keys.view, { name: label }), group, keys: `v ${index + 1}`, run: () => turnTo(value) })),
  ]);
  const columns = useReplenishmentColumns();
  return (
    <Screen
      title={t(($) => $.shell.purchasing)}
      buttons={order.action && <ActionButton action={order.action} loading={order.pending} />}
      peek={search.variant !== undefined && <ReplenishmentPeek variantId={search.variant} search={search} onNext={() => moved(1)} onClose={() => show(withoutPeek(search))} />}
    >
      <PurchasingTabs current="plan" />
      {plan && <ReplenishmentBudget plan={plan} search={search} onChange={show} />}
      {order.problem !== null && <ProblemPanel problem={order.problem} />}
      <div className="filters">
        <SegmentedControl aria-label={group} data={views} value={view} onChange={(one) => turnTo(replenishmentViews.find((known) => known === one) ?? 'toOrder')} />
      </div>
      <PagedTable
        pages={pages}
        widths={[90, 200, 60, 70, 90, 90]}
        label={group}
        columns={columns}
        list={list}
        ticks={view === 'toOrder'}
        rowName={(row) => row.sku}
        onPeek={peek}
        onOpen={peek}
        empty={<Empty title={t(($) => $.replenishment.empty[view].title)} text={t(($) => $.replenishment.empty[view].text)} />}
      />
    </Screen>
  );
}

const withoutPeek = ({ variant: _closed, ...search }: ReplenishmentSearch): ReplenishmentSearch => search;

const countOf = (view: ReplenishmentView, plan: ReplenishmentPage['plan'] | undefined): string =>
  plan && view !== 'all' ? String(view === 'toOrder' ? plan.wholeLines : plan.unsourced) : '';

/** The ticks of this list are the plan's: a tick taken away leaves the line out, and the budget is spent on the next ones. */
function useTakenList(list: List<ReplenishmentRow>, search: ReplenishmentSearch, show: (next: ReplenishmentSearch) => void): List<ReplenishmentRow> {
  const left = new Set(search.without);
  const leave = (ids: ReadonlySet<number>): void => {
    const { without: _before, ...rest } = search;
    show(ids.size === 0 ? rest : { ...rest, without: [...ids] });
  };
  const turn = (index: number): void => {
    const row = list.rows[index];
    if (!row) return;
    if (left.has(row.variantId)) left.delete(row.variantId);
    else left.add(row.variantId);
    leave(left);
  };
  const extend = (by: number): void => {
    turn(list.cursor);
    list.move(by);
  };
  const taken = list.rows.filter((row) => row.taken);
  return {
    ...list,
    selected: new Set(taken.map(idOf)),
    selectedRows: taken,
    toggle: turn,
    extend,
    selectAll: () => leave(new Set()),
    clear: () => leave(new Set(list.rows.filter(({ quantity }) => quantity !== 0).map(idOf))),
  };
}

/** Drafts what the plan takes; the toast takes all of it back. */
function useOrderAction(plan: ReplenishmentPage['plan'] | undefined, search: ReplenishmentSearch) {
  const { t } = useTranslation();
  const formats = useFormats();
  const draft = useCommand('replenishment.order');
  const withdraw = useCommand('replenishment.withdraw');
  const showToast = useToasts((state) => state.show);
  const cost = plan?.cost;
  const run = (): void => {
    if (!plan || cost === undefined || draft.isPending) return;
    draft.mutate(
      { ...planIn(search), expects: { lines: plan.lines, cost } },
      {
        onSuccess: ({ orders }) => {
          const purchaseOrderIds = orders.map(({ purchaseOrderId }) => purchaseOrderId);
          showToast(t(($) => $.replenishment.drafted, { count: orders.length }), () => withdraw.mutateAsync({ purchaseOrderIds }));
        },
      },
    );
  };
  const label = plan ? t(($) => $.replenishment.draft, { count: plan.suppliers, cost: cost === undefined ? '···' : formats.money(cost) }) : '';
  const action: Action | undefined = plan && plan.lines > 0 && cost !== undefined ? { id: 'replenishment.order', label, group: t(($) => $.replenishment.title), keys: 'p', run } : undefined;
  return { action, pending: draft.isPending, problem: draft.error };
}
