import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../client/use-shop.tsx';
import type { Layer } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { Glyph } from '../ui/glyph.tsx';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { CompleteAddress } from './complete-address.tsx';
import { useExceptionWords } from './exception-words.ts';
import { GoodsField } from './goods-field.tsx';
import type { Order } from './order-peek.tsx';

type OpenException = Order['openExceptions'][number];

/** What a person must look at before the order goes on, in words, with the way to mend it or to say that it is settled. */
export function OrderExceptions({ order: { id: orderId, openExceptions: exceptions, lines } }: { order: Pick<Order, 'id' | 'openExceptions' | 'lines'> }) {
  const { t } = useTranslation();
  const words = useExceptionWords();
  return exceptions.map((exception) => {
    const orderLineId = exception.kind === 'unknownSku' ? exception.orderLineId : null;
    const line = lines.find((one) => one.id === orderLineId);
    return (
      <div key={exception.id} className="card notice">
        <Glyph kind="look" />
        <div className="column" style={{ flex: 1, gap: 6 }}>
          <span className="medium">{words(exception).title}</span>
          <span className="text2">{words(exception).text}</span>
          <span className="text2">{t(($) => $.desk.proposalIs, { fix: t(($) => $.checks.fixes[exception.fix]) })}</span>
          <OtherOrder details={exception.details} />
          {exception.fix === 'completeAddress' && <CompleteAddress orderId={orderId} />}
          {line ? <MatchLine orderLineId={line.id} name={line.name} /> : <Settle exceptionId={exception.id} />}
        </div>
      </div>
    );
  });
}

/** The order it may be over again, to be looked at beside this one. */
function OtherOrder({ details }: { details: OpenException['details'] }) {
  const { t } = useTranslation();
  const double = details['double'] as { id: number; number: string } | undefined;
  if (!double) return null;
  return (
    <Link to="/orders/$orderId" params={{ orderId: String(double.id) }} className="button-link">
      {t(($) => $.checks.compareWith, { number: double.number })}
    </Link>
  );
}

/** Says which variant the line is; every open line of the same SKU follows. */
function MatchLine({ orderLineId, name }: { orderLineId: number; name: string }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const map = useCommand('order.mapLine');
  const field = useRef<HTMLInputElement>(null);
  useActions('screen', [{ id: `order.match.${orderLineId}`, label: t(($) => $.review.matchTo), detail: name, group: t(($) => $.keys.here), keys: 'l', run: () => field.current?.focus() }]);
  const match = (variantId: number): void => map.mutate({ orderLineId, variantId }, { onSuccess: ({ mapped }) => show(t(($) => $.review.matched, { count: mapped })) });
  return (
    <>
      <GoodsField label={t(($) => $.review.matchTo)} description={name} keys="l" inputRef={field} onPick={(offer) => match(offer.variantId)} />
      {map.error !== null && <ProblemPanel problem={map.error} />}
    </>
  );
}

/** Says in words how an exception was settled. */
export function Settle({ exceptionId, layer = 'screen', first = layer === 'dialog', onDone }: { exceptionId: number; layer?: Layer; /** Has the keys when its dialog opens. */ first?: boolean; onDone?: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const resolve = useCommand('exception.resolve');
  const reopen = useCommand('exception.reopen');
  const [resolution, setResolution] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useActions(layer, [{ id: `order.settle.${exceptionId}`, label: t(($) => $.review.settle), group: t(($) => $.keys.here), keys: 'o', run: () => field.current?.focus() }]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (resolution.trim() === '') return field.current?.focus();
    const settled = t(($) => $.review.settled);
    resolve.mutate({ exceptionId, resolution }, { onSuccess: () => {
      show(settled, () => reopen.mutateAsync({ exceptionId }));
      onDone?.();
    } });
  };
  return (
    <form className="row" style={{ alignItems: 'end' }} onSubmit={submit}>
      <TextInput
        ref={field}
        {...(first && { 'data-autofocus': true })}
        style={{ flex: 1 }}
        label={t(($) => $.review.settleHow)}
        description={t(($) => $.review.settleHint)}
        autoComplete="off"
        value={resolution}
        onChange={(event) => setResolution(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={resolve.isPending} rightSection={<Key keys="o" />}>
        {t(($) => $.review.settle)}
      </Button>
      {resolve.error !== null && <ProblemPanel problem={resolve.error} />}
    </form>
  );
}
