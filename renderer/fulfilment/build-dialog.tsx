import { Checkbox, NumberInput, Select } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { approvers } from '../../shared/sales/order-approval.rules.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useToasts } from '../ui/toast.tsx';

/** What can leave from a place now, and how many of it go into one wave. */
export function BuildDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const places = (useQueryOf('location.list', undefined).data?.locations ?? []).filter((one) => one.sellable && !one.blocked);
  const [chosen, setChosen] = useState<number>();
  const locationId = chosen ?? places[0]?.id;
  const waiting = useQueryOf('wave.waiting', locationId === undefined ? {} : { locationId }).data;
  const [most, setMost] = useState(100);
  const [approve, setApprove] = useState(false);
  const role = useQueryOf('session.get', undefined).data?.user?.role;
  const build = useCommand('wave.build');
  const cancel = useCommand('wave.cancel');
  const submit = (): void => {
    build.mutate({ most, approve: approve && toApprove > 0, ...(locationId !== undefined && { locationId }) }, {
      onSuccess: ({ pickWaveId, number, orders, approved }) => {
        show(approved > 0 ? t(($) => $.ship.approvedToast, { number, count: approved }) : t(($) => $.ship.builtToast, { number, count: orders }), () => cancel.mutateAsync({ pickWaveId }));
        void navigate({ to: '/ship/$pickWaveId', params: { pickWaveId: String(pickWaveId) } });
      },
    });
  };
  const place = places.find(({ id }) => id === locationId)?.name ?? '';
  const orders = waiting?.orders ?? 0;
  const toApprove = waiting?.toApprove ?? 0;
  const mayApprove = role !== undefined && approvers.includes(role);
  return (
    <DialogForm title={t(($) => $.ship.buildTitle)} verb={t(($) => $.ship.build)} pending={build.isPending} problem={build.error} onSubmit={submit} onClose={onClose}>
      <p className="text2">{orders === 0 ? t(($) => $.ship.nothingReady) : t(($) => $.ship.buildText, { count: orders, place })}</p>
      {toApprove > 0 && <p className="warn">{t(($) => $.ship.notApproved, { count: toApprove })}</p>}
      {toApprove > 0 && mayApprove && <Checkbox label={t(($) => $.ship.approveToo, { count: toApprove })} checked={approve} onChange={(event) => setApprove(event.currentTarget.checked)} />}
      {places.length > 1 && (
        <Select label={t(($) => $.ship.place)} data={places.map(({ id, name }) => ({ value: String(id), label: name }))} value={locationId === undefined ? null : String(locationId)} onChange={(id) => setChosen(Number(id))} />
      )}
      <NumberInput data-autofocus hideControls label={t(($) => $.ship.most)} suffix={` ${t(($) => $.ship.mostUnit)}`} min={1} max={200} value={most} onChange={(value) => setMost(Math.min(200, Math.max(1, Number(value) || 1)))} />
    </DialogForm>
  );
}
