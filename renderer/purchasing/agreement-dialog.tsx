import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../shared/units/calendar.ts';
import { isDay } from '../../shared/units/day.ts';
import { quantity } from '../../shared/units/quantity.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { type PickedVariant, VariantField } from '../catalog/variant-field.tsx';
import { useCommand } from '../client/use-shop.tsx';
import { QuantityField, UnitPriceField } from '../ui/fields.tsx';
import { useNow } from '../ui/now.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';

/** A price agreed with a supplier: for which goods, from which day and quantity on, and until when. */
export function AgreementDialog({ supplierId, onClose }: { supplierId: number; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const today = dayOf(useNow(), formats.timeZone);
  const show = useToasts((toasts) => toasts.show);
  const add = useCommand('agreement.add');
  const remove = useCommand('agreement.remove');
  const [goods, setGoods] = useState<PickedVariant>();
  const [price, setPrice] = useState<UnitPrice | null>(null);
  const [fromQuantity, setFromQuantity] = useState(quantity(0));
  const [from, setFrom] = useState<string>(today);
  const [through, setThrough] = useState('');
  const [tried, setTried] = useState(false);
  const endsBefore = isDay(through) && through < from;
  const submit = (): void => {
    setTried(true);
    if (!goods || price === null || !isDay(from) || endsBefore) return;
    add.mutate({ supplierId, variantId: goods.variantId, price, fromQuantity, validFromOn: from, validThroughOn: isDay(through) ? through : null }, {
      onSuccess: ({ agreementId }) => {
        show(t(($) => $.suppliers.agreed, { name: goods.name }), () => remove.mutateAsync({ agreementId }));
        onClose();
      },
    });
  };
  const required = t(($) => $.products.required);
  return (
    <DialogForm title={t(($) => $.suppliers.agree)} verb={t(($) => $.suppliers.agree)} pending={add.isPending} problem={add.error} onSubmit={submit} onClose={onClose}>
      <VariantField first error={tried && !goods && required} onPick={setGoods} />
      {goods && (
        <span className="row" style={{ minWidth: 0 }}>
          <span className="medium ellipsis">{goods.name}</span>
          <span className="caption code">{goods.sku}</span>
        </span>
      )}
      <UnitPriceField label={t(($) => $.suppliers.agreedPrice)} description={t(($) => $.suppliers.agreedPriceHint)} value={price} onChange={setPrice} error={tried && price === null && required} />
      <QuantityField label={t(($) => $.suppliers.fromQuantity)} description={t(($) => $.suppliers.fromQuantityHint)} unit="" decimals={3} value={fromQuantity} onChange={(count) => setFromQuantity(count ?? quantity(0))} />
      <TextInput type="date" label={t(($) => $.suppliers.validFromOn)} value={from} onChange={(event) => setFrom(event.currentTarget.value)} error={tried && !isDay(from) && required} />
      <TextInput
        type="date"
        label={<>{t(($) => $.suppliers.validThroughOn)} <span className="text3">{t(($) => $.ui.optional)}</span></>}
        value={through}
        onChange={(event) => setThrough(event.currentTarget.value)}
        error={endsBefore && t(($) => $.suppliers.endsBefore)}
      />
    </DialogForm>
  );
}
