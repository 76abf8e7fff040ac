import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readScale, type Weighed } from '../../shared/fulfilment/scale.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import type { OutputOf } from '../client/methods.ts';
import { refusalOf } from '../client/problem.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { useScan } from '../ui/scan/use-scan.ts';
import { useFormats } from '../ui/ui-context.tsx';
import type { Tote } from './use-pack-station.ts';

interface Props {
  tote: Tote;
  parcelId: number;
  /** What the scale said, or was typed before. */
  weighed: string | undefined;
  onClose: () => void;
  onShipped: (done: OutputOf<'pack.ship'>) => void;
  /** The weight is off, and a supervisor shall look. */
  onSupervisor: (weightGrams: number) => void;
}

/** What is in the box is right; how heavy it is says who carries it, and whether it is all there. Enter twice ships with what the catalogue knows. */
export function ShipParcelDialog({ tote, parcelId, weighed, onClose, onShipped, onSupervisor }: Props) {
  const { t } = useTranslation();
  const ship = useCommand('pack.ship');
  const [typed, setTyped] = useState(weighed);
  const said = typed ?? (tote.expectedGrams > 0 ? String(tote.expectedGrams) : '');
  const read: Weighed | undefined = said.trim() === '' ? undefined : readScale(said);
  const weight = read?.kind === 'weight' ? read.grams : undefined;
  // A scale types into whatever has the keys, and ends with Enter: it is heard as a scan, and ships nothing by itself.
  useScan(({ text }) => setTyped(text), { patient: true });
  const [sides, setSides] = useState<readonly (number | undefined)[]>([undefined, undefined, undefined]);
  const [serviceId, setServiceId] = useState<number>();
  const [trackingNumber, setTrackingNumber] = useState('');
  const [lengthMm, widthMm, heightMm] = sides;
  const size = { ...(lengthMm !== undefined && { lengthMm }), ...(widthMm !== undefined && { widthMm }), ...(heightMm !== undefined && { heightMm }) };
  const submit = (): void => {
    if (read !== undefined && weight === undefined) return;
    ship.mutate(
      { parcelId, ...size, ...(weight !== undefined && { weightGrams: weight }), ...(serviceId !== undefined && { carrierServiceId: serviceId }), ...(trackingNumber.trim() !== '' && { trackingNumber }) },
      { onSuccess: onShipped },
    );
  };
  const range = tote.weightRange;
  const byCatalogue = tote.expectedGrams > 0 ? t(($) => $.packing.expected, { grams: tote.expectedGrams }) : t(($) => $.packing.scaleHint);
  const expectedWords = range === null ? byCatalogue : t(($) => $.packing.range, { grams: tote.expectedGrams, ...range });
  const partial = tote.lines.some((line) => line.left > 0);
  return (
    <DialogForm title={t(($) => $.packing.shipTitle, { number: tote.parcelNumber ?? '' })} verb={t(($) => $.packing.ship)} pending={ship.isPending} problem={ship.error} onSubmit={submit} onClose={onClose}>
      {partial && <p className="warn">{t(($) => $.packing.partial)}</p>}
      <TextInput
        data-autofocus
        autoComplete="off"
        label={t(($) => $.packing.weight)}
        description={expectedWords}
        error={read !== undefined && read.kind !== 'weight' && t(($) => $.packing.scale[read.kind])}
        value={said}
        rightSection={weight !== undefined && String(weight) !== said.trim() ? <span className="text2 num">{t(($) => $.packing.grams, { grams: weight })}</span> : undefined}
        rightSectionWidth={80}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {refusalOf(ship.error)?.code === 'pack.weightOff' && weight !== undefined && (
        <div className="row">
          <Button variant="default" onClick={() => onSupervisor(weight)}>
            {t(($) => $.packing.overrule)}
          </Button>
        </div>
      )}
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
