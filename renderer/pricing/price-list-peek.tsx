import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf, useShopClient } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { PriceListDialog } from './price-list-dialog.tsx';
import { PriceRowForm } from './price-row-form.tsx';
import { usePriceListWords } from './use-price-list-words.ts';

type PriceList = OutputOf<'priceList.get'>;
type Row = PriceList['rows'][number];

/** One price list beside the others: whom it is for, and its prices. */
export function PriceListPeek({ priceListId, onNext, onClose }: { priceListId: number; onNext: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const list = useQueryOf('priceList.get', { priceListId });
  const [changing, setChanging] = useState(false);
  const change: Action = { id: 'prices.edit', label: t(($) => $.pricing.edit), group: t(($) => $.keys.here), keys: 'e', run: () => setChanging(true) };
  useActions('peek', [change, { id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  const name = list.data?.name ?? '';
  return (
    <Peek label={name} title={name} onNext={onNext} onClose={onClose} {...(list.data && { footer: <><ActionButton action={change} variant="default" /><Blocking list={list.data} /></> })}>
      {list.isPending && <Loading widths={[180, 90]} rows={5} />}
      {list.error && <ProblemPanel problem={list.error} onRetry={() => void list.refetch()} />}
      {list.data && <PriceListBody list={list.data} />}
      {changing && list.data && <PriceListDialog list={list.data} onClose={() => setChanging(false)} onSaved={() => undefined} />}
    </Peek>
  );
}

function PriceListBody({ list }: { list: PriceList }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { forWhom, when } = usePriceListWords();
  const { remove, problem } = useRemoving(list);
  return (
    <>
      <Pairs rows={[[t(($) => $.pricing.forWhom), forWhom(list)], [t(($) => $.pricing.validFrom), when(list)], [t(($) => $.pricing.priority), list.priority]]} />
      <Section title={t(($) => $.pricing.rowsTitle)} side={formats.symbolOf(list.currency)} />
      {list.rows.length === 0 && <p className="text2">{t(($) => $.pricing.noRows)}</p>}
      {list.rows.map((row) => (
        <div key={row.id} className="peek-line">
          <div className="column" style={{ minWidth: 0 }}>
            <span className="ellipsis medium">{row.name}</span>
            <span className="text3 caption-line">
              {t(($) => $.pricing.of[row.of])}
              {row.minQuantity > 0 && ` · ${t(($) => $.pricing.fromQuantity, { quantity: formats.quantity(row.minQuantity) })}`}
            </span>
          </div>
          <span className="row">
            <span className="num medium">{row.amount !== null ? formats.bareUnitPrice(row.amount, list.currency) : t(($) => $.pricing.off, { percent: row.percentOff === null ? '' : formats.percent(row.percentOff) })}</span>
            <ActionIcon aria-label={t(($) => $.pricing.removeRow, { name: row.name })} onClick={() => remove(row)}>
              <IconX size={14} />
            </ActionIcon>
          </span>
        </div>
      ))}
      {problem !== undefined && <ProblemPanel problem={problem} />}
      <PriceRowForm list={list} />
    </>
  );
}

function useRemoving({ id: priceListId }: PriceList) {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const [problem, setProblem] = useState<unknown>();
  const remove = ({ of, targetId, minQuantity, amount, percentOff, name }: Row): void => {
    const row = { of, targetId, minQuantity };
    void client
      .call('priceList.setRows', { priceListId, items: [row] })
      .then(() => show(t(($) => $.pricing.rowRemoved, { name }), () => client.call('priceList.setRows', { priceListId, items: [{ ...row, amount, percentOff }] })))
      .catch(setProblem);
  };
  return { remove, problem };
}

/** Out of use, or back: each is the other's undo. */
function Blocking({ list }: { list: PriceList }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const block = useCommand('priceList.block');
  const unblock = useCommand('priceList.unblock');
  const [act, back] = list.blocked ? [unblock, block] : [block, unblock];
  const { id: priceListId, name } = list;
  const said = list.blocked ? t(($) => $.pricing.unblocked, { name }) : t(($) => $.pricing.blocked, { name });
  return (
    <Button variant="default" loading={act.isPending} onClick={() => act.mutate({ priceListId }, { onSuccess: () => show(said, () => back.mutateAsync({ priceListId })) })}>
      {list.blocked ? t(($) => $.pricing.unblock) : t(($) => $.pricing.block)}
    </Button>
  );
}
