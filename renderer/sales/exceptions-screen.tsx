import { Button, Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf, useShopClient } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { CompleteAddress } from './complete-address.tsx';
import { useExceptionWords } from './exception-words.ts';
import { Settle } from './order-exceptions.tsx';
import { OrderPlaces } from './order-places.tsx';

type Page = OutputOf<'exception.list'>;
type Row = Page['rows'][number];

const pageSize = 100;
const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'exception.list'>, page: Page) => {
    const last = page.rows.length === pageSize ? page.rows.at(-1) : undefined;
    return last ? { ...input, after: { raisedAt: last.raisedAt, id: last.id } } : undefined;
  },
};
const idOf = (row: Row): number => row.id;
/** Two lines: what, and why. */
const rowHeight = 56;

/** Everything a person has to look at, oldest first: nothing leaves it but by being settled. */
export function ExceptionsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const pages = usePagesOf('exception.list', { limit: pageSize }, reading);
  const list = useList(pages.rows, idOf);
  const columns = useExceptionColumns();
  const [settling, setSettling] = useState<Row>();
  const verbs = useExceptionVerbs(list.current);
  useActions('screen', [...listActions(list, useListWords()), ...verbs.actions]);
  const open = (row: Row): void => void navigate({ to: '/orders/$orderId', params: { orderId: String(row.orderId) } });
  const sum = pages.first && t(($) => $.desk.queueSum, { raised: pages.first.raised, settled: pages.first.settled, open: pages.first.open });
  return (
    <Screen title={t(($) => $.desk.queue)} side={sum && <span className="text3 num">{sum}</span>} buttons={
        <>
          <OrderPlaces current="exceptions" />
          {verbs.actions.map((action, place) => <ActionButton key={action.id} action={action} variant={place === 0 ? 'filled' : 'default'} />)}
        </>
      }
    >
      {verbs.problem !== null && <ProblemPanel problem={verbs.problem} />}
      {pages.isPending && <Loading widths={[72, 240, 180, 110]} rows={10} />}
      {pages.error !== null && <ProblemPanel problem={pages.error} onRetry={pages.retry} />}
      {pages.first && (
        <DataTable
          label={t(($) => $.desk.queue)}
          columns={columns}
          list={list}
          total={pages.first.open}
          rowHeight={rowHeight}
          rowName={(row) => row.orderNumber}
          onReachEnd={pages.readMore}
          onPeek={setSettling}
          onOpen={open}
          empty={<Empty title={t(($) => $.desk.queueEmptyTitle)} text={t(($) => $.desk.queueEmptyText)} />}
        />
      )}
      {settling && <SettleDialog row={settling} onOpen={() => open(settling)} onClose={() => setSettling(undefined)} />}
    </Screen>
  );
}

/** What is done with the row under the cursor by one key: it may go as it is, or its order waits. */
function useExceptionVerbs(row: Row | undefined): { actions: readonly Action[]; problem: unknown } {
  const { t } = useTranslation();
  const client = useShopClient();
  const words = useExceptionWords();
  const show = useToasts((toasts) => toasts.show);
  const [problem, setProblem] = useState<unknown>(null);
  if (!row) return { actions: [], problem };
  const { id: exceptionId, orderId, orderNumber } = row;
  const settle = (resolution: string): Promise<unknown> => client.call('exception.resolve', { exceptionId, resolution });
  const reopen = (): Promise<unknown> => client.call('exception.reopen', { exceptionId });
  const letGo = async (): Promise<void> => {
    await settle(t(($) => $.desk.letGoWords));
    show(t(($) => $.desk.letGoToast, { number: orderNumber }), reopen);
  };
  const hold = async (): Promise<void> => {
    const { orderHoldId } = await client.call('order.hold', { orderId, reason: words(row).title });
    await settle(t(($) => $.desk.holdWords));
    show(t(($) => $.desk.holdToast, { number: orderNumber }), async () => {
      await client.call('order.unhold', { orderId, orderHoldIds: [orderHoldId] });
      await reopen();
    });
  };
  const done = (work: () => Promise<void>) => (): void => void work().then(() => setProblem(null), setProblem);
  const group = t(($) => $.desk.queue);
  return {
    problem,
    actions: [
      { id: 'exceptions.letGo', label: t(($) => $.desk.letGo), group, keys: 'a', run: done(letGo) },
      { id: 'exceptions.hold', label: t(($) => $.desk.holdOrder), group, keys: 'h', run: done(hold) },
    ],
  };
}

function useExceptionColumns(): readonly Column<Row>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useExceptionWords();
  const now = useNow();
  return useMemo(
    () => [
      { id: 'order', header: t(($) => $.orders.number), width: 110, cell: (row) => <span className="medium code">{row.orderNumber}</span> },
      {
        id: 'what',
        header: t(($) => $.review.settleWhat),
        width: 260,
        grows: true,
        cell: (row) => (
          <div className="column">
            <span className="medium ellipsis">{words(row).title}</span>
            <span className="text2 ellipsis" title={words(row).text}>{words(row).text}</span>
          </div>
        ),
      },
      { id: 'fix', header: t(($) => $.desk.proposal), width: 330, dropOrder: 1, cell: (row) => <span className="ellipsis">{t(($) => $.checks.fixes[row.fix])}</span> },
      { id: 'since', header: t(($) => $.desk.sinceColumn), width: 110, dropOrder: 2, cell: (row) => <span className="text2">{formats.age(Math.max(0, now - row.raisedAt))}</span> },
    ],
    [t, formats, words, now],
  );
}

function SettleDialog({ row, onOpen, onClose }: { row: Row; onOpen: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useExceptionWords();
  const { title, text } = words(row);
  return (
    <Modal opened onClose={onClose} title={<span className="strong">{title}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      <div className="column" style={{ gap: 12 }}>
        <span className="text2">{text}</span>
        <span>{t(($) => $.desk.proposalIs, { fix: t(($) => $.checks.fixes[row.fix]) })}</span>
        {row.fix === 'completeAddress' && <CompleteAddress orderId={row.orderId} onDone={onClose} />}
        <Settle exceptionId={row.id} layer="dialog" first={row.fix !== 'completeAddress'} onDone={onClose} />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={onOpen}>
            {t(($) => $.desk.openOrder)}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
