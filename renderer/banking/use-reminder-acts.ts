import { useTranslation } from 'react-i18next';
import { useCommand } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';
import type { Row } from './reminders-screen.tsx';

/** What is done with overdue invoices. What a batch refused stands among its answers and is told like any refusal. */
export function useReminderActs(done: () => void) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const [sending, resuming, withdrawing, pausing] = [useCommand('reminder.send'), useCommand('reminder.resume'), useCommand('reminder.withdraw'), useCommand('reminder.pause')];
  const refused = sending.data?.results.find((result) => !result.ok);
  return {
    problem: sending.error ?? (refused && !refused.ok ? { code: 'REFUSED', data: refused.refusal } : null) ?? resuming.error ?? withdrawing.error,
    send: (rows: readonly Row[], by: 'mail' | 'hand'): void =>
      sending.mutate({ items: rows.flatMap(({ orderId, levelNo }) => (levelNo === null ? [] : [{ orderId, levelNo }])), by }, {
        onSuccess: ({ results }) => {
          const sent = results.filter(({ ok }) => ok).length;
          if (sent > 0) show(t(($) => $.reminders.sentToast, { count: sent }));
          done();
        },
      }),
    resume: (customerId: number, customer: string): void =>
      resuming.mutate({ customerId }, { onSuccess: ({ reason }) => show(t(($) => $.reminders.resumedToast, { customer }), () => pausing.mutateAsync({ customerId, reason })) }),
    takeBack: ({ last, number }: Row): void => {
      if (last) withdrawing.mutate({ reminderId: last.reminderId }, { onSuccess: () => show(t(($) => $.reminders.takenBackToast, { number })) });
    },
  };
}
