import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { firstReasons } from '../../shared/inventory/adjustment.rules.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useShopClient } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { ReviewRow } from './count-review.tsx';
import type { Count } from './count-state.ts';

type Totals = OutputOf<'stocktake.review'>['totals'];

/** The letters that accept a difference with a reason at once; A accepts it as miscounted. */
const letters: Record<(typeof firstReasons)[number], string> = { miscounted: 'm', shrinkage: 's', damage: 'd', expired: 'e', ownUse: 'o', sample: 'p' };

interface Dialogs {
  approve(): void;
  nameLots(row: ReviewRow): void;
  reverse(): void;
}

/** Pieces swapped for others differ although there are as many. */
const differs = ({ variance, lots = [] }: ReviewRow): boolean => variance !== 0 || lots.length > 0;

/** What can be done with the line under the cursor and with the count; the last of the header is the likely next. */
export function useReviewActions(count: Count, current: ReviewRow | undefined, totals: Totals | undefined, dialogs: Dialogs) {
  const { t } = useTranslation();
  const client = useShopClient();
  const formats = useFormats();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const [accept, recount, post, reverse] = [useCommand('stocktake.accept'), useCommand('stocktake.recount'), useCommand('stocktake.post'), useCommand('stocktake.reverse')];
  const which = { stocktakeId: count.id };
  const group = t(($) => $.keys.here);
  const reopen = (lineId: number) => () => client.call('stocktake.reopen', { ...which, lineIds: [lineId] });
  const acceptAs = (reason: string) => (): void => {
    if (!current || current.variance === undefined || current.variance === null || !differs(current)) return;
    const { lineId, variance, name, lots = [] } = current;
    const seen = current.tracking === 'none' ? {} : { lots: lots.map(({ code, variance: ofLot }) => ({ code, variance: ofLot })) };
    accept.mutate({ ...which, items: [{ lineId, variance, reason, ...seen }] }, { onSuccess: () => show(t(($) => $.counts.accepted, { diff: formats.signedQuantity(variance), name }), reopen(lineId)) });
  };
  const again = (): void => {
    if (!current) return;
    const { lineId, name } = current;
    recount.mutate({ ...which, lineIds: [lineId] }, { onSuccess: () => show(t(($) => $.counts.recountAsked, { name }), reopen(lineId)) });
  };
  // What nobody can decide yet: which pieces they are, or where one of them belongs.
  const waitsForSomebody = current?.state === 'whichLot' || current?.state === 'elsewhere';
  const line: Action[] =
    count.state !== 'review'
      ? []
      : [
          ...(current?.state === 'whichLot' ? [{ id: 'review.nameLots', label: t(($) => $.counts.nameLots), group, keys: 'n', run: () => dialogs.nameLots(current) }] : []),
          ...(waitsForSomebody ? [] : [{ id: 'review.accept', label: t(($) => $.counts.accept), group, keys: 'a', run: acceptAs('miscounted') }]),
          { id: 'review.recount', label: t(($) => $.counts.recount), group, keys: 'r', run: again },
          ...(waitsForSomebody ? [] : firstReasons).map((reason) => ({ id: `review.as.${reason}`, label: t(($) => $.counts.acceptAs, { reason: t(($) => $.adjustmentReasons[reason]) }), group, keys: letters[reason], run: acceptAs(reason) })),
        ];
  const waiting = totals ? totals.waiting : undefined;
  const toRecount = (waiting?.recount ?? 0) > 0;
  const toApprove = (waiting?.approve ?? 0) > 0;
  const header: Action[] =
    count.state === 'posted'
      ? count.reversed ? [] : [{ id: 'review.reverse', label: t(($) => $.counts.reverse), group, keys: 'mod+backspace', run: dialogs.reverse }]
      : [
          ...(toRecount ? [{ id: 'review.station', label: t(($) => $.counts.recountHere), group, keys: 'c', run: () => void navigate({ to: '/station/count/$stocktakeId', params: { stocktakeId: String(count.id) } }) }] : []),
          ...(toApprove ? [{ id: 'review.approve', label: t(($) => $.counts.approve), group, keys: 'v', run: dialogs.approve }] : []),
          { id: 'review.post', label: t(($) => $.counts.post), group, keys: 'mod+enter', run: () => post.mutate(which, { onSuccess: () => show(t(($) => $.counts.posted, { number: count.number })) }) },
        ];
  const reverseNow = (): void => reverse.mutate({ ...which, reason: t(($) => $.counts.reverseReason) }, { onSuccess: () => show(t(($) => $.counts.reversed, { number: count.number })) });
  return { line, header, reverseNow, error: accept.error ?? recount.error ?? post.error ?? reverse.error };
}
