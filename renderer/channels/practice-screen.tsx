import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type PracticeDeed, practiceDeeds } from '../../shared/channels/practice.contract.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type PlayedMarket = OutputOf<'practice.list'>['markets'][number];
const idOf = ({ channelId }: PlayedMarket): number => channelId;
const none: readonly PlayedMarket[] = [];
const keyOf: Record<PracticeDeed, string> = { buy: 'b', buyUnpaid: 'u', pay: 'p', cancel: 'c', refund: 'r', readdress: 'm' };

/** Marketplaces that are only played: a key lets a customer do something at the one under the cursor, S brings it in. */
export function PracticeScreen() {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const markets = useQueryOf('practice.list', undefined);
  const list = useList(markets.data?.markets ?? none, idOf);
  const columns = useMarketColumns();
  const rowHeight = useDensity();
  const again = (): void => void markets.refetch();
  const start = useCommand('practice.start');
  const happening = useCommand('practice.happen');
  const sync = useCommand('sync.once');
  const group = t(($) => $.practice.title);
  const begin: Action = {
    id: 'practice.start', label: t(($) => $.practice.start), group, keys: 'n',
    run: () => start.mutate(undefined, { onSuccess: ({ channels }) => show(t(($) => $.practice.started, { count: channels.length })), onSettled: again }),
  };
  const bring: Action = {
    id: 'practice.sync', label: t(($) => $.channels.syncNow), group, keys: 's',
    run: () => sync.mutate({}, { onSuccess: () => show(t(($) => $.practice.synced)), onSettled: again }),
  };
  const deeds = practiceDeeds.map((deed): Action => ({
    id: `practice.${deed}`, label: t(($) => $.practice.deeds[deed]), group, keys: keyOf[deed],
    run: () => list.current && happening.mutate({ channelId: list.current.channelId, deed }, { onSuccess: ({ numbers }) => show(t(($) => $.practice.happened[deed], { numbers: numbers.join(', ') })), onSettled: again }),
  }));
  const isPlaying = list.rows.length > 0;
  useActions('screen', [...listActions(list, useListWords()), ...(isPlaying ? [bring, ...deeds] : [begin])]);
  const problem = start.error ?? happening.error ?? sync.error;
  return (
    <Screen title={<Trail parent={t(($) => $.shell.channels)}>{group}</Trail>} buttons={isPlaying && <ActionButton action={bring} variant="filled" loading={sync.isPending} />}>
      {markets.isPending && <Loading widths={[160, 140, 80]} rows={3} />}
      {markets.error && <ProblemPanel problem={markets.error} onRetry={again} />}
      {problem !== null && <ProblemPanel problem={problem} />}
      {markets.data && !isPlaying && (
        <Empty title={t(($) => $.practice.noneTitle)} text={`${t(($) => $.practice.text)} ${t(($) => $.practice.noneText)}`}>
          <ActionButton action={begin} variant="filled" loading={start.isPending} />
        </Empty>
      )}
      {isPlaying && (
        <>
          <p className="caption" style={{ padding: '8px 16px' }}>{t(($) => $.practice.text)}</p>
          <DataTable label={group} columns={columns} list={list} rowHeight={rowHeight} rowName={(row) => row.name} />
          <fieldset className="row practice-deeds">
            <legend className="text2">{t(($) => $.practice.at, { name: list.current?.name ?? '' })}</legend>
            {deeds.map((deed) => <ActionButton key={deed.id} action={deed} variant="default" />)}
          </fieldset>
        </>
      )}
    </Screen>
  );
}

function useMarketColumns(): readonly Column<PlayedMarket>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'name', header: t(($) => $.practice.name), width: 180, grows: true, cell: (row) => <span className="medium">{row.name}</span> },
      { id: 'temper', header: t(($) => $.practice.temper), width: 160, cell: (row) => <span className="text2">{t(($) => $.practice.tempers[row.temper])}</span> },
      { id: 'orders', header: t(($) => $.practice.orders), width: 90, numeric: true, cell: (row) => formats.count(row.orders) },
      { id: 'unpaid', header: t(($) => $.practice.unpaid), width: 90, numeric: true, dropOrder: 3, cell: (row) => formats.count(row.unpaid) },
      { id: 'cancelled', header: t(($) => $.practice.cancelled), width: 100, numeric: true, dropOrder: 2, cell: (row) => formats.count(row.cancelled) },
      { id: 'asked', header: t(($) => $.practice.asked), width: 100, numeric: true, dropOrder: 1, cell: (row) => formats.count(row.asked) },
      { id: 'failed', header: t(($) => $.practice.failed), width: 90, numeric: true, cell: (row) => formats.count(row.failed) },
    ],
    [t, formats],
  );
}
