import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { ReceivedWhy } from './receipt-why.tsx';
import { type Receipt, ReturnDialog, someLeft } from './return-dialog.tsx';

interface ReceiptPeekProps {
  goodsReceiptId: number;
  onLand: (goodsReceiptId: number) => void;
  onLabels: (goodsReceiptId: number) => void;
  onNext: () => void;
  onClose: () => void;
}

/** One receipt: what came, what of it is billed and what went back; goods go back from here, and freight is spread over it. */
export function ReceiptPeek({ goodsReceiptId, onLand, onLabels, onNext, onClose }: ReceiptPeekProps) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const receipt = useQueryOf('purchaseReceipt.get', { goodsReceiptId });
  const cancel = useCommand('purchaseReceipt.cancel');
  const [dialog, setDialog] = useState<'return' | 'cancel'>();
  const group = t(($) => $.keys.here);
  const standing = receipt.data !== undefined && !receipt.data.cancelled;
  const kept = standing && receipt.data.lines.some((line) => someLeft(line));
  const sendBack: Action = { id: 'receipt.return', label: t(($) => $.receipts.sendBack), group, keys: 'r', run: () => setDialog('return') };
  const land: Action = { id: 'receipt.land', label: t(($) => $.receipts.land), group, keys: 'l', run: () => onLand(goodsReceiptId) };
  const labels: Action = { id: 'receipt.labels', label: t(($) => $.receipts.labels), group, keys: 'p', run: () => onLabels(goodsReceiptId) };
  const takeBack: Action = { id: 'receipt.cancel', label: t(($) => $.receipts.takeBack), group, keys: 'mod+backspace', run: () => setDialog('cancel') };
  const verbs = kept ? [sendBack, land, labels, takeBack] : [];
  useActions('peek', [...verbs, { id: 'peek.close', label: t(($) => $.keys.back), group, keys: 'escape', onlyKey: true, run: onClose }]);
  const number = receipt.data?.number ?? '';
  const cancelNow = (): void => {
    setDialog(undefined);
    cancel.mutate({ goodsReceiptId, reason: t(($) => $.receipts.byMistake) }, { onSuccess: () => show(t(($) => $.receipts.cancelled, { number })) });
  };
  return (
    <Peek
      label={number}
      title={number}
      tag={receipt.data?.cancelled && <Status kind="off">{t(($) => $.receipts.cancelledState)}</Status>}
      onNext={onNext}
      onClose={onClose}
      footer={verbs.length > 0 && verbs.map((verb, place) => <ActionButton key={verb.id} action={verb} variant={place === 0 ? 'filled' : place < 3 ? 'default' : 'subtle'} />)}
    >
      {receipt.isPending && <Loading widths={[180, 90]} rows={5} />}
      {receipt.error && <ProblemPanel problem={receipt.error} onRetry={() => void receipt.refetch()} />}
      {cancel.error !== null && <ProblemPanel problem={cancel.error} />}
      {receipt.data && <ReceiptBody receipt={receipt.data} />}
      {dialog === 'return' && receipt.data && <ReturnDialog receipt={receipt.data} onClose={() => setDialog(undefined)} />}
      <Confirm
        opened={dialog === 'cancel'}
        question={t(($) => $.receipts.cancelQuestion, { number })}
        consequences={t(($) => $.receipts.cancelText)}
        keep={t(($) => $.receipts.cancelKeep)}
        act={t(($) => $.receipts.takeBack)}
        onAct={cancelNow}
        onKeep={() => setDialog(undefined)}
      />
    </Peek>
  );
}

function ReceiptBody({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <Pairs
        rows={[
          [t(($) => $.purchasing.supplier), receipt.supplierName],
          [t(($) => $.receipts.came), formats.dateTime(receipt.occurredAt)],
          ...(receipt.deliveryNote === '' ? [] : ([[t(($) => $.receiving.deliveryNote), receipt.deliveryNote]] as const)),
        ]}
      />
      {receipt.lines.map((line) => (
        <Fragment key={line.id}>
          <Section title={line.name} side={line.sku} />
          <Pairs
            rows={[
              [t(($) => $.purchasing.received), formats.quantity(line.quantity)],
              ...(line.returned > 0 ? ([[t(($) => $.receipts.wentBack), <ReceivedWhy key="returned" purchaseReceiptLineId={line.id} figure="returned" text={formats.quantity(line.returned)} />]] as const) : []),
              ...(line.unbilled !== undefined && line.unbilled > 0 ? ([[t(($) => $.purchasing.unbilled), <ReceivedWhy key="unbilled" purchaseReceiptLineId={line.id} figure="unbilled" text={formats.quantity(line.unbilled)} />]] as const) : []),
              ...(line.orderValue === undefined ? [] : ([[t(($) => $.purchasing.net), <ReceivedWhy key="value" purchaseReceiptLineId={line.id} figure="value" text={formats.money(line.orderValue)} />]] as const)),
            ]}
          />
        </Fragment>
      ))}
    </>
  );
}
