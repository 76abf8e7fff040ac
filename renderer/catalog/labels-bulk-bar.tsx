import { useTranslation } from 'react-i18next';
import type { LabelItem } from '../../shared/catalog/label.contract.ts';
import { BulkBar } from '../ui/bulk-bar.tsx';
import type { List } from '../ui/table/use-list.ts';
import { usePrintLabels } from './use-print-labels.ts';

/** How many goods one sheet of labels takes. */
const most = 200;

/** Labels of the ticked rows of any list of goods, on the labels' own screen. */
export function LabelsBulkBar<Row>({ list, itemOf }: { list: List<Row>; itemOf: (row: Row) => LabelItem }) {
  const { t } = useTranslation();
  const print = usePrintLabels();
  const rows = list.selectedRows.slice(0, most);
  const count = rows.length;
  const label = t(($) => $.orders.selected, { count });
  return (
    <BulkBar
      label={label}
      verbs={[{ id: 'goods.labels', label: t(($) => $.labels.printCount, { count }), group: label, keys: 'p', run: () => print(Promise.resolve({ items: rows.map(itemOf) })) }]}
      clear={{ id: 'goods.clear', label: t(($) => $.orders.clearSelection), group: label, keys: 'escape', run: list.clear }}
    />
  );
}
