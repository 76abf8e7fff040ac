import { useTranslation } from 'react-i18next';
import { quantity } from '../../shared/units/quantity.ts';
import { useCommand } from '../client/use-shop.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Order } from './order-peek.tsx';

/** A cancellation gives goods and money back, so it is asked for once; it is taken back as long as nothing was paid out. */
export function CancelDialog({ order, opened, onClose }: { order: Order; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const cancel = useCommand('order.cancel');
  const reinstate = useCommand('order.reinstate');
  const open = quantity(order.lines.reduce((sum, line) => sum + line.quantity - line.shipped - line.cancelled, 0));
  const act = (): void =>
    cancel.mutate(
      { orderId: order.id, reason: t(($) => $.orders.cancelledByHand) },
      {
        onSuccess: ({ cancellationId }) => {
          show(t(($) => $.orders.cancelled), () => reinstate.mutateAsync({ cancellationId }));
          onClose();
        },
      },
    );
  return (
    <Confirm
      opened={opened}
      question={t(($) => $.payments.cancelQuestion, { number: order.number })}
      consequences={
        <>
          {t(($) => $.payments.cancelConsequences, { quantity: formats.quantity(open), paid: formats.moneyIn(order.money.captured, order.currency) })}
          {cancel.error !== null && <ProblemPanel problem={cancel.error} />}
        </>
      }
      keep={t(($) => $.payments.keepOrder)}
      act={t(($) => $.orders.cancel)}
      onKeep={onClose}
      onAct={act}
    />
  );
}
