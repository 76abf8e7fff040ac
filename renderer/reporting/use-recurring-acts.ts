import { useTranslation } from 'react-i18next';
import { useCommand } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Draft, Run, Template } from './recurring-screen.tsx';

/** What is done with days and templates, each with its way back while the note stands. */
export function useRecurringActs() {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const [post, skip, takeBack, stop, resume] = [useCommand('recurring.post'), useCommand('recurring.skip'), useCommand('recurring.takeBack'), useCommand('recurring.stop'), useCommand('recurring.resume')];
  return {
    problem: post.error ?? skip.error ?? takeBack.error ?? stop.error ?? resume.error,
    post: ({ recurringEntryId, dueOn, name }: Draft): void => {
      if (post.isPending) return;
      post.mutate({ recurringEntryId, dueOn }, { onSuccess: ({ recurringRunId, number }) => show(t(($) => $.recurring.postedToast, { name, number }), () => takeBack.mutateAsync({ recurringRunId })) });
    },
    skip: ({ recurringEntryId, dueOn, name }: Draft): void =>
      skip.mutate({ recurringEntryId, dueOn }, { onSuccess: ({ recurringRunId }) => show(t(($) => $.recurring.skippedToast, { name, on: formats.fullDay(dueOn) }), () => takeBack.mutateAsync({ recurringRunId })) }),
    takeBack: ({ recurringRunId, name }: Run): void => takeBack.mutate({ recurringRunId }, { onSuccess: () => show(t(($) => $.recurring.takenBackToast, { name })) }),
    turn: ({ recurringEntryId, name, stopped }: Template): void =>
      stopped ? resume.mutate({ recurringEntryId }) : stop.mutate({ recurringEntryId }, { onSuccess: () => show(t(($) => $.recurring.stoppedToast, { name }), () => resume.mutateAsync({ recurringEntryId })) }),
  };
}
