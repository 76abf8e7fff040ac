import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Quantity } from '../../shared/units/quantity.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { QuantityField } from '../ui/fields.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { noonOf } from './noon-of.ts';
import { useStockWords } from './stock-words.ts';
import { TransferWhy } from './transfer-why.tsx';

/** One transfer: what of each line is on its way, what arrived now, and how the rest ends. */
export function TransferPeek({ stockTransferId, onClose }: { stockTransferId: number; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useStockWords();
  const show = useToasts((toasts) => toasts.show);
  const transfer = useQueryOf('transfer.get', { stockTransferId }).data;
  const reasons = (useQueryOf('reason.list', undefined).data?.reasons ?? []).filter((one) => !one.blocked);
  const [counted, setCounted] = useState<Readonly<Record<number, Quantity | null>>>({});
  const [reason, setReason] = useState('shrinkage');
  const [on, setOn] = useState('');
  const receive = useCommand('transfer.receive');
  const end = useCommand('transfer.close');
  const done = (): void => {
    setCounted({});
    setOn('');
    show(t(($) => $.inventory.receivedToast, { number: transfer?.number ?? '' }));
  };
  const lines = Object.entries(counted).flatMap(([variantId, quantity]) => (quantity === null || quantity <= 0 ? [] : [{ variantId: Number(variantId), quantity }]));
  const occurredAt = noonOf(on, formats.timeZone);
  const which = { stockTransferId, ...(occurredAt !== undefined && { occurredAt }) };
  const group = t(($) => $.inventory.transfers);
  const take = {
    id: 'transfer.receive',
    label: lines.length === 0 ? t(($) => $.inventory.takeInAll) : t(($) => $.inventory.takeIn),
    group,
    keys: 'a',
    run: () => receive.mutate({ ...which, reason, ...(lines.length > 0 && { lines }) }, { onSuccess: done }),
  };
  const lost = { id: 'transfer.lost', label: t(($) => $.inventory.lost), group, keys: 'mod+backspace', run: () => end.mutate({ ...which, outcome: 'lost', reason }) };
  const back = { id: 'transfer.back', label: t(($) => $.inventory.back), group, keys: 'r', run: () => end.mutate({ ...which, outcome: 'back' }) };
  const open = transfer?.closedAt === null;
  useActions('peek', [
    { id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose },
    ...(open ? [take, lost, back] : []),
  ]);
  const footer = open && (
    <>
      <ActionButton action={take} variant="filled" />
      <ActionButton action={lost} variant="default" />
      <ActionButton action={back} variant="default" />
    </>
  );
  const problem = receive.error ?? end.error;
  return (
    <Peek label={transfer?.number ?? ''} title={transfer?.number ?? ''} onClose={onClose} footer={footer}>
      {transfer && (
        <>
          <Section title={t(($) => $.inventory.lines)} side={`${formats.quantity(transfer.onTheWay)} / ${formats.quantity(transfer.sent)}`} />
          {transfer.lines.map((line) => (
            <div key={line.variantId} className="transfer-line">
              <span className="ellipsis">
                {line.name} <span className="text3 code">{line.sku}</span>
              </span>
              <span className="num text2">
                <TransferWhy stockTransferId={stockTransferId} variantId={line.variantId} amount={line.onTheWay}>{formats.quantity(line.onTheWay)}</TransferWhy>
                {` / ${formats.quantity(line.sent)}`}
              </span>
              {open && line.onTheWay > 0 && (
                <QuantityField inCell label={`${t(($) => $.inventory.arrived)} ${line.sku}`} unit="" decimals={3} value={counted[line.variantId] ?? null} onChange={(value) => setCounted({ ...counted, [line.variantId]: value })} />
              )}
            </div>
          ))}
          {open && (
            <>
              <Select label={t(($) => $.stock.reason)} data={reasons.map((one) => ({ value: one.code, label: words.reason(one.code) }))} value={reason} onChange={(one) => setReason(one ?? reason)} mt={12} />
              <TextInput type="date" label={t(($) => $.inventory.arrivedOn)} description={t(($) => $.inventory.whenHint)} value={on} onChange={(event) => setOn(event.currentTarget.value)} mt={12} />
            </>
          )}
          {transfer.differences.length > 0 && <Section title={t(($) => $.inventory.differences)} />}
          {transfer.differences.map((one) => (
            <div key={one.stockAdjustmentId} className="row" style={{ minHeight: 26 }}>
              <span>{one.reason === null ? '' : words.reason(one.reason)}</span>
              <span className="spring" />
              <span className="num medium">{formats.signedQuantity(one.quantity)}</span>
            </div>
          ))}
          {problem !== null && <ProblemPanel problem={problem} />}
        </>
      )}
    </Peek>
  );
}
