import { Button, Modal, NumberInput, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minor } from '../../shared/units/minor.ts';
import { useCommand } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { MoneyField } from '../ui/fields.tsx';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Supplier } from './supplier-peek.tsx';

interface DialogProps {
  /** The card to change; a new one when left out. */
  supplier?: Supplier;
  onClose: () => void;
  onSaved: (supplierId: number) => void;
}

/** A supplier's card as a form, new or changed. */
export function SupplierDialog(props: DialogProps) {
  const { t } = useTranslation();
  const title = props.supplier ? t(($) => $.suppliers.edit) : t(($) => $.suppliers.create);
  return (
    <Modal opened onClose={props.onClose} title={<span className="strong">{title}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      <SupplierForm {...props} />
    </Modal>
  );
}

const texts = ['contactName', 'phone', 'email'] as const;

const cardOf = (supplier: Supplier | undefined) => ({
  name: supplier?.name ?? '',
  code: supplier?.code ?? '',
  paymentDays: supplier?.paymentDays ?? 30,
  leadTimeDays: supplier?.leadTimeDays ?? 7,
  minimumOrder: supplier?.minimumOrder ?? minor(0),
  taxNumber: supplier?.taxNumber ?? '',
  contactName: supplier?.contactName ?? '',
  phone: supplier?.phone ?? '',
  email: supplier?.email ?? '',
  address: supplier?.address ?? '',
  note: supplier?.note ?? '',
});

function SupplierForm({ supplier, onClose, onSaved }: DialogProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [card, setCard] = useState(cardOf(supplier));
  const [tried, setTried] = useState(false);
  const { save, pending, error } = useSave(supplier, onSaved, onClose);
  const set = (change: Partial<typeof card>): void => setCard({ ...card, ...change });
  const submit = (): void => {
    setTried(true);
    if (card.name.trim() !== '') save(card);
  };
  useActions('dialog', [{ id: 'suppliers.save', label: t(($) => $.suppliers.save), group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: submit }]);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    submit();
  };
  const contactLabels = { contactName: t(($) => $.suppliers.contact), phone: t(($) => $.suppliers.phone), email: t(($) => $.suppliers.email) };
  const optional = <span className="text3">{t(($) => $.ui.optional)}</span>;
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={onSubmit}>
      <TextInput data-autofocus label={t(($) => $.suppliers.name)} value={card.name} onChange={(event) => set({ name: event.currentTarget.value })} error={tried && card.name.trim() === '' && t(($) => $.products.required)} />
      <TextInput label={<>{t(($) => $.suppliers.code)} {optional}</>} description={t(($) => $.suppliers.codeHint)} value={card.code} onChange={(event) => set({ code: event.currentTarget.value })} />
      <NumberInput hideControls min={0} max={365} allowDecimal={false} label={t(($) => $.suppliers.paymentDays)} description={t(($) => $.suppliers.paymentDaysHint)} value={card.paymentDays} onChange={(days) => set({ paymentDays: Number(days) })} />
      <NumberInput hideControls min={0} max={730} allowDecimal={false} label={t(($) => $.suppliers.leadTimeDays)} description={t(($) => $.suppliers.leadTimeHint)} value={card.leadTimeDays} onChange={(days) => set({ leadTimeDays: Number(days) })} />
      <MoneyField label={t(($) => $.suppliers.minimumOrder)} description={t(($) => $.suppliers.minimumOrderHint)} currency={formats.currency} value={card.minimumOrder} onChange={(amount) => set({ minimumOrder: amount ?? minor(0) })} />
      {texts.map((field) => (
        <TextInput key={field} label={<>{contactLabels[field]} {optional}</>} value={card[field]} onChange={(event) => set({ [field]: event.currentTarget.value })} />
      ))}
      <TextInput label={<>{t(($) => $.suppliers.taxNumber)} {optional}</>} value={card.taxNumber} onChange={(event) => set({ taxNumber: event.currentTarget.value })} />
      <Textarea autosize label={<>{t(($) => $.suppliers.address)} {optional}</>} value={card.address} onChange={(event) => set({ address: event.currentTarget.value })} />
      <Textarea autosize label={<>{t(($) => $.suppliers.note)} {optional}</>} value={card.note} onChange={(event) => set({ note: event.currentTarget.value })} />
      {error !== null && <ProblemPanel problem={error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onClose}>
          {t(($) => $.payments.notNow)}
        </Button>
        <Button type="submit" loading={pending} rightSection={<Key keys="mod+enter" />}>
          {t(($) => $.suppliers.save)}
        </Button>
      </div>
    </form>
  );
}

function useSave(supplier: Supplier | undefined, onSaved: (supplierId: number) => void, onClose: () => void) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const create = useCommand('supplier.create');
  const update = useCommand('supplier.update');
  const remove = useCommand('supplier.remove');
  const save = ({ code, taxNumber, ...card }: ReturnType<typeof cardOf>): void => {
    const fields = { ...card, ...(code.trim() !== '' && { code }), taxNumber: taxNumber.trim() === '' ? null : taxNumber };
    const { name } = card;
    const saved = (id: number): void => {
      onSaved(id);
      onClose();
    };
    if (supplier) {
      update.mutate({ supplierId: supplier.id, changes: fields }, {
        onSuccess: ({ before }) => {
          show(t(($) => $.suppliers.changed, { name }), () => update.mutateAsync({ supplierId: supplier.id, changes: before }));
          saved(supplier.id);
        },
      });
    } else {
      create.mutate(fields, {
        onSuccess: ({ supplierId }) => {
          show(t(($) => $.suppliers.created, { name }), () => remove.mutateAsync({ ids: [supplierId] }));
          saved(supplierId);
        },
      });
    }
  };
  return { save, pending: create.isPending || update.isPending, error: create.error ?? update.error };
}
