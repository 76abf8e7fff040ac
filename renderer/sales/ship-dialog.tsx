import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import type { Order } from './order-peek.tsx';
import type { OrderCommands } from './use-order-commands.ts';

/** Ships what is open of one order. Its channel tells the customer the tracking number; without one, Enter ships all the same. */
export function ShipDialog({ order, commands, opened, onClose }: { order: Order; commands: OrderCommands; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={<span className="strong">{t(($) => $.payments.shipTitle, { number: order.number })}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      {opened && <ShipForm order={order} commands={commands} onDone={onClose} />}
    </Modal>
  );
}

function ShipForm({ order, commands, onDone }: { order: Order; commands: OrderCommands; onDone: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const ship = useCommand('shipment.ship');
  const [trackingNumber, setTrackingNumber] = useState('');
  const [carrier, setCarrier] = useState('');
  const submit = (): void => {
    const parcel = { carrier: carrier.trim() || null, trackingNumber: trackingNumber.trim() || null };
    ship.mutate(
      { orderId: order.id, ...parcel },
      {
        onSuccess: ({ shipmentId }) => {
          show(t(($) => $.orders.shipped, { count: 1 }), () => commands.unship([shipmentId]));
          onDone();
        },
      },
    );
  };
  useActions('dialog', [{ id: 'shipment.ship', label: t(($) => $.orders.ship), group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: submit }]);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    submit();
  };
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={onSubmit}>
      <TextInput data-autofocus label={t(($) => $.payments.tracking)} description={t(($) => $.payments.trackingHint)} autoComplete="off" value={trackingNumber} onChange={(event) => setTrackingNumber(event.currentTarget.value)} />
      <TextInput label={t(($) => $.payments.carrier)} autoComplete="off" value={carrier} onChange={(event) => setCarrier(event.currentTarget.value)} />
      {ship.error !== null && <ProblemPanel problem={ship.error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onDone}>
          {t(($) => $.payments.notYet)}
        </Button>
        <Button type="submit" loading={ship.isPending} rightSection={<Key keys="mod+enter" />}>
          {t(($) => $.orders.ship)}
        </Button>
      </div>
    </form>
  );
}
