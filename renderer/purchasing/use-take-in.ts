import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { arrivalsOf, receivedOf } from '../../shared/purchasing/receiving.rules.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import type { OutputOf } from '../client/methods.ts';
import { refusalOf } from '../client/problem.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { Delivery } from './delivery.ts';
import { saidNow, stepsNow, stepsOf, totalOf, useReceiving, useSaidOf, useScansOf } from './receiving.store.ts';

/** What is said of the delivery as a whole; an instant where the goods came on another day than today. */
interface Slip {
  readonly deliveryNote: string;
  readonly occurredAt: Instant | undefined;
}

export type Received = OutputOf<'purchaseReceipt.receive'>;

/** Books the delivery. What its goods still lack is asked at their line: a lot, or what they cost. */
export function useTakeIn(delivery: Delivery, { deliveryNote, occurredAt }: Slip, { onDone, onAsk }: { onDone: (received: Received) => void; onAsk: (variantId: number) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const receive = useCommand('purchaseReceipt.receive');
  const clear = useReceiving((receiving) => receiving.clear);
  const [about, setAbout] = useState<number>();
  const [lacking, setLacking] = useState<unknown>(null);
  const ask = (variantId: number, problem: unknown): void => {
    setAbout(variantId);
    setLacking(problem);
    onAsk(variantId);
  };
  // Goods of an earlier day ask first: nothing is booked before the figures they change stand there.
  const arrived = arrivalsOf(stepsOf(useScansOf(delivery.key)), useSaidOf(delivery.key));
  const asking = occurredAt !== undefined && arrived.length > 0;
  const effect = useQueryOf('purchaseReceipt.effect', { ...delivery.from, occurredAt: occurredAt ?? instant(0), lines: arrived }, { enabled: asking, whenAsked: true });
  const changes = asking && effect.data?.late === true ? effect.data : undefined;
  const finish = (): void => {
    const steps = stepsNow(delivery.key);
    const lines = arrivalsOf(steps, saidNow(delivery.key));
    if (lines.length === 0 || receive.isPending || (asking && effect.isFetching)) return;
    const unnamed = receivedOf(steps).find((goods) => goods.unnamed > 0);
    if (unnamed) return ask(unnamed.variantId, { code: 'REFUSED', data: { code: 'lot.needed', details: { variantId: unnamed.variantId, quantity: unnamed.unnamed } } });
    setLacking(null);
    receive.mutate({ ...delivery.from, lines, ...(occurredAt !== undefined && { occurredAt }), ...(deliveryNote.trim() !== '' && { deliveryNote }) }, {
      onSuccess: (received) => {
        show(t(($) => $.receiving.done, { number: received.number, quantity: formats.quantity(totalOf(steps)) }));
        clear(delivery.key);
        onDone(received);
      },
      onError: (problem) => {
        const refusal = refusalOf(problem);
        if (refusal?.code === 'receipt.costUnknown') ask(refusal.details.variantId, problem);
      },
    });
  };
  /** What was asked is answered, or left. */
  const forget = (): void => {
    setAbout(undefined);
    setLacking(null);
    receive.reset();
  };
  return { finish, changes, pending: receive.isPending, problem: lacking ?? receive.error, about, forget };
}
