import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../shared/units/calendar.ts';
import { isDay } from '../../shared/units/day.ts';
import { type RatePpm, ratePpm } from '../../shared/units/rate-ppm.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { PercentField } from '../ui/fields.tsx';
import { useNow } from '../ui/now.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { UnderFloor } from './under-floor.tsx';

type Row = OutputOf<'agreement.repriced'>['rows'][number];

const shown = 4;

/** A supplier calls: all agreed prices up or down by so much, from a day on. What would be sold under its floor stands there before it is agreed. */
export function RepriceDialog({ supplierId, name, onClose }: { supplierId: number; name: string; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const today = dayOf(useNow(), formats.timeZone);
  const show = useToasts((toasts) => toasts.show);
  const addMany = useCommand('agreement.addMany');
  const removeMany = useCommand('agreement.removeMany');
  const [change, setChange] = useState<RatePpm | null>(null);
  const [from, setFrom] = useState<string>(today);
  const isReady = isDay(from) && change !== null && change !== 0 && change > -1_000_000;
  const preview = useQueryOf('agreement.repriced', { supplierId, change: change ?? ratePpm(0), validFromOn: isDay(from) ? from : today }, { enabled: isReady });
  const rows = isReady ? (preview.data?.rows ?? []) : [];
  const agreements = rows.flatMap(({ variantId, fromQuantity, price, validFromOn, validThroughOn }) => (price === undefined ? [] : [{ supplierId, variantId, fromQuantity, price, validFromOn, validThroughOn }]));
  const submit = (): void => {
    // What is agreed is what stands on the screen, so it has to be the answer to what was typed.
    if (agreements.length === 0 || preview.isPlaceholderData) return;
    addMany.mutate({ agreements }, {
      onSuccess: ({ agreementIds }) => {
        show(t(($) => $.reprice.done, { name, count: agreementIds.length }), () => removeMany.mutateAsync({ agreementIds }));
        onClose();
      },
    });
  };
  return (
    <DialogForm title={t(($) => $.reprice.title, { name })} verb={t(($) => $.reprice.agree, { count: agreements.length })} pending={addMany.isPending} problem={addMany.error} onSubmit={submit} onClose={onClose}>
      <PercentField first live label={t(($) => $.reprice.change)} description={t(($) => $.reprice.changeHint)} value={change} onChange={setChange} />
      <TextInput type="date" label={t(($) => $.suppliers.validFromOn)} description={t(($) => $.reprice.fromHint)} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
      {isReady && preview.data && <Examples rows={rows} />}
      {rows.length > 0 && preview.data && <UnderFloor rows={preview.data.underFloor} />}
    </DialogForm>
  );
}

function Examples({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (rows.length === 0) return <p className="warn">{t(($) => $.reprice.nothing)}</p>;
  const amount = (price: Row['price']): string => (price === undefined ? '—' : formats.bareUnitPrice(price, formats.currency));
  return (
    <div aria-live="polite">
      {rows.slice(0, shown).map((row) => (
        <div key={`${row.variantId} ${row.fromQuantity}`} className="peek-line">
          <span className="ellipsis">{row.name} <span className="caption code">{row.sku}</span></span>
          <span className="num">{amount(row.before)} → {amount(row.price)}</span>
        </div>
      ))}
      {rows.length > shown && <p className="caption">{t(($) => $.reprice.more, { count: rows.length - shown })}</p>}
    </div>
  );
}
