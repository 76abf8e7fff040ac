import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShopClient } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';
import { firstRefused, useApproval } from './use-approval.ts';

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

/** How many orders one batch command takes (shared/contract/batch.ts says the same). */
const batch = 200;

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
  const inBatches = async (method: 'order.allocate' | 'order.release', ids: readonly number[]): Promise<Outcome<number>> => {
    const outcome: { done: number[]; refused: unknown } = { done: [], refused: undefined };
    for (let from = 0; from < ids.length; from += batch) {
      const items = ids.slice(from, from + batch).map((orderId) => ({ orderId }));
      // One batch after another: each is a transaction, and the writer is one.
      // oxlint-disable-next-line no-await-in-loop
      const { results } = await client.call(method, { items });
      const refused = results.find((result) => !result.ok);
      if (refused && !refused.ok) outcome.refused ??= { code: 'REFUSED', data: refused.refusal };
      outcome.done.push(...items.filter((_, index) => results[index]?.ok).map(({ orderId }) => orderId));
    }
    return outcome;
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
  /** Slice by slice: what was cancelled of which order, so that each can be taken back. */
  const cancelled = async (ids: readonly number[]): Promise<Outcome<number>> => {
    const outcome: { done: number[]; refused: unknown } = { done: [], refused: undefined };
    for (let from = 0; from < ids.length; from += batch) {
      const items = ids.slice(from, from + batch).map((orderId) => ({ orderId }));
      // One batch after another, as above.
      // oxlint-disable-next-line no-await-in-loop
      const { results } = await client.call('order.cancelBatch', { items, reason: t(($) => $.orders.cancelledByHand) });
      for (const result of results) {
        if (result.ok) outcome.done.push(result.value.cancellationId);
        else outcome.refused ??= { code: 'REFUSED', data: result.refusal };
      }
    }
    return outcome;
  };
  const reinstate = async (cancellationIds: readonly number[]): Promise<void> => {
    for (let from = 0; from < cancellationIds.length; from += batch) {
      // oxlint-disable-next-line no-await-in-loop
      const { results } = await client.call('order.reinstateBatch', { items: cancellationIds.slice(from, from + batch).map((cancellationId) => ({ cancellationId })) });
      const refused = firstRefused(results);
      if (refused !== undefined) throw refused;
    }
    show(t(($) => $.orders.reinstatedToast, { count: cancellationIds.length }));
  };
  const release = (ids: readonly number[]): Promise<void> => back(inBatches('order.release', ids), (count) => t(($) => $.orders.released, { count }));
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
    allocate: (ids) => run(inBatches('order.allocate', ids), (done) => show(t(($) => $.orders.allocated, { count: done.length }), () => release(done))),
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
    cancel: (ids) => run(cancelled(ids), (done) => show(t(($) => $.orders.cancelledToast, { count: done.length }), () => reinstate(done))),
    unhold: (ids) => run(freed(ids), (done) => show(unhold(done.length))),
    unship,
    unpay: (paymentId) =>
      back(
        each([paymentId], (id) => client.call('payment.void', { paymentId: id, reason: t(($) => $.payments.byMistake) })),
        () => t(($) => $.payments.takenBack),
      ),
  };
}
