import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Quantity } from '../../shared/units/quantity.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { QuantityField } from '../ui/fields.tsx';
import { useToasts } from '../ui/toast.tsx';
import { type PickedVariant, VariantField } from '../catalog/variant-field.tsx';

/** From which levels on a variant is too little or too much at a place. */
export function AlertLevelDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const locations = useQueryOf('location.list', undefined);
  const places = (locations.data?.locations ?? []).filter(({ kind, blocked }) => kind !== 'inTransit' && !blocked);
  const set = useCommand('stockAlert.setLevels');
  const [goods, setGoods] = useState<PickedVariant>();
  const [placeId, setPlaceId] = useState<number>();
  const [low, setLow] = useState<Quantity | null>(null);
  const [high, setHigh] = useState<Quantity | null>(null);
  const [tried, setTried] = useState(false);
  const locationId = placeId ?? places[0]?.id;
  const submit = (): void => {
    setTried(true);
    if (!goods || locationId === undefined) return;
    set.mutate({ items: [{ variantId: goods.variantId, locationId, low, high }] }, {
      onSuccess: ({ before }) => {
        show(t(($) => $.alerts.levelSet, { name: goods.name }), () => set.mutateAsync({ items: before }));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.alerts.setLevel)} verb={t(($) => $.alerts.save)} pending={set.isPending} problem={set.error} onSubmit={submit} onClose={onClose}>
      <VariantField first error={tried && !goods && t(($) => $.products.required)} onPick={setGoods} />
      {goods && (
        <span className="row" style={{ minWidth: 0 }}>
          <span className="medium ellipsis">{goods.name}</span>
          <span className="caption code">{goods.sku}</span>
        </span>
      )}
      <Select label={t(($) => $.counts.location)} data={places.map(({ id, name }) => ({ value: String(id), label: name }))} value={locationId === undefined ? null : String(locationId)} onChange={(id) => setPlaceId(Number(id))} />
      <div className="row" style={{ alignItems: 'flex-end', gap: 12 }}>
        <QuantityField label={t(($) => $.alerts.low)} unit="" decimals={3} value={low} onChange={setLow} />
        <QuantityField label={t(($) => $.alerts.high)} unit="" decimals={3} value={high} onChange={setHigh} />
      </div>
      <p className="caption text3">{t(($) => $.alerts.emptyHint)}</p>
    </DialogForm>
  );
}
