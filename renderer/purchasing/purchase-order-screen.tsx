import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EntryInWords } from '../accounting/entry-in-words.tsx';
import { usePrintLabels } from '../catalog/use-print-labels.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf, useShopClient } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { BeyondBudgetDialog, OrderBudget } from './order-budget.tsx';
import { BillDialog } from './bill-dialog.tsx';
import { OrderSheetDialog } from './order-sheet-dialog.tsx';
import { PaperWarnings } from './paper-warnings.tsx';
import { PurchaseOrderLines } from './purchase-order-lines.tsx';
import { PurchaseTimeline } from './purchase-timeline.tsx';
import { PurchaseTag } from './purchase-state.tsx';
import { useOrderSheet } from './use-order-sheet.ts';

export type PurchaseOrder = OutputOf<'purchaseOrder.get'>;

/** One purchase order: what came of it, what is billed, its entries in words, and what happened when. */
export function PurchaseOrderScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const purchaseOrderId = Number(useParams({ from: '/purchasing/$orderId' }).orderId);
  const order = useQueryOf('purchaseOrder.get', { purchaseOrderId });
  const [dialog, setDialog] = useState<'bill' | 'sheet' | 'beyond'>();
  const { verbs, problem } = useOrderVerbs(order.data, { record: () => setDialog('bill'), readSheet: () => setDialog('sheet'), askWhy: () => setDialog('beyond') });
  const back: Action = { id: 'purchase.back', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/purchasing' }) };
  useActions('screen', [...verbs, back]);
  const title = <Trail parent={<Link to="/purchasing">{t(($) => $.purchasing.orders)}</Link>}>{order.data?.number ?? ''}</Trail>;
  const buttons = verbs.map((verb, index) => <ActionButton key={verb.id} action={verb} variant={index === 0 ? 'filled' : 'default'} />);
  return (
    <Screen title={title} side={order.data && <PurchaseTag status={order.data.status} />} buttons={buttons}>
      {problem !== null && <ProblemPanel problem={problem} />}
      {order.isPending && <Loading widths={[200, 120, 120]} />}
      {order.error && <ProblemPanel problem={order.error} onRetry={() => void order.refetch()} />}
      {order.data && <OrderBody order={order.data} />}
      {dialog === 'bill' && order.data && <BillDialog order={order.data} onClose={() => setDialog(undefined)} />}
      {dialog === 'beyond' && order.data && <BeyondBudgetDialog order={order.data} onClose={() => setDialog(undefined)} />}
      {dialog === 'sheet' && order.data && <OrderSheetDialog order={order.data} onClose={() => setDialog(undefined)} />}
    </Screen>
  );
}

/** What can be done next, the likeliest first. */
function useOrderVerbs(order: PurchaseOrder | undefined, { record, readSheet, askWhy }: Record<'record' | 'readSheet' | 'askWhy', () => void>): { verbs: Action[]; problem: unknown } {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const place = useCommand('purchaseOrder.place');
  const cancel = useCommand('purchaseOrder.cancel');
  const reopen = useCommand('purchaseOrder.reopen');
  const saveSheet = useOrderSheet(order?.id ?? 0);
  const client = useShopClient();
  const print = usePrintLabels();
  const problem = place.error ?? cancel.error ?? reopen.error;
  if (!order) return { verbs: [], problem };
  const { id: purchaseOrderId, number } = order;
  const group = t(($) => $.purchasing.orders);
  const placeIt: Action = {
    id: 'purchase.place', label: t(($) => $.purchasing.place), group, keys: 'a',
    run: () => order.budget?.says === 'ask' ? askWhy() : place.mutate({ purchaseOrderId }, { onSuccess: () => show(t(($) => $.purchasing.placed, { number })) }),
  };
  const receive: Action = { id: 'purchase.receive', label: t(($) => $.purchasing.receive), group, keys: 'r', run: () => void navigate({ to: '/station/receive/$orderId', params: { orderId: String(purchaseOrderId) } }) };
  const bill: Action = { id: 'purchase.bill', label: t(($) => $.purchasing.record), group, keys: 'm', run: record };
  const giveUp: Action = {
    id: 'purchase.cancel', label: t(($) => $.purchasing.cancel), group, keys: 'c',
    run: () => cancel.mutate({ purchaseOrderId, reason: 'cancelled' }, {
      onSuccess: ({ cancelled }) => show(t(($) => $.purchasing.cancelled, { number }), () => reopen.mutateAsync({ purchaseOrderId, lines: cancelled })),
    }),
  };
  const draft = order.status === 'draft';
  const sheet: Action = { id: 'purchase.sheet', label: t(($) => $.orderSheet.save), group, keys: 's', run: () => void saveSheet() };
  const back: Action = { id: 'purchase.readSheet', label: t(($) => $.orderSheet.read), group, keys: 'i', run: readSheet };
  const edit: Action = { id: 'purchase.edit', label: t(($) => $.purchasing.edit), group, keys: 'e', run: () => void navigate({ to: '/purchasing/new', search: { order: purchaseOrderId } }) };
  const open = order.lines.some((line) => line.open > 0);
  const labels: Action = { id: 'purchase.labels', label: t(($) => $.purchasing.labels), group, keys: 'p', run: () => print(client.call('purchaseOrder.labels', { purchaseOrderIds: [purchaseOrderId] })) };
  // Some suppliers bill before they send.
  const unbilled = order.lines.some((line) => (line.unbilled ?? 0) > 0 || (order.orderedAt !== null && line.open > line.inTransit));
  const verbs = [
    ...(draft ? [placeIt] : []),
    ...(order.orderedAt !== null && open ? [receive] : []),
    ...(unbilled ? [bill] : []),
    ...(draft ? [edit, sheet, back] : []),
    ...(order.orderedAt !== null && open ? [labels] : []),
    ...(open ? [giveUp] : []),
  ];
  return { verbs, problem };
}

function OrderBody({ order }: { order: PurchaseOrder }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const entries = [...new Set(order.timeline.flatMap((event) => event.entries.map((entry) => entry.entryId)))].sort((a, b) => b - a);
  return (
    <div className="scroll with-aside">
      <section style={{ padding: 16, minWidth: 0 }}>
        {order.status === 'draft' && <PaperWarnings supplierId={order.supplierId} supplierName={order.supplierName} />}
        {order.status === 'draft' && order.belowMinimum && <Status kind="look">{t(($) => $.purchasing.belowMinimum)}</Status>}
        {order.budget && <OrderBudget budget={order.budget} />}
        {order.beyondBudgetBecause !== null && <Status kind="look">{t(($) => $.budget.beyondBecause, { reason: order.beyondBudgetBecause })}</Status>}
        <Pairs
          rows={[
            [t(($) => $.purchasing.supplier), <Link key="supplier" to="/purchasing/suppliers" search={{ supplier: order.supplierId }}>{order.supplierName}</Link>],
            [t(($) => $.purchasing.expectedOn), formats.day(order.expectedOn)],
            [t(($) => $.purchasing.location), order.locationName],
          ]}
        />
        <PurchaseOrderLines order={order} />
        {entries.length > 0 && <Section title={t(($) => $.purchasing.inBooks)} />}
        {entries.map((entryId) => (
          <EntryInWords key={entryId} entryId={entryId} />
        ))}
      </section>
      <aside className="aside">
        <Section title={t(($) => $.purchasing.story)} />
        <PurchaseTimeline events={order.timeline} />
        {order.note !== '' && <Section title={t(($) => $.purchasing.note)} />}
        {order.note !== '' && <p className="text2 text-wrap">{order.note}</p>}
      </aside>
    </div>
  );
}
