import { useTranslation } from 'react-i18next';
import { batchLimit } from '../../shared/contract/batch.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';

/** What is asked of so many orders that one batch command does not take them. */
interface OrderJob {
  readonly kind: 'approve' | 'allocate' | 'cancel';
  readonly method: 'order.approve' | 'order.allocate' | 'order.cancelBatch';
  readonly orderIds: readonly number[];
  /** What all of them are told alike. */
  readonly shared?: Record<string, unknown>;
}

/** More orders than one batch command takes are a job. */
export const isJob = (orderIds: readonly number[]): boolean => orderIds.length > batchLimit;

export const itemsOf = (orderIds: readonly number[]): { orderId: number }[] => orderIds.map((orderId) => ({ orderId }));

/** Works through all orders of a list in the background, with one way back for the whole of it, even before it came to its end. */
export function useOrderJob(): (job: OrderJob) => Promise<void> {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  return async ({ kind, method, orderIds, shared }) => {
    const { jobId } = await client.call('job.start', { kind, method, items: itemsOf(orderIds), ...(shared && { shared }) });
    const back = async (): Promise<void> => {
      await client.call('job.cancel', { jobId });
      await client.call('job.undo', { jobId });
      show(t(($) => $.desk.takenBackJob));
    };
    show(t(($) => $.desk.inTheBackground, { count: orderIds.length }), back);
  };
}
