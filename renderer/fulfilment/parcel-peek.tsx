import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { LabelState, usePrintLabel } from './label-state.tsx';
import { ParcelState } from './parcels-list.tsx';

/** The label as a file a label printer takes as it is. */
function ZplLink({ shipmentId, number }: { shipmentId: number; number: string }) {
  const { t } = useTranslation();
  const zpl = useQueryOf('tracking.label', { shipmentId }).data?.zpl;
  const save = (): void => {
    const address = URL.createObjectURL(new Blob([zpl ?? ''], { type: 'text/plain' }));
    Object.assign(document.createElement('a'), { href: address, download: `${number}.zpl` }).click();
    URL.revokeObjectURL(address);
  };
  return (
    <Button variant="default" disabled={zpl === undefined} onClick={save} mt={8} mr={8}>
      {t(($) => $.tracking.label)}
    </Button>
  );
}

/** One parcel: where it is looked up, and all a carrier said of it. */
export function ParcelPeek({ shipmentId, onClose }: { shipmentId: number; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const answer = useQueryOf('tracking.get', { shipmentId });
  const parcel = answer.data;
  const queue = useCommand('notice.queue');
  const handled = useCommand('notice.handled');
  const group = t(($) => $.ship.title);
  const kind = parcel?.stuck ? 'delayed' : parcel?.status === 'delivered' ? 'delivered' : 'shipped';
  const write = {
    id: 'parcel.write',
    label: t(($) => $.tracking.write),
    group,
    keys: 'w',
    run: () => parcel && queue.mutate({ kind, orderId: parcel.orderId, shipmentId }, { onSuccess: ({ noticeId }) => show(t(($) => $.notices.queuedToast), () => handled.mutateAsync({ noticeId })) }),
  };
  const print = usePrintLabel(shipmentId);
  const order = { id: 'parcel.order', label: t(($) => $.exceptions.open), group, keys: 'o', run: () => parcel && void navigate({ to: '/orders/$orderId', params: { orderId: String(parcel.orderId) } }) };
  useActions('peek', [write, print.action, order, { id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  return (
    <Peek
      label={parcel?.number ?? ''}
      title={<span className="code">{parcel?.number ?? ''}</span>}
      onClose={onClose}
      footer={
        <>
          <ActionButton action={write} variant="filled" />
          <ActionButton action={order} variant="default" />
        </>
      }
    >
      {answer.error !== null && <ProblemPanel problem={answer.error} />}
      {parcel && (
        <>
          <Pairs
            rows={[
              [t(($) => $.tracking.status), <ParcelState key="state" parcel={parcel} />],
              [t(($) => $.tracking.carrier), parcel.carrier ?? '—'],
              [t(($) => $.ship.order), parcel.orderNumber],
              [t(($) => $.ship.recipient), parcel.recipient || '—'],
              [t(($) => $.tracking.shipped), formats.moment(parcel.shippedAt)],
              [t(($) => $.printing.label), <LabelState key="label" shipmentId={shipmentId} />],
            ]}
          />
          {print.problem !== null && <ProblemPanel problem={print.problem} />}
          <ActionButton action={print.action} variant="default" mt={8} mr={8} />
          <ZplLink shipmentId={shipmentId} number={parcel.number} />
          {parcel.link !== null && (
            <Button variant="default" component="a" href={parcel.link} target="_blank" rel="noreferrer" mt={8}>
              {t(($) => $.tracking.lookUp)}
            </Button>
          )}
          {queue.error !== null && <ProblemPanel problem={queue.error} />}
          <Section title={t(($) => $.tracking.history)} />
          {parcel.events.length === 0 && <p className="text2">{t(($) => $.tracking.noEvents)}</p>}
          {parcel.events.map((event) => (
            <div key={event.id} className="column" style={{ padding: '4px 0' }}>
              <ParcelState parcel={{ status: event.status, stuck: false }} />
              <span className="text2">{[event.place, event.says].filter(Boolean).join(' · ')}</span>
              <span className="text3">{formats.moment(event.happenedAt)}</span>
            </div>
          ))}
        </>
      )}
    </Peek>
  );
}
