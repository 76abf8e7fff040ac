import { SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { type PickedVariant, VariantField } from '../catalog/variant-field.tsx';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { MoneyField, QuantityField } from '../ui/fields.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

const ways = ['come', 'goBack', 'acquire'] as const;

/** Goods of others come, go back, or become ours at a cost, since only what is ours is sold. */
export function ConsignDialog({ locationId, owner, onClose }: { locationId: number; owner: string; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const consign = useCommand('stock.consign');
  const acquire = useCommand('consignment.acquire');
  const own = (useQueryOf('location.list', undefined).data?.locations ?? []).filter((one) => one.kind !== 'inTransit' && !one.blocked && one.owner === null && one.holder === null);
  const [way, setWay] = useState<(typeof ways)[number]>('come');
  const [variant, setVariant] = useState<PickedVariant>();
  const [amount, setAmount] = useState<Quantity | null>(null);
  const [value, setValue] = useState<Minor | null>(null);
  const [to, setTo] = useState<number>();
  const [tried, setTried] = useState(false);
  const toId = to ?? own[0]?.id;
  const book = (variantId: number, by: Quantity) => ({ locationId, lines: [{ variantId, quantity: by }] });
  const submit = (): void => {
    setTried(true);
    if (!variant || amount === null || amount <= 0) return;
    const { variantId, name } = variant;
    const done = (undo?: () => Promise<unknown>): void => {
      show(t(($) => $.places.consigned[way], { quantity: formats.quantity(amount), name, owner }), undo);
      onClose();
    };
    if (way === 'acquire') {
      if (toId === undefined || value === null) return;
      return acquire.mutate({ fromLocationId: locationId, toLocationId: toId, lines: [{ variantId, quantity: amount, value }] }, { onSuccess: () => done() });
    }
    const by = way === 'come' ? amount : quantity(-amount);
    consign.mutate(book(variantId, by), { onSuccess: () => done(() => consign.mutateAsync(book(variantId, quantity(-by)))) });
  };
  const required = t(($) => $.products.required);
  return (
    <DialogForm title={t(($) => $.places.consign)} verb={t(($) => $.places.ways[way])} pending={consign.isPending || acquire.isPending} problem={consign.error ?? acquire.error} onSubmit={submit} onClose={onClose}>
      <SegmentedControl fullWidth aria-label={t(($) => $.places.consign)} data={ways.map((one) => ({ value: one, label: t(($) => $.places.ways[one]) }))} value={way} onChange={(one) => setWay(one)} />
      <p className="text2">{t(($) => $.places.wayHints[way], { owner })}</p>
      <VariantField first onPick={setVariant} error={tried && !variant && required} />
      {variant && (
        <span className="row">
          <span className="medium ellipsis">{variant.name}</span>
          <span className="caption code">{variant.sku}</span>
        </span>
      )}
      <QuantityField label={t(($) => $.orders.quantity)} unit="" decimals={3} value={amount} onChange={setAmount} error={tried && (amount ?? 0) <= 0 && required} />
      {way === 'acquire' && (
        <>
          <MoneyField label={t(($) => $.stock.costInAll)} description={t(($) => $.stock.costHint)} currency={formats.currency} value={value} onChange={setValue} error={tried && value === null && required} />
          <Select label={t(($) => $.inventory.to)} data={own.map((one) => ({ value: String(one.id), label: one.name }))} value={toId === undefined ? null : String(toId)} onChange={(id) => setTo(Number(id))} />
        </>
      )}
    </DialogForm>
  );
}
