import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { namingRoles, settlesOrder } from '../../shared/payouts/line-kind.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useShopClient } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { LookupField } from '../ui/lookup-field.tsx';
import { Pairs } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { type Payout, type PayoutLine, usePayoutWords } from './payout-words.ts';

type Order = OutputOf<'order.list'>['rows'][number];
interface Chosen {
  id: number;
  number: string;
}

const onOrder = 'order';

/** Where a line belongs: on an order, on an account, or what goes beyond the order on an account. */
export function DecideLineDialog({ payout, line, onClose }: { payout: Payout; line: PayoutLine; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = usePayoutWords();
  const show = useToasts((toasts) => toasts.show);
  const decide = useCommand('settlement.decide');
  const remove = useCommand('settlement.removeLine');
  const add = useCommand('settlement.addLine');
  const [order, setOrder] = useState<Chosen | null>(line.orderId === null ? null : { id: line.orderId, number: line.orderNumber ?? '' });
  const isBeyond = line.is === 'beyond' && order?.id === line.orderId;
  const [place, setPlace] = useState<string>(line.role ?? (isBeyond ? '' : onOrder));
  const money = (amount: Minor): string => formats.moneyIn(amount, payout.currency);
  const role = place === onOrder || place === '' ? null : place;
  // In the settlement's currency what goes beyond is known only where that is the shop's own.
  const rest = role !== null && isBeyond && payout.currency === payout.baseCurrency && fits(line) ? line.beyond : null;
  const submit = (): void => {
    if (place === '' || (place === onOrder && order === null)) return;
    const said = { settlementLineId: line.id, orderId: order?.id ?? null, role, rest, leftOnOrder: place === onOrder && isBeyond };
    decide.mutate(said, {
      onSuccess: ({ before }) => {
        show(t(($) => $.payouts.decidedToast), () => decide.mutateAsync({ settlementLineId: line.id, ...before }));
        onClose();
      },
    });
  };
  const drop = (): void => remove.mutate({ settlementLineId: line.id }, { onSuccess: ({ line: removed }) => (show(t(($) => $.payouts.removedToast), () => add.mutateAsync(removed)), onClose()) });
  const places = [...(order === null ? [] : [{ value: onOrder, label: isBeyond ? t(($) => $.payouts.leaveOnOrder) : t(($) => $.payouts.ofOrder, { number: order.number }) }]), ...namingRoles.map((one) => ({ value: one, label: words.role(one) }))];
  return (
    <DialogForm title={t(($) => $.payouts.decideTitle, { kind: words.kind(line), amount: money(line.amount) })} verb={t(($) => $.payouts.decideVerb)} pending={decide.isPending || remove.isPending} problem={decide.error ?? remove.error} onSubmit={submit} onClose={onClose}>
      <LineFacts payout={payout} line={line} />
      {line.kind !== 'feeTax' && <OrderField channelId={payout.channelId} first={order === null} current={order} onPick={(picked) => (setOrder(picked), setPlace(onOrder))} />}
      <Select
        {...(order !== null && { 'data-autofocus': true })}
        searchable
        openOnFocus={false}
        label={isBeyond && settlesOrder(line.kind) ? t(($) => $.payouts.whatIsBeyond, { amount: money(line.beyond) }) : t(($) => $.payouts.place)}
        data={places}
        value={place === '' ? null : place}
        onChange={(one) => setPlace(one ?? '')}
      />
      {line.byPerson && (
        <Button variant="subtle" style={{ alignSelf: 'flex-start' }} onClick={drop}>
          {t(($) => $.payouts.removeLine)}
        </Button>
      )}
    </DialogForm>
  );
}

/** Only a part that has the line's sign, and is no more than it, can be taken from it. */
const fits = ({ beyond, amount }: PayoutLine): boolean => beyond > 0 === amount > 0 && Math.abs(beyond) <= Math.abs(amount);

function LineFacts({ payout, line }: { payout: Payout; line: PayoutLine }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const facts: (readonly [string, string])[] = [
    [t(($) => $.payouts.label), line.label],
    [t(($) => $.payouts.orderRef), line.orderRef],
    [t(($) => $.payouts.reference), line.reference],
    [t(($) => $.payouts.inBooks), line.open === null ? '' : formats.money(line.open)],
    [t(($) => $.payouts.beyond), line.beyond === 0 ? '' : formats.moneyIn(minor(line.beyond), payout.baseCurrency)],
  ];
  return <Pairs rows={facts.filter(([, value]) => value !== '')} />;
}

function OrderField({ channelId, first, current, onPick }: { channelId: number; first: boolean; current: Chosen | null; onPick: (order: Chosen) => void }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const formats = useFormats();
  const find = async (search: string): Promise<readonly Order[]> => (await client.call('order.list', { filter: { search, channelId }, limit: 6 })).rows;
  return (
    <LookupField<Order>
      label={t(($) => $.payouts.order)}
      first={first}
      {...(current && { placeholder: current.number })}
      find={find}
      keyOf={({ id }) => id}
      show={(order) => (
        <span className="row">
          <span className="code">{order.number}</span> <span className="text2 ellipsis">{order.customerName}</span> <span className="spring" /> <span className="num">{formats.moneyIn(order.total, order.currency)}</span>
        </span>
      )}
      onPick={({ id, number }) => onPick({ id, number })}
      none={t(($) => $.payouts.noOrder)}
    />
  );
}
