import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Past = OutputOf<'opening.list'>['rows'][number];

/** What was posted before; each is taken back whole, while nothing stands on it. */
export function OpeningPast() {
  const { t } = useTranslation();
  const { data } = useQueryOf('opening.list', undefined);
  const [takingBack, setTakingBack] = useState<Past>();
  const rows = data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <div style={{ padding: '0 16px 16px' }}>
      <Section title={t(($) => $.opening.past)} />
      {rows.map((row) => <PastRow key={row.openingId} row={row} onTakeBack={() => setTakingBack(row)} />)}
      {takingBack && <TakeBackDialog past={takingBack} onClose={() => setTakingBack(undefined)} />}
    </div>
  );
}

function PastRow({ row, onTakeBack }: { row: Past; onTakeBack: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className="row earlier-import">
      <span className="medium">{formats.fullDay(row.openingOn)}</span>
      {row.entryId !== null && <Link to="/money/journal" search={{ entry: row.entryId }} className="code">{row.number}</Link>}
      <span className="text2 ellipsis">{t(($) => $.opening.pastRow, { balances: row.balances, receivables: row.receivables, payables: row.payables })}</span>
      <span className="spring" />
      <span className="text3">{formats.dateTime(row.recordedAt)}</span>
      {row.takenBack ? <Status kind="off">{t(($) => $.opening.takenBack)}</Status> : <Button variant="default" onClick={onTakeBack}>{t(($) => $.opening.takeBack)}</Button>}
    </div>
  );
}

function TakeBackDialog({ past, onClose }: { past: Past; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const takeBack = useCommand('opening.takeBack');
  const [reason, setReason] = useState('');
  const day = formats.fullDay(past.openingOn);
  const submit = (): void =>
    takeBack.mutate({ openingId: past.openingId, reason }, {
      onSuccess: () => {
        show(t(($) => $.opening.takenBackToast, { day }));
        onClose();
      },
    });
  return (
    <DialogForm title={t(($) => $.opening.takeBackTitle, { day })} verb={t(($) => $.opening.takeBack)} pending={takeBack.isPending} problem={takeBack.error} onSubmit={submit} onClose={onClose}>
      <p className="text2" style={{ margin: 0 }}>{t(($) => $.opening.takeBackText)}</p>
      <TextInput data-autofocus label={t(($) => $.opening.reason)} required maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </DialogForm>
  );
}
