import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Offer } from '../../shared/sales/order-offer.contract.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { UnitPriceField } from '../ui/fields.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** Goods nobody entered yet, sold all the same: a name, a price, and the code that was scanned. */
export function NewGoodsDialog({ code, onMade, onClose }: { code: string; onMade: (offer: Offer) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const { currency } = useFormats();
  const client = useShopClient();
  const [name, setName] = useState('');
  const [sku, setSku] = useState(code);
  const [price, setPrice] = useState<UnitPrice | null>(null);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const make = async (): Promise<void> => {
    const barcodes = code === '' ? {} : { barcodes: [{ code }] };
    const { variants } = await client.call('product.create', { name, state: 'active', variants: [{ sku, ...barcodes, ...(price !== null && { prices: [{ currency, amount: price }] }) }] });
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
      <UnitPriceField label={t(($) => $.orders.price)} value={price} onChange={setPrice} />
      <TextInput label={t(($) => $.products.sku)} value={sku} onChange={(event) => setSku(event.currentTarget.value)} />
    </DialogForm>
  );
}
