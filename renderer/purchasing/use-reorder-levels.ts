import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { quantity } from '../../shared/units/quantity.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useCommand, useShopClient } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';

type Levels = InputOf<'stockAlert.setLevels'>['items'];
type Page = OutputOf<'replenishment.propose'>;

/** Takes the reorder points of what sells as its levels, at the place that sells; undone as one. */
export function useReorderLevels(): { run: () => void; pending: boolean; problem: unknown } {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const set = useCommand('stockAlert.setLevels');
  const [problem, setProblem] = useState<unknown>(null);
  const adopt = async (): Promise<void> => {
    const { locations } = await client.call('location.list', undefined);
    const place = locations.find(({ sellable, blocked }) => sellable && !blocked);
    if (!place) return;
    const items: Levels = [];
    for (let after: number | null | undefined; after !== null; ) {
      // A page says where the next one begins.
      // oxlint-disable-next-line no-await-in-loop
      const page: Page = await client.call('replenishment.propose', { view: 'all', limit: 200, ...(after !== undefined && { after }) });
      items.push(...page.rows.flatMap(({ variantId, reorderPoint }) => (reorderPoint === undefined ? [] : [{ variantId, locationId: place.id, low: quantity(Math.ceil(reorderPoint / 1000) * 1000), high: null }])));
      after = page.next;
    }
    if (items.length === 0) return show(t(($) => $.alerts.nothingSells));
    const { before, fired } = await set.mutateAsync({ items });
    show(t(($) => $.alerts.adopted, { count: items.length, fired }), () => set.mutateAsync({ items: before }));
  };
  return { run: () => void adopt().catch(setProblem), pending: set.isPending, problem };
}
