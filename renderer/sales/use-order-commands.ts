import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShopClient } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';

export interface OrderCommands {
  /** Why the last command did not happen; shown at the place of the act. */
  readonly problem: unknown;
  allocate(orderIds: readonly number[]): void;
  ship(orderIds: readonly number[]): void;
  /** Takes parcels back that never left. */
  unship(shipmentIds: readonly number[]): void;
  /** Takes a payment back that was recorded by mistake. */
  unpay(paymentId: number): void;
  hold(orderIds: readonly number[]): void;
  unhold(orderIds: readonly number[]): void;
}

/** How many orders one batch command takes (shared/contract/batch.ts says the same). */
const batch = 200;

/** The verbs of orders with their toasts and their way back. A refused order never stops the others. */
export function useOrderCommands(): OrderCommands {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const [problem, setProblem] = useState<unknown>();
  const each = async <Answer>(ids: readonly number[], one: (id: number) => Promise<Answer>): Promise<Answer[]> => {
    const outcomes = await Promise.allSettled(ids.map(one));
    setProblem(outcomes.find((outcome) => outcome.status === 'rejected')?.reason);
    return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  };
  const inBatches = async (method: 'order.allocate' | 'order.release', ids: readonly number[]): Promise<number[]> => {
    const done: number[] = [];
    for (let from = 0; from < ids.length; from += batch) {
      const items = ids.slice(from, from + batch).map((orderId) => ({ orderId }));
      // One batch after another: each is a transaction, and the writer is one.
      // oxlint-disable-next-line no-await-in-loop
      const { results } = await client.call(method, { items });
      const refused = results.find((result) => !result.ok);
      setProblem(refused && !refused.ok ? { code: 'REFUSED', data: refused.refusal } : undefined);
      done.push(...items.filter((_, index) => results[index]?.ok).map(({ orderId }) => orderId));
    }
    return done;
  };
  const release = async (ids: readonly number[]): Promise<void> => {
    const done = await inBatches('order.release', ids);
    show(t(($) => $.orders.released, { count: done.length }));
  };
  const unhold = async (ids: readonly number[]): Promise<void> => {
    const done = await each(ids, (orderId) => client.call('order.unhold', { orderId }));
    show(t(($) => $.orders.released, { count: done.length }));
  };
  const unship = async (ids: readonly number[]): Promise<void> => {
    const done = await each(ids, (shipmentId) => client.call('shipment.cancel', { shipmentId, reason: t(($) => $.orders.shippedByMistake) }));
    if (done.length > 0) show(t(($) => $.orders.unshipped, { count: done.length }));
  };
  /** A batch that could not even be sent is a problem like a refusal. */
  const run = (work: Promise<void>): void => void work.catch(setProblem);
  return {
    problem,
    allocate: (ids) =>
      run(
        inBatches('order.allocate', ids).then((done) => {
          if (done.length > 0) show(t(($) => $.orders.allocated, { count: done.length }), () => run(release(done)));
        }),
      ),
    ship: (ids) =>
      run(
        each(ids, (orderId) => client.call('shipment.ship', { orderId })).then((done) => {
          const shipmentIds = done.map(({ shipmentId }) => shipmentId);
          if (done.length > 0) show(t(($) => $.orders.shipped, { count: done.length }), () => run(unship(shipmentIds)));
        }),
      ),
    hold: (ids) =>
      run(
        each(ids, async (orderId) => {
          await client.call('order.hold', { orderId, reason: t(($) => $.orders.heldByHand) });
          return orderId;
        }).then((done) => {
          if (done.length > 0) show(t(($) => $.orders.heldToast, { count: done.length }), () => run(unhold(done)));
        }),
      ),
    unship: (ids) => run(unship(ids)),
    unpay: (paymentId) =>
      run(
        each([paymentId], (id) => client.call('payment.void', { paymentId: id, reason: t(($) => $.payments.byMistake) })).then((done) => {
          if (done.length > 0) show(t(($) => $.payments.takenBack));
        }),
      ),
    unhold: (ids) => run(unhold(ids)),
  };
}
