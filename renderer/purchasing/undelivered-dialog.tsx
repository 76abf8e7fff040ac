import { Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

export type BillLine = OutputOf<'supplierBill.get'>['lines'][number] & { purchaseOrderLineId: number };

/** Goods were billed and will never come: what is still on the way of an ordered line is claimed back at its price. */
export function UndeliveredDialog({ lines, onClose }: { lines: readonly BillLine[]; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const claim = useCommand('supplierClaim.undelivered');
  const [chosen, setChosen] = useState(lines[0]?.id);
  const [note, setNote] = useState('');
  const line = lines.find(({ id }) => id === chosen);
  const submit = (): void => {
    if (!line) return;
    claim.mutate({ purchaseOrderLineId: line.purchaseOrderLineId, ...(note.trim() !== '' && { note }) }, {
      onSuccess: ({ number }) => {
        show(t(($) => $.claims.raised, { number }));
        void navigate({ to: '/purchasing/claims' });
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.claims.undelivered)} verb={t(($) => $.claims.raise)} pending={claim.isPending} problem={claim.error} onSubmit={submit} onClose={onClose}>
      <p className="text2 text-wrap">{t(($) => $.claims.undeliveredText)}</p>
      <Select
        data-autofocus
        label={t(($) => $.purchasing.item)}
        data={lines.map(({ id, name, text, inTransit }) => ({ value: String(id), label: `${name ?? text} · ${t(($) => $.bills.inTransit, { quantity: formats.quantity(inTransit) })}` }))}
        value={chosen === undefined ? null : String(chosen)}
        onChange={(id) => id !== null && setChosen(Number(id))}
      />
      <TextInput label={<>{t(($) => $.claims.note)} <span className="text3">{t(($) => $.ui.optional)}</span></>} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </DialogForm>
  );
}
