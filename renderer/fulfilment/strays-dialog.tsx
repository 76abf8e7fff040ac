import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useToasts } from '../ui/toast.tsx';

/** Numbers carriers speak of and nobody here knows: a person says whose one is. */
export function StraysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const strays = useQueryOf('tracking.strays', undefined).data?.rows ?? [];
  const parcels = useQueryOf('tracking.list', { view: 'underWay', limit: 200 }).data?.rows ?? [];
  const [number, setNumber] = useState<string>();
  const [shipmentId, setShipmentId] = useState<number>();
  const assign = useCommand('tracking.assign');
  const unassign = useCommand('tracking.unassign');
  const chosen = number ?? strays[0]?.number;
  const submit = (): void => {
    if (chosen === undefined || shipmentId === undefined) return;
    assign.mutate({ number: chosen, shipmentId }, {
      onSuccess: ({ trackingEventIds }) => {
        show(chosen, () => unassign.mutateAsync({ trackingEventIds }));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.tracking.strays)} verb={t(($) => $.tracking.assign)} pending={assign.isPending} problem={assign.error} onSubmit={submit} onClose={onClose}>
      <p className="text2">{t(($) => $.tracking.straysText)}</p>
      <Select label={t(($) => $.tracking.number)} data={strays.map((one) => ({ value: one.number, label: [one.number, one.carrier, t(($) => $.tracking.states[one.status])].filter(Boolean).join(' · ') }))} value={chosen ?? null} onChange={(value) => value !== null && setNumber(value)} />
      <Select searchable data-autofocus label={t(($) => $.tracking.assignTo)} data={parcels.map((one) => ({ value: String(one.shipmentId), label: [one.orderNumber, one.number, one.recipient].filter(Boolean).join(' · ') }))} value={shipmentId === undefined ? null : String(shipmentId)} onChange={(id) => setShipmentId(id === null ? undefined : Number(id))} />
    </DialogForm>
  );
}
