import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pieces, type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { QuantityField } from '../ui/fields.tsx';
import { useToasts } from '../ui/toast.tsx';

type Item = OutputOf<'agreement.list'>['items'][number];

/** How a supplier names and packs a variant: orders keep to it, and freight by volume needs it. */
export function ItemDialog({ supplierId, item, onClose }: { supplierId: number; item: Item; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const set = useCommand('agreement.setItem');
  const [supplierSku, setSupplierSku] = useState(item.item.supplierSku);
  const [packQuantity, setPack] = useState<Quantity | null>(item.item.packQuantity);
  const [minimumQuantity, setMinimum] = useState<Quantity | null>(item.item.minimumQuantity);
  const [volume, setVolume] = useState<Quantity | null>(quantity(item.item.unitVolume * 1000));
  const which = { supplierId, variantId: item.variantId };
  const submit = (): void => {
    const next = { supplierSku, packQuantity: packQuantity ?? pieces(1), minimumQuantity: minimumQuantity ?? pieces(0), unitVolume: Math.round((volume ?? 0) / 1000) };
    set.mutate({ ...which, item: next }, {
      onSuccess: ({ before }) => {
        show(t(($) => $.supplierItem.saved, { name: item.name }), () => set.mutateAsync({ ...which, item: before }));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.supplierItem.title, { name: item.name })} verb={t(($) => $.supplierItem.save)} pending={set.isPending} problem={set.error} onSubmit={submit} onClose={onClose}>
      <TextInput data-autofocus label={t(($) => $.supplierItem.sku)} value={supplierSku} onChange={(event) => setSupplierSku(event.currentTarget.value)} />
      <QuantityField label={t(($) => $.supplierItem.pack)} description={t(($) => $.supplierItem.packHint)} unit="" decimals={3} value={packQuantity} onChange={setPack} />
      <QuantityField label={t(($) => $.supplierItem.minimum)} unit="" decimals={3} value={minimumQuantity} onChange={setMinimum} />
      <QuantityField label={t(($) => $.supplierItem.volume)} description={t(($) => $.supplierItem.volumeHint)} unit="cm³" decimals={0} value={volume} onChange={setVolume} />
    </DialogForm>
  );
}
