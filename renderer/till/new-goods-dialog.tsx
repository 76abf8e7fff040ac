import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Offer } from '../../shared/sales/order-offer.contract.ts';
import { type NewGoods, skuOfMoment } from '../../shared/till/new-goods.rules.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { useQueryOf, useShopClient } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { UnitPriceField } from '../ui/fields.tsx';
import { useNow } from '../ui/now.ts';
import { useFormats } from '../ui/ui-context.tsx';

/** Goods nobody entered yet, sold all the same: a name, a price, how they are taxed, and the code that was scanned. */
export function NewGoodsDialog({ goods: { code, name: typed }, onMade, onClose }: { goods: NewGoods; onMade: (offer: Offer) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const { currency, timeZone } = useFormats();
  const now = useNow();
  const client = useShopClient();
  const taxes = useQueryOf('taxClass.list', undefined).data?.taxClasses ?? [];
  const included = useQueryOf('shop.get', undefined).data?.pricesIncludeTax;
  const [name, setName] = useState(typed);
  const [sku, setSku] = useState(() => (code === '' ? skuOfMoment(now, timeZone) : code));
  const [taxClassId, setTaxClassId] = useState<number>();
  const [price, setPrice] = useState<UnitPrice | null>(null);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const make = async (): Promise<void> => {
    const barcodes = code === '' ? {} : { barcodes: [{ code }] };
    const { variants } = await client.call('product.create', { name, state: 'active', ...(taxClassId !== undefined && { taxClassId }), variants: [{ sku, ...barcodes, ...(price !== null && { prices: [{ currency, amount: price }] }) }] });
    const { rows } = await client.call('order.offers', { variantIds: variants.map(({ id }) => id) });
    if (rows[0]) onMade(rows[0]);
    onClose();
  };
  const submit = (): void => {
    if (name.trim() === '' || sku.trim() === '' || price === null) return;
    setPending(true);
    void make().catch(setProblem).finally(() => setPending(false));
  };
  return (
    <DialogForm title={t(($) => $.till.newGoods)} verb={t(($) => $.till.makeAndAdd)} pending={pending} problem={problem} onSubmit={submit} onClose={onClose}>
      {code !== '' && <p className="mono">{code}</p>}
      <TextInput data-autofocus label={t(($) => $.products.name)} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <UnitPriceField label={t(($) => $.orders.price)} {...(included !== undefined && { description: included ? t(($) => $.till.withTax) : t(($) => $.till.withoutTax) })} value={price} onChange={setPrice} />
      {taxes.length > 1 && (
        <Select
          label={t(($) => $.catalog.fields.taxClassId)}
          data={taxes.map((one) => ({ value: String(one.id), label: one.name }))}
          value={String(taxClassId ?? taxes.find((one) => one.code === 'standard')?.id ?? '')}
          onChange={(id) => id !== null && setTaxClassId(Number(id))}
        />
      )}
      <TextInput label={t(($) => $.products.sku)} value={sku} onChange={(event) => setSku(event.currentTarget.value)} />
    </DialogForm>
  );
}
