import { NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minor } from '../../shared/units/minor.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Tote } from './use-pack-station.ts';

interface Props {
  tote: Tote;
  parcelId: number;
  onClose: () => void;
  onShipped: (done: OutputOf<'pack.ship'>) => void;
}

/** What is in the box is right; how heavy it is says who carries it. Enter twice ships with what the catalogue knows. */
export function ShipParcelDialog({ tote, parcelId, onClose, onShipped }: Props) {
  const { t } = useTranslation();
  const ship = useCommand('pack.ship');
  const [weight, setWeight] = useState<number | undefined>(tote.expectedGrams > 0 ? tote.expectedGrams : undefined);
  const [sides, setSides] = useState<readonly (number | undefined)[]>([undefined, undefined, undefined]);
  const [serviceId, setServiceId] = useState<number>();
  const [trackingNumber, setTrackingNumber] = useState('');
  const [lengthMm, widthMm, heightMm] = sides;
  const size = { ...(lengthMm !== undefined && { lengthMm }), ...(widthMm !== undefined && { widthMm }), ...(heightMm !== undefined && { heightMm }) };
  const submit = (): void =>
    ship.mutate(
      { parcelId, ...size, ...(weight !== undefined && { weightGrams: weight }), ...(serviceId !== undefined && { carrierServiceId: serviceId }), ...(trackingNumber.trim() !== '' && { trackingNumber }) },
      { onSuccess: onShipped },
    );
  const partial = tote.lines.some((line) => line.left > 0);
  return (
    <DialogForm title={t(($) => $.packing.shipTitle, { number: tote.parcelNumber ?? '' })} verb={t(($) => $.packing.ship)} pending={ship.isPending} problem={ship.error} onSubmit={submit} onClose={onClose}>
      {partial && <p className="warn">{t(($) => $.packing.partial)}</p>}
      <NumberInput
        data-autofocus
        hideControls
        label={t(($) => $.packing.weight)}
        description={tote.expectedGrams > 0 ? t(($) => $.packing.expected, { grams: tote.expectedGrams }) : undefined}
        min={1}
        max={1_000_000}
        value={weight ?? ''}
        onChange={(value) => setWeight(value === '' ? undefined : Number(value))}
      />
      <div>
        <div className="medium" style={{ marginBottom: 4 }}>{t(($) => $.packing.size)}</div>
        <div className="row" style={{ gap: 8 }}>
          {sides.map((side, index) => (
            // Three sides of one box, in a fixed order.
            // oxlint-disable-next-line react/no-array-index-key
            <NumberInput key={index} hideControls aria-label={`${t(($) => $.packing.size)} ${index + 1}`} min={1} max={10_000} value={side ?? ''} onChange={(value) => setSides(sides.map((one, at) => (at === index ? (value === '' ? undefined : Number(value)) : one)))} />
          ))}
        </div>
      </div>
      <CarrierChoice tote={tote} weight={weight} size={size} value={serviceId} onChange={setServiceId} />
      <TextInput label={t(($) => $.packing.tracking)} description={t(($) => $.packing.trackingHint)} value={trackingNumber} onChange={(event) => setTrackingNumber(event.currentTarget.value)} />
    </DialogForm>
  );
}

interface ChoiceProps {
  tote: Tote;
  weight: number | undefined;
  size: object;
  value: number | undefined;
  onChange: (serviceId: number | undefined) => void;
}

/** Every service with its price, the cheapest first and chosen; why one does not carry this stands beside it. */
function CarrierChoice({ tote, weight, size, value, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const quote = useQueryOf('carrierService.quote', { country: tote.country, postcode: tote.postcode, weightGrams: weight ?? 1, ...size }, { enabled: weight !== undefined && tote.country.length === 2 }).data;
  const quotes = weight === undefined ? [] : (quote?.quotes ?? []);
  const labelOf = (one: (typeof quotes)[number]): string => {
    const price = one.price === null ? t(($) => $.packing.unfit[one.unfit ?? 'noZone']) : formats.money(one.price);
    return [`${one.carrierName} ${one.name}`, price, ...(one.days === null ? [] : [t(($) => $.packing.days, { count: one.days })])].join(' · ');
  };
  const usual = quotes.find((one) => one.usual);
  const saved = quote?.price != null && quote.usualPrice != null ? quote.usualPrice - quote.price : 0;
  return (
    <Select
      label={t(($) => $.packing.service)}
      description={saved > 0 && value === undefined && usual ? t(($) => $.packing.saving, { amount: formats.money(minor(saved)), usual: `${usual.carrierName} ${usual.name}` }) : undefined}
      placeholder={t(($) => $.packing.noCarrier)}
      data={quotes.map((one) => ({ value: String(one.serviceId), label: labelOf(one), disabled: one.unfit === 'tooHeavy' || one.unfit === 'tooLong' }))}
      value={value === undefined ? (quote?.serviceId == null || weight === undefined ? null : String(quote.serviceId)) : String(value)}
      onChange={(id) => onChange(id === null ? undefined : Number(id))}
    />
  );
}
