import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { Why } from '../ui/why.tsx';
import { useOrderDraft } from './order-draft.store.ts';
import type { Order } from './order-peek.tsx';
import { isSetAsideSo, Plans, type ShipPlans, usePlacesOfPlan } from './ship-from-plans.tsx';

/** From where an order's goods leave by the shop's rule, with the reason; and one key where they are set aside elsewhere. */
export function OrderShipFrom({ order: { id: orderId, fulfilment, number } }: { order: Order }) {
  const over = fulfilment === 'shipped' || fulfilment === 'cancelled';
  const told = useQueryOf('shipFrom.explain', { orderId }, { enabled: !over }).data;
  const { t } = useTranslation();
  if (over || !told) return null;
  const [best] = told.plans;
  const elsewhere = best !== undefined && told.now.length > 0 && !isSetAsideSo(told, best);
  return (
    <>
      <Section title={t(($) => $.shipFrom.leaves)} />
      <LeavesFrom plans={told} />
      {elsewhere && <SetAsideSo orderId={orderId} number={number} />}
    </>
  );
}

/** The same of an order that is still being typed. */
export function DraftShipFrom({ country }: { country: string }) {
  const { t } = useTranslation();
  const { draft } = useOrderDraft();
  const lines = draft.lines.flatMap(({ offer: { variantId }, quantity }) => (quantity !== null && quantity > 0 ? [{ variantId, quantity }] : []));
  const asked = draft.handover === 'parcel' && lines.length > 0;
  const told = useQueryOf('shipFrom.preview', { country, postcode: draft.address.postcode, lines }, { enabled: asked }).data;
  if (!asked || !told) return null;
  return (
    <>
      <Section title={t(($) => $.shipFrom.wouldLeave)} />
      <LeavesFrom plans={told} />
    </>
  );
}

function LeavesFrom({ plans }: { plans: ShipPlans }) {
  const { t } = useTranslation();
  const placesOf = usePlacesOfPlan();
  const [best] = plans.plans;
  if (!best) return <p className="text2">{t(($) => $.shipFrom.nowhere)}</p>;
  const places = placesOf(best);
  return (
    <Pairs
      rows={[
        [
          t(($) => $.shipFrom.from),
          <Why key="from" label={t(($) => $.shipFrom.whyLabel, { places })} explanation={() => <WhyFrom plans={plans} />}>
            {places}
          </Why>,
        ],
      ]}
    />
  );
}

function WhyFrom({ plans }: { plans: ShipPlans }) {
  return (
    // The popover gives the keys to what it shows; a table has nothing else to take them.
    <div data-autofocus tabIndex={-1} style={{ outline: 'none', padding: '12px 14px' }}>
      <Plans plans={plans} />
    </div>
  );
}

function SetAsideSo({ orderId, number }: { orderId: number; number: string }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const apply = useCommand('shipFrom.apply');
  const run = (): void => apply.mutate({ orderId }, { onSuccess: ({ before }) => show(t(($) => $.shipFrom.appliedToast, { number }), () => apply.mutateAsync(before)) });
  const act = { id: 'order.shipFrom', label: t(($) => $.shipFrom.apply), group: t(($) => $.keys.here), keys: 'w', run };
  useActions('screen', [act]);
  return (
    <>
      <p className="text2 text-wrap">{t(($) => $.shipFrom.elsewhere)}</p>
      {apply.error !== null && <ProblemPanel problem={apply.error} />}
      <ActionButton action={act} variant="default" style={{ alignSelf: 'flex-start' }} />
    </>
  );
}
