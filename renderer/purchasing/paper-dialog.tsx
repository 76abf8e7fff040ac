import { Checkbox, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentKinds } from '../../shared/purchasing/supplier-document.contract.ts';
import { isDay } from '../../shared/units/day.ts';
import { useCommand } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';

type Kind = (typeof documentKinds)[number];

/** A supplier's licence, certificate or contract, with its last day. */
export function PaperDialog({ supplierId, onClose, onKept }: { supplierId: number; onClose: () => void; onKept: (documentId: number) => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const add = useCommand('supplierDocument.add');
  const remove = useCommand('supplierDocument.remove');
  const [paper, setPaper] = useState({ kind: 'licence' as Kind, name: '', number: '', through: '', required: false });
  const [tried, setTried] = useState(false);
  const set = (change: Partial<typeof paper>): void => setPaper({ ...paper, ...change });
  const submit = (): void => {
    setTried(true);
    const { through, ...fields } = paper;
    if (fields.name.trim() === '') return;
    add.mutate({ supplierId, ...fields, validThroughOn: isDay(through) ? through : null }, {
      onSuccess: ({ documentId }) => {
        show(t(($) => $.suppliers.paperKept, { name: fields.name }), () => remove.mutateAsync({ documentId }));
        onKept(documentId);
        onClose();
      },
    });
  };
  const optional = <span className="text3">{t(($) => $.ui.optional)}</span>;
  return (
    <DialogForm title={t(($) => $.suppliers.addPaper)} verb={t(($) => $.suppliers.addPaper)} pending={add.isPending} problem={add.error} onSubmit={submit} onClose={onClose}>
      <TextInput data-autofocus label={t(($) => $.suppliers.paperName)} value={paper.name} onChange={(event) => set({ name: event.currentTarget.value })} error={tried && paper.name.trim() === '' && t(($) => $.products.required)} />
      <Select<Kind>
        label={t(($) => $.suppliers.paperKind)}
        data={documentKinds.map((kind) => ({ value: kind, label: t(($) => $.suppliers.paperKinds[kind]) }))}
        value={paper.kind}
        onChange={(kind) => kind && set({ kind })}
      />
      <TextInput label={<>{t(($) => $.suppliers.paperNumber)} {optional}</>} value={paper.number} onChange={(event) => set({ number: event.currentTarget.value })} />
      <TextInput type="date" label={<>{t(($) => $.suppliers.expiresOn)} {optional}</>} value={paper.through} onChange={(event) => set({ through: event.currentTarget.value })} />
      <Checkbox label={t(($) => $.suppliers.paperRequired)} checked={paper.required} onChange={(event) => set({ required: event.currentTarget.checked })} />
    </DialogForm>
  );
}
