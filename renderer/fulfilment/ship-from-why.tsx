import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { isSetAsideSo, Plans } from '../sales/ship-from-plans.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';

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
      {order && <PlansOfOrder orderId={order.id} />}
    </>
  );
}

function PlansOfOrder({ orderId }: { orderId: number }) {
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
      <Plans plans={told} />
      {apply.error !== null && <ProblemPanel problem={apply.error} />}
      {isSetAsideSo(told, best) ? <p className="text2">{t(($) => $.shipFrom.isHere)}</p> : <ActionButton action={act} variant="filled" style={{ marginTop: 12 }} />}
    </>
  );
}
