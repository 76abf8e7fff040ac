import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';
import { firstRefused, useApproval } from './use-approval.ts';
import { isJob, itemsOf, useOrderJob } from './use-order-job.ts';

export interface OrderCommands {
  /** Why the last command did not happen; shown at the place of the act. */
  readonly problem: unknown;
  /** Says that orders may go; where a check stands against one, with a reason. */
  approve(orderIds: readonly number[], reason?: string): void;
  /** The same for every order nothing speaks against. */
  approveSafe(): void;
  allocate(orderIds: readonly number[]): void;
  ship(orderIds: readonly number[]): void;
  /** Takes parcels back that never left. */
  unship(shipmentIds: readonly number[]): Promise<void>;
  /** Takes a payment back that was recorded by mistake. */
  unpay(paymentId: number): Promise<void>;
  hold(orderIds: readonly number[]): void;
  /** Cancels what is open of each. */
  cancel(orderIds: readonly number[]): void;
  unhold(orderIds: readonly number[]): void;
}

/** What was done, and the first reason why something was not. */
interface Outcome<Answer> {
  readonly done: readonly Answer[];
  readonly refused: unknown;
}

type BatchResult<Answer> = { ok: true; value: Answer } | Extract<OutputOf<'order.release'>['results'][number], { ok: false }>;
type Allocated = Extract<OutputOf<'order.allocate'>['results'][number], { ok: true }>['value'];

/** Sets free what was set aside just now and no more; whoever may not see quantities sets all of it free. */
function backOf({ orderId, parts }: Allocated) {
  const known = parts.flatMap(({ quantity, ...part }) => (quantity === undefined ? [] : [{ ...part, quantity }]));
  return known.length === parts.length ? { orderId, parts: known } : { orderId };
}

/** The verbs of orders with their toasts and their way back. A refused order never stops the others. */
export function useOrderCommands(): OrderCommands {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const [problem, setProblem] = useState<unknown>();
  const each = async <Asked, Answer>(asked: readonly Asked[], one: (each: Asked) => Promise<Answer>): Promise<Outcome<Answer>> => {
    const outcomes = await Promise.allSettled(asked.map(one));
    return { done: outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])), refused: outcomes.find((outcome) => outcome.status === 'rejected')?.reason };
  };
  /** Does the work and says what was done; what was refused stands on the screen. A batch that could not be sent counts as refused. */
  const run = <Answer>(work: Promise<Outcome<Answer>>, say: (done: readonly Answer[]) => void): void =>
    void work
      .then(({ done, refused }) => {
        setProblem(refused);
        if (done.length > 0) say(done);
      })
      .catch(setProblem);
  /** The same for a way back, which has left the screen it began on: what was refused goes to the toast. */
  const back = async <Answer>(work: Promise<Outcome<Answer>>, say: (count: number) => string): Promise<void> => {
    const { done, refused } = await work;
    if (refused !== undefined) throw refused;
    show(say(done.length));
  };
  const outcomeOf = <Answer>(results: readonly BatchResult<Answer>[]): Outcome<Answer> => ({
    done: results.flatMap((result) => (result.ok ? [result.value] : [])),
    refused: firstRefused(results),
  });
  const startJob = useOrderJob();
  const cancelReason = t(($) => $.orders.cancelledByHand);
  const cancelFew = async (ids: readonly number[]) => outcomeOf((await client.call('order.cancelBatch', { items: itemsOf(ids), reason: cancelReason })).results);
  const reinstate = (done: readonly { cancellationId: number }[]): Promise<void> =>
    back(
      client.call('order.reinstateBatch', { items: done.map(({ cancellationId }) => ({ cancellationId })) }).then(({ results }) => outcomeOf(results)),
      (count) => t(($) => $.orders.reinstatedToast, { count }),
    );
  const allocateFew = async (ids: readonly number[]) => outcomeOf((await client.call('order.allocate', { items: itemsOf(ids) })).results);
  const release = (done: readonly Allocated[]): Promise<void> =>
    back(
      client.call('order.release', { items: done.map(backOf) }).then(({ results }) => outcomeOf(results)),
      (count) => t(($) => $.orders.released, { count }),
    );
  /** A job says in the tray what became of each order; only that it could not be started stands on the screen. */
  const inBackground = (started: Promise<void>): void => void started.then(() => setProblem(undefined)).catch(setProblem);
  const freed = (ids: readonly number[]): Promise<Outcome<unknown>> => each(ids, (orderId) => client.call('order.unhold', { orderId }));
  const unship = (ids: readonly number[]): Promise<void> =>
    back(
      each(ids, (shipmentId) => client.call('shipment.cancel', { shipmentId, reason: t(($) => $.orders.shippedByMistake) })),
      (count) => t(($) => $.orders.unshipped, { count }),
    );
  const approval = useApproval(setProblem);
  const unhold = (count: number): string => t(($) => $.orders.released, { count });
  return {
    problem,
    ...approval,
    allocate: (ids) =>
      isJob(ids)
        ? inBackground(startJob({ kind: 'allocate', method: 'order.allocate', orderIds: ids }))
        : run(allocateFew(ids), (done) => show(t(($) => $.orders.allocated, { count: done.length }), () => release(done))),
    ship: (ids) =>
      run(
        each(ids, (orderId) => client.call('shipment.ship', { orderId })),
        (done) => show(t(($) => $.orders.shipped, { count: done.length }), () => unship(done.map(({ shipmentId }) => shipmentId))),
      ),
    hold: (ids) =>
      run(
        each(ids, (orderId) => client.call('order.hold', { orderId, reason: t(($) => $.orders.heldByHand) }).then(({ orderHoldId }) => ({ orderId, orderHoldIds: [orderHoldId] }))),
        (done) => show(t(($) => $.orders.heldToast, { count: done.length }), () => back(each(done, (hold) => client.call('order.unhold', hold)), unhold)),
      ),
    cancel: (ids) =>
      isJob(ids)
        ? inBackground(startJob({ kind: 'cancel', method: 'order.cancelBatch', orderIds: ids, shared: { reason: cancelReason } }))
        : run(cancelFew(ids), (done) => show(t(($) => $.orders.cancelledToast, { count: done.length }), () => reinstate(done))),
    unhold: (ids) => run(freed(ids), (done) => show(unhold(done.length))),
    unship,
    unpay: (paymentId) =>
      back(
        each([paymentId], (id) => client.call('payment.void', { paymentId: id, reason: t(($) => $.payments.byMistake) })),
        () => t(($) => $.payments.takenBack),
      ),
  };
}
