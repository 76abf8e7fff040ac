import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';
import { isJob, itemsOf, useOrderJob } from './use-order-job.ts';

type Result = { ok: true } | Extract<OutputOf<'order.approve'>['results'][number], { ok: false }>;

/** The first of a batch that was refused, as a problem the screen can show. */
export const firstRefused = (results: readonly Result[]): unknown => {
  const refused = results.find((result) => !result.ok);
  return refused && !refused.ok ? { code: 'REFUSED', data: refused.refusal } : undefined;
};

/** Saying that orders may go: a few at once, or all of a list as one job; with one way back either way. */
export function useApproval(onProblem: (problem: unknown) => void): { approve: (ids: readonly number[], reason?: string) => void; approveSafe: () => void } {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const startJob = useOrderJob();
  const unapprove = async (ids: readonly number[]): Promise<void> => {
    const { results } = await client.call('order.unapprove', { items: itemsOf(ids) });
    const refused = firstRefused(results);
    if (refused !== undefined) throw refused;
    show(t(($) => $.desk.unapprovedToast, { count: ids.length }));
  };
  const few = async (ids: readonly number[], reason: string): Promise<void> => {
    const { results } = await client.call('order.approve', { items: itemsOf(ids), reason });
    onProblem(firstRefused(results));
    const done = ids.filter((_, index) => results[index]?.ok);
    if (done.length > 0) show(t(($) => $.desk.approvedToast, { count: done.length }), () => unapprove(done));
  };
  const many = async (ids: readonly number[], reason: string): Promise<void> => {
    await startJob({ kind: 'approve', method: 'order.approve', orderIds: ids, shared: { reason } });
    onProblem(undefined);
  };
  const approve = async (ids: readonly number[], reason = ''): Promise<void> => {
    if (ids.length === 0) return;
    await (isJob(ids) ? many(ids, reason) : few(ids, reason));
  };
  return {
    approve: (ids, reason) => void approve(ids, reason).catch(onProblem),
    approveSafe: () => void client.call('order.safe', {}).then(({ orderIds }) => approve(orderIds)).catch(onProblem),
  };
}
