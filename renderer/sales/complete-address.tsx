import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AddressGap, addressGaps, gapFields } from '../../shared/sales/address-gap.rules.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import type { Order } from './order-peek.tsx';

type Field = (typeof gapFields)[AddressGap];
type Address = NonNullable<Order['recipient']>;

/** Writes what an address lacks where that is told: the rest stands beside it, and the check is looked at again at once. */
export function CompleteAddress({ orderId, onDone }: { orderId: number; onDone?: () => void }) {
  const order = useQueryOf('order.get', { orderId }).data;
  if (!order?.recipient) return null;
  return <Gaps order={order} address={order.recipient} {...(onDone && { onDone })} />;
}

function Gaps({ order, address, onDone }: { order: Order; address: Address; onDone?: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const complete = useCommand('order.completeAddress');
  const gaps = addressGaps(address);
  const [written, setWritten] = useState<Partial<Record<Field, string>>>({});
  const orderId = order.id;
  if (gaps.length === 0) return null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (Object.keys(written).length === 0) return;
    // With its last gap the form is gone before the answer is here; the toast with its undo comes all the same.
    complete.mutateAsync({ orderId, changes: written }).then(
      ({ before, gaps: left }) => {
        show(t(($) => $.checks.address.saved, { number: order.number }), () => complete.mutateAsync({ orderId, changes: before }));
        if (left.length === 0) onDone?.();
      },
      // What was refused stands in the form.
      () => undefined,
    );
  };
  return (
    <form className="column" style={{ gap: 8 }} onSubmit={submit}>
      <span className="text2">{t(($) => $.checks.address.stands, { address: oneLine(address) || t(($) => $.checks.address.nothing) })}</span>
      <div className="draft-address">
        {gaps.map((gap, place) => {
          const field = gapFields[gap];
          return (
            <TextInput
              key={gap}
              // In a dialog the order may be read after the dialog has given the keys to something else.
              autoFocus={onDone !== undefined && place === 0}
              {...(place === 0 && { 'data-autofocus': true })}
              className={field === 'line1' ? 'wide' : ''}
              label={t(($) => $.checks.address.gaps[gap])}
              {...(gap === 'country' && { maxLength: 2 })}
              autoComplete="off"
              value={written[field] ?? address[field]}
              onChange={(event) => setWritten({ ...written, [field]: field === 'country' ? event.currentTarget.value.toUpperCase() : event.currentTarget.value })}
            />
          );
        })}
      </div>
      {complete.error !== null && <ProblemPanel problem={complete.error} />}
      <div className="row">
        <Button type="submit" loading={complete.isPending}>
          {t(($) => $.checks.fixes.completeAddress)}
        </Button>
      </div>
    </form>
  );
}

const oneLine = ({ recipient, line1, line2, postcode, city, region, country, phone }: Address): string => [recipient, line1, line2, [postcode, city].filter(Boolean).join(' '), region, country, phone].filter(Boolean).join(', ');
