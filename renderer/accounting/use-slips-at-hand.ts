import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';
import type { SlipAtHand } from './entry-dialog.tsx';

/** The slip that is open among those that wait, and which one follows another: the one behind it, else the first. */
export function useSlipsAtHand(slipId: number | undefined, open: (slipId: number | undefined) => void): { atHand: SlipAtHand | undefined; nextTo: (slipId: number) => number | undefined } {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const { data } = useQueryOf('slip.list', {});
  const [discard, restore] = [useCommand('slip.discard'), useCommand('slip.restore')];
  const rows = data?.rows ?? [];
  const nextTo = (one: number): number | undefined => {
    const others = rows.filter((row) => row.slipId !== one);
    return (others.find((row) => row.slipId > one) ?? others[0])?.slipId;
  };
  if (slipId === undefined) return { atHand: undefined, nextTo };
  const place = rows.findIndex((row) => row.slipId === slipId) + 1;
  const next = nextTo(slipId);
  const putAway = (): void =>
    discard.mutate({ slipId }, {
      onSuccess: () => {
        show(t(($) => $.slips.discarded, { name: rows[place - 1]?.name ?? '' }), () => restore.mutateAsync({ slipId }));
        open(next);
      },
    });
  // One that was just taken in may not be in the list yet.
  return { atHand: { slipId, place: Math.max(1, place), count: Math.max(1, data?.count ?? 1), onNext: next === undefined ? undefined : () => open(next), onDiscard: putAway }, nextTo };
}
