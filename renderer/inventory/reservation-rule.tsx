import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** After how many hours goods of an unpaid order are free again, and what the clock freed so far. */
export function ReservationRule() {
  const { t } = useTranslation();
  const formats = useFormats();
  const rule = useQueryOf('reservation.get', undefined).data;
  const expired = useQueryOf('reservation.list', { limit: 10 }).data?.rows;
  const set = useCommand('reservation.setRule');
  const [typed, setTyped] = useState<string>();
  const hours = typed ?? (rule?.hours === null || rule === undefined ? '' : String(rule.hours));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    set.mutate({ hours: hours.trim() === '' ? null : Number(hours) }, { onSuccess: () => setTyped(undefined) });
  };
  return (
    <section>
      <Section title={t(($) => $.inventory.reservationTitle)} />
      <form className="row" style={{ alignItems: 'flex-end' }} onSubmit={submit}>
        <TextInput label={t(($) => $.inventory.reservationFor)} description={t(($) => $.inventory.reservationHint)} inputMode="numeric" value={hours} onChange={(event) => setTyped(event.currentTarget.value)} />
        <Button type="submit" variant="default" loading={set.isPending}>
          {t(($) => $.inventory.save)}
        </Button>
      </form>
      {set.error !== null && <ProblemPanel problem={set.error} />}
      {expired?.length === 0 && <p className="text2">{t(($) => $.inventory.expiredNone)}</p>}
      {expired?.map((row) => (
        <div key={row.id} className="rule-row">
          <span className="code">{row.sku}</span>
          <span className="text2">{formats.dateTime(row.allocatedAt)}</span>
          <span className="text2">{formats.dateTime(row.freedAt)}</span>
          <span className="num medium">{formats.quantity(row.quantity)}</span>
        </div>
      ))}
    </section>
  );
}
