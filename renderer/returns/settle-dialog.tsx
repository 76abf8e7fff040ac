import { ActionIcon, Checkbox, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Payout, payouts } from '../../shared/returns/settlement.contract.ts';
import { cashRoundingOf } from '../../shared/sales/cash-rounding.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { quantity, type Quantity } from '../../shared/units/quantity.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { GoodsField } from '../sales/goods-field.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { CreditRows } from './return-money.tsx';
import type { Rma } from './return-screen.tsx';

type Preview = OutputOf<'rma.preview'>;

interface Swap {
  variantId: number;
  quantity: Quantity;
}

/** What the customer gets for what came back: money, store credit, other goods. Every figure stands here before it is posted. */
export function SettleDialog({ rma, onClose }: { rma: Rma; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const formats = useFormats();
  const settle = useCommand('rma.settle');
  const [chosen, setChosen] = useState<Payout>();
  const [waiveFee, setWaiveFee] = useState(false);
  const [refundShipping, setRefundShipping] = useState<boolean>();
  const [swaps, setSwaps] = useState<readonly Swap[]>([]);
  const asked = { rmaId: rma.id, waiveFee, ...(refundShipping !== undefined && { refundShipping }), ...(swaps.length > 0 && { exchange: [...swaps] }) };
  const preview = useQueryOf('rma.preview', asked);
  const to = chosen ?? preview.data?.usual ?? 'bank';
  const submit = (): void => {
    if (!preview.data || settle.isPending) return;
    settle.mutate({ ...asked, to }, {
      onSuccess: ({ number, credited }) => {
        show(t(($) => $.returns.done.settled, { number, amount: formats.moneyIn(credited, rma.currency) }));
        onClose();
      },
    });
  };
  const add = (variantId: number, count: Quantity): void => {
    const known = swaps.find((swap) => swap.variantId === variantId);
    setSwaps(known ? swaps.map((swap) => (swap === known ? { ...swap, quantity: quantity(swap.quantity + count) } : swap)) : [...swaps, { variantId, quantity: count }]);
  };
  const verb = preview.data ? t(($) => $.returns.settleNow, { amount: formats.moneyIn(preview.data.credited, rma.currency) }) : t(($) => $.returns.settle);
  return (
    <DialogForm title={t(($) => $.returns.one, { number: rma.number })} verb={verb} pending={settle.isPending} problem={settle.error} onSubmit={submit} onClose={onClose}>
      {preview.isPending && <Loading widths={[160, 80]} rows={4} />}
      {preview.error && <ProblemPanel problem={preview.error} />}
      {preview.data && (
        <>
          <CreditRows money={preview.data} currency={rma.currency} />
          {(preview.data.fee > 0 || waiveFee) && <Checkbox label={t(($) => $.returns.waiveFee)} checked={waiveFee} onChange={(event) => setWaiveFee(event.currentTarget.checked)} />}
          {preview.data.shippingRoom > 0 && (
            <Checkbox
              label={t(($) => $.returns.refundShipping, { amount: formats.moneyIn(preview.data.shippingRoom, rma.currency) })}
              checked={refundShipping ?? preview.data.shippingByPolicy}
              onChange={(event) => setRefundShipping(event.currentTarget.checked)}
            />
          )}
          <GoodsField label={t(($) => $.returns.exchangeFor)} description={t(($) => $.returns.exchangeHint)} onPick={(offer, count) => add(offer.variantId, count)} />
          <Swaps preview={preview.data} currency={rma.currency} onRemove={(variantId) => setSwaps(swaps.filter((swap) => swap.variantId !== variantId))} />
          <WhoPays preview={preview.data} currency={rma.currency} to={to} />
          {preview.data.toCustomer > 0 && (
            <Select
              data-autofocus
              label={t(($) => $.returns.to)}
              data={payouts
                .filter((one) => (one !== 'channelClearing' || rma.channelId !== null) && (one !== 'storeCredit' || preview.data.mayCredit))
                .map((one) => ({ value: one, label: t(($) => $.returns.payouts[one]) }))}
              value={to}
              onChange={(one) => setChosen(payouts.find((payout) => payout === one))}
            />
          )}
        </>
      )}
    </DialogForm>
  );
}

function Swaps({ preview, currency, onRemove }: { preview: Preview; currency: string; onRemove: (variantId: number) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return preview.exchange.map((line) => (
    <div key={line.variantId} className="row" style={{ gap: 8 }}>
      <span className="ellipsis" style={{ flex: 1, minWidth: 0 }}>
        {formats.quantity(line.quantity)} × {line.name}
      </span>
      <span className="num">{formats.moneyIn(line.gross, currency)}</span>
      <ActionIcon aria-label={t(($) => $.returns.removeLine, { name: line.name })} onClick={() => onRemove(line.variantId)}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  ));
}

/** Who pays whom in the end: the net of both orders. */
function WhoPays({ preview, currency, to }: { preview: Preview; currency: string; to: Payout }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = (amount: Preview['credited']): string => formats.moneyIn(amount, currency);
  const { toReceivable, toOrder, toCustomer, stillToPay, newTotal } = preview;
  const cash = minor(toCustomer + cashRoundingOf(toCustomer, to, currency));
  const strong = (text: string) => <span className="strong">{text}</span>;
  return (
    <Pairs
      rows={[
        ...(toReceivable > 0 ? [[t(($) => $.returns.money.toReceivable), show(toReceivable)] as const] : []),
        ...(newTotal > 0 ? [[t(($) => $.returns.money.newTotal), show(newTotal)] as const, [t(($) => $.returns.money.toOrder), show(toOrder)] as const] : []),
        ...(toCustomer > 0 ? [[t(($) => $.returns.money.toCustomer), strong(show(toCustomer))] as const] : []),
        ...(cash !== toCustomer ? [[t(($) => $.returns.money.inCash), strong(show(cash))] as const] : []),
        ...(stillToPay > 0 ? [[t(($) => $.returns.money.stillToPay), strong(show(stillToPay))] as const] : []),
        ...(newTotal > 0 && toCustomer === 0 && stillToPay === 0 ? [[t(($) => $.returns.money.even), strong(show(toCustomer))] as const] : []),
      ]}
    />
  );
}
