import { useTranslation } from 'react-i18next';
import { useCommand, useShopClient } from '../client/use-shop.tsx';
import { BulkBar } from '../ui/bulk-bar.tsx';
import type { List } from '../ui/table/use-list.ts';
import { useToasts } from '../ui/toast.tsx';
import type { ProductRow } from './products-screen.tsx';
import { usePrintLabels } from './use-print-labels.ts';

/** How many products one command takes. */
const batch = 200;

/** Takes products out of sale or brings them back; each is the other's undo. */
export function ProductsBulkBar({ list, archived }: { list: List<ProductRow>; archived: boolean }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const archive = useCommand('product.archive');
  const restore = useCommand('product.restore');
  const ids = list.selectedRows.map((row) => row.id).slice(0, batch);
  const [act, back] = archived ? [restore, archive] : [archive, restore];
  const done = archived ? t(($) => $.products.restored, { count: ids.length }) : t(($) => $.products.archived, { count: ids.length });
  const run = (): void =>
    act.mutate(
      { ids },
      {
        onSuccess: () => {
          list.clear();
          show(done, () => back.mutateAsync({ ids }));
        },
      },
    );
  const client = useShopClient();
  const print = usePrintLabels();
  const group = t(($) => $.shell.products);
  const count = ids.length;
  const label = archived ? t(($) => $.products.restoreCount, { count }) : t(($) => $.products.archiveCount, { count });
  return (
    <BulkBar
      label={t(($) => $.orders.selected, { count: list.selected.size })}
      verbs={[
        { id: 'products.archive', label, group, keys: 'a', run },
        { id: 'products.labels', label: t(($) => $.labels.printCount, { count }), group, keys: 'p', run: () => print(client.call('label.ofProducts', { productIds: ids })) },
      ]}
      clear={{ id: 'products.clear', label: t(($) => $.orders.clearSelection), group, keys: 'escape', run: list.clear }}
    />
  );
}
