import { TextInput } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { useCommand, useQueryOf, useShopClient } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { ScanField } from '../ui/scan/scan-field.tsx';
import { type Outcome, ScanOutcome } from '../ui/scan/scan-outcome.tsx';
import { playOutcome } from '../ui/scan/sounds.ts';
import { RecentScans, Station } from '../ui/scan/station.tsx';
import { useScan } from '../ui/scan/use-scan.ts';
import { Tag } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { PurchaseOrder } from './purchase-order-screen.tsx';
import { arrivalsOf, totalOf, useReceiving, useScansOf } from './receiving.store.ts';

/** Goods of an order as they are scanned: each piece is answered at once, and all of them are booked together. */
export function ReceiveScreen() {
  const purchaseOrderId = Number(useParams({ from: '/station/receive/$orderId' }).orderId);
  const order = useQueryOf('purchaseOrder.get', { purchaseOrderId });
  if (order.error) return <ProblemPanel problem={order.error} onRetry={() => void order.refetch()} />;
  return order.data ? <ReceiveStation order={order.data} /> : null;
}

function ReceiveStation({ order }: { order: PurchaseOrder }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const scans = useScansOf(order.id);
  const [outcome, setOutcome] = useState<Outcome>();
  const [damaged, setDamaged] = useState(false);
  const [deliveryNote, setDeliveryNote] = useState('');
  const [typing, setTyping] = useState(false);
  useReceivingScans(order, damaged, setOutcome);
  const { finish, pending, problem } = useFinish(order, deliveryNote);
  const undo = useReceiving((receiving) => receiving.undo);
  const counted = totalOf(scans, () => true);
  const expected = quantity(order.lines.reduce((sum, line) => sum + line.open, 0));
  const group = t(($) => $.receiving.title);
  const verbs: Action[] = [
    { id: 'receiving.undo', label: t(($) => $.receiving.undo), group, keys: 'backspace', run: () => undo(order.id) },
    { id: 'receiving.type', label: t(($) => $.receiving.type), group, keys: '/', run: () => setTyping(true) },
    { id: 'receiving.damaged', label: t(($) => $.receiving.damaged), group, keys: 'd', run: () => setDamaged(!damaged) },
    { id: 'receiving.finish', label: t(($) => $.receiving.finish, { quantity: formats.quantity(counted) }), group, keys: 'mod+enter', whileTyping: true, run: finish },
  ];
  useActions('screen', verbs);
  return (
    <Station
      title={t(($) => $.receiving.title)}
      subtitle={t(($) => $.receiving.of, { number: order.number, supplier: order.supplierName })}
      back={
        <Link to="/purchasing/$orderId" params={{ orderId: String(order.id) }}>
          {t(($) => $.receiving.back)}
        </Link>
      }
      badge={damaged && <Tag kind="look" tone="warn">{t(($) => $.receiving.damagedNow)}</Tag>}
      place={
        <>
          <strong>{order.number}</strong>
          <span className="text2">{t(($) => $.receiving.progress, { received: formats.quantity(counted), expected: formats.quantity(expected) })}</span>
        </>
      }
      panel={<ScanOutcome outcome={outcome} idle={<Idle />} />}
      legend={
        <>
          {typing && <ScanField label={t(($) => $.purchasing.addByCode)} onLeave={() => setTyping(false)} />}
          <TextInput aria-label={t(($) => $.receiving.deliveryNote)} placeholder={t(($) => $.receiving.deliveryNote)} value={deliveryNote} onChange={(event) => setDeliveryNote(event.currentTarget.value)} />
          <span className="text3">{t(($) => $.receiving.legend)}</span>
        </>
      }
      recent={
        <RecentScans
          heading={t(($) => $.receiving.recent)}
          hint={t(($) => $.receiving.newestFirst)}
          scans={scans.toReversed().slice(0, 30).map((scan) => ({
            id: scan.id,
            kind: scan.kind,
            item: scan.item,
            ...(scan.damaged && { note: t(($) => $.receiving.damaged) }),
            result: scan.variantId === null ? t(($) => $.receiving[scan.kind === 'unknown' ? 'unknownShort' : 'notOrderedShort']) : `+${formats.quantity(scan.quantity)}`,
          }))}
        />
      }
      verbs={pending ? [] : verbs}
      foot={problem === null ? t(($) => $.receiving.foot) : <ProblemPanel problem={problem} />}
    />
  );
}

function Idle() {
  const { t } = useTranslation();
  return (
    <div className="scan-told">
      <div className="scan-item">{t(($) => $.receiving.idle)}</div>
      <div className="scan-says">{t(($) => $.receiving.idleText)}</div>
    </div>
  );
}

/** Answers each scan: of this order, beyond it, of none, or of nothing we know. */
function useReceivingScans(order: PurchaseOrder, damaged: boolean, tell: (outcome: Outcome) => void): void {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useShopClient();
  const add = useReceiving((receiving) => receiving.add);
  const refuse = (kind: 'wrong' | 'unknown', item: string): void => {
    add(order.id, { kind, item, variantId: null, quantity: quantity(0), damaged: false });
    playOutcome(kind);
    const [says, detail] = kind === 'unknown' ? [t(($) => $.receiving.unknown), t(($) => $.receiving.unknownText)] : [t(($) => $.receiving.notOrdered), t(($) => $.receiving.notOrderedText)];
    tell({ kind, says, item, detail });
  };
  const take = (variantId: number, item: string, sku: string, count: Quantity): void => {
    const before = totalOf(useReceiving.getState().scans[order.id] ?? [], (scan) => scan.variantId === variantId);
    const open = order.lines.reduce((sum, line) => sum + (line.variantId === variantId ? line.open : 0), 0);
    const kind = before + count > open ? 'wrong' : 'ok';
    add(order.id, { kind, item, variantId, quantity: count, damaged });
    playOutcome(kind);
    const label = t(($) => $.receiving.ofOrdered, { ordered: formats.quantity(quantity(open)) });
    const told = kind === 'ok' ? { says: t(($) => $.receiving.taken), detail: sku } : { says: t(($) => $.receiving.beyond), detail: t(($) => $.receiving.beyondText) };
    tell({ kind, item, ...told, count: { label, value: formats.quantity(quantity(before + count)) } });
  };
  useScan(
    async ({ text }) => {
      const { found } = await client.call('barcode.resolve', { text });
      if (!found) return refuse('unknown', text);
      if (!order.lines.some((line) => line.variantId === found.id)) return refuse('wrong', found.productName);
      take(found.id, found.productName, found.sku, found.quantity);
    },
    { patient: true },
  );
}

function useFinish(order: PurchaseOrder, deliveryNote: string): { finish: () => void; pending: boolean; problem: unknown } {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const receive = useCommand('purchaseReceipt.receive');
  const clear = useReceiving((receiving) => receiving.clear);
  const finish = (): void => {
    const scans = useReceiving.getState().scans[order.id] ?? [];
    const lines = arrivalsOf(scans);
    if (lines.length === 0 || receive.isPending) return;
    receive.mutate({ purchaseOrderId: order.id, lines, ...(deliveryNote.trim() !== '' && { deliveryNote }) }, {
      onSuccess: ({ number }) => {
        show(t(($) => $.receiving.done, { number, quantity: formats.quantity(totalOf(scans, () => true)) }));
        clear(order.id);
        void navigate({ to: '/purchasing/$orderId', params: { orderId: String(order.id) } });
      },
    });
  };
  return { finish, pending: receive.isPending, problem: receive.error };
}
