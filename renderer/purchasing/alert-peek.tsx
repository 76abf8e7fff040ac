import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { StockAlert } from './alerts-screen.tsx';

/** One alert: what its number is made of, and the order or the transfer that ends it. */
export function AlertPeek({ alert, onNext, onClose }: { alert: StockAlert; onNext: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { verbs, problem } = useWaysOut(alert);
  useActions('peek', [...verbs, { id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  const figure = (amount: StockAlert['available']): string => (amount === undefined ? '—' : formats.quantity(amount));
  const less = (amount: StockAlert['available']): string => (amount === undefined || amount === 0 ? '—' : `−${formats.quantity(amount)}`);
  return (
    <Peek label={alert.sku} title={alert.name} onNext={onNext} onClose={onClose} footer={verbs.length > 0 && verbs.map((verb, place) => <ActionButton key={verb.id} action={verb} variant={place === 0 ? 'filled' : 'default'} />)}>
      <p className="text2 code">{alert.sku} · {alert.locationName}</p>
      {problem !== null && <ProblemPanel problem={problem} />}
      <Section title={t(($) => $.alerts.why[alert.kind])} />
      <Pairs
        rows={[
          [t(($) => $.alerts.onHand), figure(alert.onHand)],
          [t(($) => $.alerts.onHold), less(alert.onHold)],
          [t(($) => $.alerts.allocated), less(alert.allocated)],
          [t(($) => $.alerts.availableNow), figure(alert.available)],
          [t(($) => $.alerts.level), figure(alert.threshold)],
          [t(($) => $.purchasing.openQuantity), figure(alert.incoming)],
        ]}
      />
      <Section title={t(($) => $.alerts.story)} />
      <p>{t(($) => $.alerts.fired, { available: figure(alert.firedAvailable), level: figure(alert.threshold), when: formats.dateTime(alert.firedAt) })}</p>
      {alert.recoveredAt !== null && <p>{t(($) => $.alerts.recoveredAt, { when: formats.dateTime(alert.recoveredAt) })}</p>}
      {alert.recoveredAt === null && <p className="caption text3">{t(($) => $.alerts.once)}</p>}
    </Peek>
  );
}

function useWaysOut(alert: StockAlert): { verbs: Action[]; problem: unknown } {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const create = useCommand('purchaseOrder.create');
  const giveUp = useCommand('purchaseOrder.cancel');
  const group = t(($) => $.keys.here);
  const { variantId, name, supplierId, supplierName, orderable, locationId, fromLocationId, fromLocation, fetchable } = alert;
  const openAlert = alert.recoveredAt === null;
  const order: Action[] =
    openAlert && supplierId !== null && supplierName !== null && orderable !== undefined && orderable > 0
      ? [
          {
            id: 'alert.order',
            label: t(($) => $.alerts.order, { quantity: formats.quantity(orderable) }),
            group,
            keys: 'o',
            run: () =>
              create.mutate({ supplierId, locationId, lines: [{ variantId, quantity: orderable }] }, {
                onSuccess: ({ purchaseOrderId }) => {
                  show(t(($) => $.alerts.ordered, { name: supplierName, quantity: formats.quantity(orderable) }), () => giveUp.mutateAsync({ purchaseOrderId, reason: t(($) => $.receipts.byMistake) }));
                  void navigate({ to: '/purchasing/$orderId', params: { orderId: String(purchaseOrderId) } });
                },
              }),
          },
        ]
      : [];
  const fetch: Action[] =
    openAlert && fromLocation !== null && fromLocationId !== null
      ? [
          {
            id: 'alert.transfer',
            label: t(($) => $.alerts.fetch, { place: fromLocation, quantity: fetchable === undefined ? '' : formats.quantity(fetchable) }),
            group,
            keys: 't',
            run: () => void navigate({ to: '/stock/transfers', search: { send: { from: fromLocationId, to: locationId, variant: variantId, name, ...(fetchable !== undefined && { quantity: fetchable }) } } }),
          },
        ]
      : [];
  return { verbs: [...order, ...fetch], problem: create.error };
}
