import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Glyph } from '../ui/glyph.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Told = OutputOf<'shipFrom.explain'>;
type Plan = Told['plans'][number];

/** Why an order leaves from where it does: every way with its stock, cost and distance, and what decided. */
export function ShipFromWhy() {
  const { t } = useTranslation();
  const [number, setNumber] = useState('');
  const orders = useQueryOf('order.list', { filter: { search: number }, limit: 2 }, { enabled: number.length > 2 }).data?.rows ?? [];
  const order = number.length > 2 ? orders.find((row) => row.number.toLowerCase() === number.trim().toLowerCase()) : undefined;
  return (
    <>
      <Section title={t(($) => $.shipFrom.explain)} />
      <TextInput label={t(($) => $.shipFrom.number)} value={number} onChange={(event) => setNumber(event.currentTarget.value)} error={number.length > 2 && orders.length === 0 && t(($) => $.shipFrom.notFound)} mb={12} />
      {order && <Plans orderId={order.id} />}
    </>
  );
}

function Plans({ orderId }: { orderId: number }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const answer = useQueryOf('shipFrom.explain', { orderId });
  const apply = useCommand('shipFrom.apply');
  const told = answer.data;
  const act = { id: 'shipFrom.apply', label: t(($) => $.shipFrom.apply), group: t(($) => $.shipFrom.title), keys: 'a', run: () => apply.mutate({ orderId }, { onSuccess: ({ before }) => show(t(($) => $.shipFrom.appliedToast, { number: told?.orderNumber ?? '' }), () => apply.mutateAsync(before)) }) };
  useActions('screen', [act]);
  if (answer.error !== null) return <ProblemPanel problem={answer.error} />;
  if (!told) return null;
  const [best] = told.plans;
  if (!best) return <p className="text2">{t(($) => $.shipFrom.nowhere)}</p>;
  return (
    <>
      <p className="medium">{told.decidedBy === null ? t(($) => $.shipFrom.only) : t(($) => $.shipFrom.decided[told.decidedBy as 'stock'])}</p>
      <PlanTable told={told} />
      {apply.error !== null && <ProblemPanel problem={apply.error} />}
      {isSoNow(told, best) ? <p className="text2">{t(($) => $.shipFrom.isHere)}</p> : <ActionButton action={act} variant="filled" style={{ marginTop: 12 }} />}
    </>
  );
}

/** Whether goods are set aside at the places of a plan and nowhere else. */
const isSoNow = ({ now }: Told, { parcels }: Plan): boolean => {
  const [here, there] = [new Set(now.map(({ locationId }) => locationId)), new Set(parcels.map(({ locationId }) => locationId))];
  return here.size === there.size && [...here].every((locationId) => there.has(locationId));
};

function PlanTable({ told }: { told: Told }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const unknown = t(($) => $.shipFrom.unknown);
  return (
    <table className="plan-table">
      <thead>
        <tr>
          <th>{t(($) => $.shipFrom.from)}</th>
          <th className="num">{t(($) => $.shipFrom.missing)}</th>
          <th className="num">{`${t(($) => $.shipFrom.cost)} ${formats.currencySymbol}`}</th>
          <th className="num">{`${t(($) => $.shipFrom.split)} ${formats.currencySymbol}`}</th>
          <th className="num">{t(($) => $.shipFrom.km)}</th>
        </tr>
      </thead>
      <tbody>
        {told.plans.map((plan, index) => (
          <tr key={plan.parcels.map(({ locationId }) => locationId).join()}>
            <td>
              {index === 0 && <Glyph kind="done" size={14} />} {plan.parcels.map((parcel) => `${parcel.locationName} ×${formats.quantity(parcel.units)}`).join(' + ')}
            </td>
            <td className="num">{plan.missing === 0 ? '—' : formats.quantity(plan.missing)}</td>
            <td className="num">{plan.price === null ? unknown : formats.amount(plan.price)}</td>
            <td className="num">{plan.splitPrice === null ? '—' : formats.signed(plan.splitPrice)}</td>
            <td className="num">{plan.kilometres === null ? unknown : formats.count(plan.kilometres)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
