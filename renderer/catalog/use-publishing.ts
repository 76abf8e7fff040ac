import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';

export interface CopyOf {
  readonly channelId: number;
  readonly productId: number;
}

/** How many one command takes. */
export const publishedAtOnce = 200;

/** Publishes drafts; the undo shows again what stood there. What was refused of them is told as one problem. */
export function usePublishing() {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const publish = useCommand('channelCopy.publish');
  const revert = useCommand('channelCopy.revert');
  const run = (chosen: readonly CopyOf[], done?: () => void): void => {
    const items = chosen.slice(0, publishedAtOnce).map(({ channelId, productId }) => ({ channelId, productId }));
    publish.mutate({ items }, {
      onSuccess: ({ results }) => {
        const sent = results.flatMap((result, index) => (result.ok ? [{ ...items[index]!, to: result.value.before }] : []));
        if (sent.length > 0) show(t(($) => $.shown.published, { count: sent.length }), () => revert.mutateAsync({ items: sent }));
        done?.();
      },
    });
  };
  return { run, pending: publish.isPending, problem: publish.error ?? revert.error ?? refusedOf(publish.data?.results ?? []) };
}

/** The first item that was refused, as an error to be shown. */
function refusedOf(results: OutputOf<'channelCopy.publish'>['results']): unknown {
  const refused = results.find((result) => !result.ok);
  return refused && !refused.ok ? { code: 'REFUSED', data: refused.refusal } : null;
}
