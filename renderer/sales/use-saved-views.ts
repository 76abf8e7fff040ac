import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';
import { listInput, type OrderSearch } from './order-search.ts';

export type SavedView = OutputOf<'savedView.list'>['rows'][number];

/** The list a view stands for, as it is written in the address. */
export function searchOfView({ id, filter, sort }: SavedView): OrderSearch {
  return {
    saved: id,
    view: filter.view ?? 'all',
    sort,
    ...(filter.search !== '' && { search: filter.search }),
    ...(filter.payment && { payment: filter.payment }),
    ...(filter.fulfilment && { fulfilment: filter.fulfilment }),
    ...(filter.held !== null && { held: filter.held }),
    ...(filter.customerId !== null && { customer: filter.customerId }),
  };
}

/** The views this person keeps, and the ways to keep and drop one. */
export function useSavedViews(onKept: (savedViewId: number) => void) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const rows = useQueryOf('savedView.list', undefined).data?.rows ?? [];
  const add = useCommand('savedView.add');
  const remove = useCommand('savedView.remove');
  const update = useCommand('savedView.update');
  const keep = (name: string, search: OrderSearch): void => {
    const { filter, sort } = listInput(search);
    add.mutate({ name, filter: filter ?? {}, sort: sort ?? 'newest' }, { onSuccess: ({ savedViewId }) => {
      onKept(savedViewId);
      show(t(($) => $.views.kept, { name }), () => remove.mutateAsync({ savedViewId }));
    } });
  };
  const drop = (savedViewId: number): void => remove.mutate({ savedViewId }, { onSuccess: ({ before }) => show(t(($) => $.views.dropped, { name: before.name }), () => add.mutateAsync(before)) });
  const change = (savedViewId: number, search: OrderSearch): void => {
    const { filter, sort } = listInput(search);
    update.mutate({ savedViewId, changes: { filter: filter ?? {}, sort: sort ?? 'newest' } }, { onSuccess: ({ before }) => show(t(($) => $.views.changed, { name: before.name }), () => update.mutateAsync({ savedViewId, changes: before })) });
  };
  /** Whether the list shows something else than the view it was opened as. */
  const isChanged = (search: OrderSearch): boolean => {
    const view = rows.find((row) => row.id === search.saved);
    if (!view) return false;
    const { order: _peek, ...shown } = search;
    return JSON.stringify(listInput(shown)) !== JSON.stringify(listInput(searchOfView(view)));
  };
  return { rows, keep, drop, change, isChanged, problem: add.error ?? remove.error };
}
