import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sellingMethods } from '../../shared/channels/lease.contract.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import { type Day, isDay } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useCommand } from '../client/use-shop.tsx';
import { QuantityField } from '../ui/fields.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { ToldListing } from './levels-dialog.tsx';

type Method = InputOf<'lease.choose'>['method'];

/** One listing sold otherwise than its channel, or goods kept for this channel until a day. */
export function LevelEdit({ channel, row }: { channel: OutputOf<'channel.list'>['channels'][number]; row: ToldListing }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const show = useToasts((toasts) => toasts.show);
  const choose = useCommand('lease.choose');
  const keep = useCommand('lease.keep');
  const [kept, setKept] = useState<Quantity | null>(row.kept?.quantity ?? quantity(0));
  const [until, setUntil] = useState<Day>(row.kept?.until ?? addDays(dayOf(instant(now), formats.timeZone), 14));
  const { id: channelId, name } = channel;
  const { variantId } = row;
  const sku = row.sku || row.name;
  const words = (method: Method): string => t(($) => $.leases.methods[method]);
  const pick = (method: Method): void =>
    choose.mutate({ channelId, variantId, method }, { onSuccess: ({ before }) => show(t(($) => $.leases.chosen, { name: sku, method: words(method) }), () => choose.mutateAsync(before)) });
  const store = (): void =>
    keep.mutate(
      { channelId, variantId, quantity: kept ?? quantity(0), until },
      {
        onSuccess: ({ before }) =>
          show(kept === null || kept === 0 ? t(($) => $.leases.keptNone, { sku }) : t(($) => $.leases.kept, { sku, name, quantity: formats.quantity(kept) }), () => keep.mutateAsync(before)),
      },
    );
  return (
    <section className="card column" style={{ padding: '10px 14px', gap: 8 }} aria-label={sku}>
      <div className="row" style={{ alignItems: 'end', gap: 12 }}>
        <Select label={t(($) => $.leases.method)} disabled={!channel.sendsStock} data={(['channel', ...sellingMethods] as const).map((value) => ({ value, label: words(value) }))} value={row.chosen ? row.method : 'channel'} onChange={(next) => pick(next as Method)} />
        <QuantityField label={t(($) => $.leases.keep)} value={kept} onChange={setKept} unit="" decimals={0} />
        <TextInput type="date" label={t(($) => $.leases.until)} value={until} onChange={({ currentTarget }) => isDay(currentTarget.value) && setUntil(currentTarget.value)} />
        <Button variant="default" loading={keep.isPending} onClick={store}>
          {t(($) => $.leases.keepDo)}
        </Button>
      </div>
      {choose.error !== null && <ProblemPanel problem={choose.error} />}
      {keep.error !== null && <ProblemPanel problem={keep.error} />}
    </section>
  );
}
