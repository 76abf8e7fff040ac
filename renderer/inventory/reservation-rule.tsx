import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foundingRule, type KeepingRule } from '../../shared/inventory/reservation.rules.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Blocked = OutputOf<'expiry.blocked'>['rows'][number];
const hour = 3_600_000;

/** How long goods stay blocked, what is blocked for longer, and what the clock freed so far. */
export function ReservationRule() {
  const { t } = useTranslation();
  const rule = useQueryOf('reservation.get', undefined).data;
  const set = useCommand('reservation.setRule');
  const show = useToasts((toasts) => toasts.show);
  const save = (changes: Partial<KeepingRule>): void => set.mutate(changes, { onSuccess: ({ before }) => show(t(($) => $.inventory.keepingSaved), () => set.mutateAsync(before)) });
  return (
    <section>
      <Section title={t(($) => $.inventory.reservationTitle)} />
      {rule?.decided === false && (
        <div role="note" className="column">
          <Status kind="look">{t(($) => $.inventory.keepingUndecided)}</Status>
          <div className="row">
            <Button variant="default" onClick={() => save(foundingRule)}>
              {t(($) => $.inventory.keepUsual)}
            </Button>
            <Button variant="default" onClick={() => save({ hours: rule.hours })}>
              {t(($) => $.inventory.keepForEver)}
            </Button>
          </div>
        </div>
      )}
      {rule && <KeepingForm key={`${rule.hours} ${rule.heldHours} ${rule.tellHours}`} rule={rule} saving={set.isPending} onSave={save} />}
      {set.error !== null && <ProblemPanel problem={set.error} />}
      <BlockedGoods />
      <FreedGoods />
    </section>
  );
}

const typed = (hours: number | null): string => (hours === null ? '' : String(hours));
const read = (text: string): number | null => (text.trim() === '' ? null : Number(text));

function KeepingForm({ rule, saving, onSave }: { rule: KeepingRule; saving: boolean; onSave: (rule: KeepingRule) => void }) {
  const { t } = useTranslation();
  const [hours, setHours] = useState(typed(rule.hours));
  const [held, setHeld] = useState(typed(rule.heldHours));
  const [tell, setTell] = useState(typed(rule.tellHours));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSave({ hours: read(hours), heldHours: read(held), tellHours: read(tell) });
  };
  return (
    <form className="column" onSubmit={submit}>
      <TextInput label={t(($) => $.inventory.reservationFor)} description={t(($) => $.inventory.reservationHint)} inputMode="numeric" value={hours} onChange={(event) => setHours(event.currentTarget.value)} />
      <TextInput label={t(($) => $.inventory.heldFor)} description={t(($) => $.inventory.heldHint)} inputMode="numeric" value={held} onChange={(event) => setHeld(event.currentTarget.value)} />
      <TextInput label={t(($) => $.inventory.tellAfter)} description={t(($) => $.inventory.tellHint)} inputMode="numeric" value={tell} onChange={(event) => setTell(event.currentTarget.value)} />
      <div>
        <Button type="submit" variant="default" loading={saving}>
          {t(($) => $.inventory.save)}
        </Button>
      </div>
    </form>
  );
}

/** What nobody else can have for longer than was said; somebody decides, the clock does not. */
function BlockedGoods() {
  const { t } = useTranslation();
  const formats = useFormats();
  const blocked = useQueryOf('expiry.blocked', {}).data;
  if (!blocked || blocked.tellHours === null) return null;
  return (
    <>
      <Section title={t(($) => $.inventory.blockedTitle, { age: formats.age(blocked.tellHours * hour) })} />
      {blocked.rows.length === 0 && <p className="text2">{t(($) => $.inventory.blockedNone)}</p>}
      {blocked.rows.map((row) => (
        <div key={`${row.kind} ${row.order?.orderId ?? 0} ${row.variantId} ${row.locationId} ${row.since}`} className="rule-row">
          <span className="code">{row.sku}</span>
          <BlockedBy row={row} />
          <span className="text2">{formats.dateTime(row.since)}</span>
          <span className="num medium">{formats.quantity(row.quantity)}</span>
        </div>
      ))}
      {blocked.more && <p className="text2">{t(($) => $.inventory.blockedMore)}</p>}
    </>
  );
}

function BlockedBy({ row: { kind, order, variantId, locationName } }: { row: Blocked }) {
  const { t } = useTranslation();
  const state = t(($) => $.inventory.blockedKinds[kind]);
  if (order === null) return <Link to="/stock" search={{ variant: variantId }}>{`${locationName} · ${state}`}</Link>;
  const why = order.held ? 'held' : order.paid ? 'paid' : 'unpaid';
  return <Link to="/orders/$orderId" params={{ orderId: String(order.orderId) }}>{`${order.number} · ${t(($) => $.inventory.blockedOrder[why])}`}</Link>;
}

function FreedGoods() {
  const { t } = useTranslation();
  const formats = useFormats();
  const expired = useQueryOf('reservation.list', { limit: 10 }).data?.rows;
  return (
    <>
      <Section title={t(($) => $.inventory.freedTitle)} />
      {expired?.length === 0 && <p className="text2">{t(($) => $.inventory.expiredNone)}</p>}
      {expired?.map((row) => (
        <div key={row.id} className="rule-row">
          <span className="code">{row.sku}</span>
          <span className="text2">{formats.dateTime(row.allocatedAt)}</span>
          <span className="text2">{formats.dateTime(row.freedAt)}</span>
          <span className="num medium">{formats.quantity(row.quantity)}</span>
        </div>
      ))}
    </>
  );
}
