import { useTranslation } from 'react-i18next';
import { sumMinor } from '../../shared/units/minor.ts';
import { BulkBar } from '../ui/bulk-bar.tsx';
import type { List } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import type { OrderRow } from './order-columns.tsx';
import type { OrderCommands } from './use-order-commands.ts';

/** What can be done with the ticked orders: the number stands in the verb. */
export function OrdersBulkBar({ list, commands, more, approving }: { /** The list is that of orders to approve. */ approving: boolean; list: List<OrderRow>; commands: OrderCommands; more: (() => void) | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const ids = list.selectedRows.map((row) => row.id);
  const count = ids.length;
  const group = t(($) => $.orders.title);
  const verb = (id: string, label: string, keys: string, run: (ids: readonly number[]) => void) => ({ id: `orders.${id}`, label, group, keys, run: () => run(ids) });
  // Amounts of different currencies have no sum.
  const oneCurrency = list.selectedRows.every((row) => row.currency === formats.currency);
  return (
    <BulkBar
      label={t(($) => $.orders.selected, { count: ids.length })}
      {...(oneCurrency && { sum: formats.money(sumMinor(list.selectedRows.map((row) => row.total))) })}
      {...(list.selected.size >= list.rows.length && more && { selectAll: { label: t(($) => $.orders.selectMore), run: more } })}
      verbs={[
        ...(approving ? [verb('approve', t(($) => $.desk.approveCount, { count }), 'a', commands.approve)] : []),
        verb('ship', t(($) => $.orders.shipCount, { count }), 's', commands.ship),
        ...(approving ? [] : [verb('allocate', t(($) => $.orders.allocateCount, { count }), 'a', commands.allocate)]),
        verb('hold', t(($) => $.orders.holdCount, { count }), 'h', commands.hold),
        verb('cancel', t(($) => $.orders.cancelCount, { count }), 'c', commands.cancel),
      ]}
      clear={{ id: 'orders.clear', label: t(($) => $.orders.clearSelection), group, keys: 'escape', run: list.clear }}
    />
  );
}
