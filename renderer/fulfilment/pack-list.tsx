import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { WeightRule } from './weight-rule.tsx';

type Tote = OutputOf<'pack.waiting'>['rows'][number];
const idOf = (row: Tote): number => row.pickToteId;
const none: readonly Tote[] = [];

/** Totes in which something lies, the oldest wave first; Enter packs one. */
export function PackList() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const answer = useQueryOf('pack.waiting', { limit: 200 });
  const list = useList(answer.data?.rows ?? none, idOf);
  useActions('screen', listActions(list, useListWords()));
  const open = ({ pickToteId }: Tote): void => void navigate({ to: '/station/pack', search: { tote: pickToteId } });
  const columns = useToteColumns();
  const rowHeight = useDensity();
  if (answer.isPending) return <Loading widths={[90, 160, 160, 80]} rows={8} />;
  if (answer.error !== null) return <ProblemPanel problem={answer.error} />;
  return (
    <>
      <WeightRule />
    <DataTable
      label={t(($) => $.ship.waitingTotes)}
      columns={columns}
      list={list}
      rowHeight={rowHeight}
      rowName={(row) => row.orderNumber}
      onPeek={open}
      onOpen={open}
      empty={<Empty title={t(($) => $.ship.nothingToPack)} text={t(($) => $.ship.nothingToPackText)} />}
    />
    </>
  );
}

function useToteColumns(): readonly Column<Tote>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'tote', header: t(($) => $.ship.tote), width: 110, cell: (row) => <span className="code medium">{`${row.waveNumber}/${row.toteNo}`}</span> },
      { id: 'order', header: t(($) => $.ship.order), width: 130, cell: (row) => <span className="code">{row.orderNumber}</span> },
      { id: 'recipient', header: t(($) => $.ship.recipient), width: 140, grows: true, cell: (row) => row.recipient || '—' },
      { id: 'shipBy', header: t(($) => $.ship.shipBy), width: 130, dropOrder: 1, cell: (row) => <span className="text2">{formats.dateTime(row.shipByAt)}</span> },
      { id: 'toPack', header: t(($) => $.ship.toPack), width: 90, numeric: true, cell: (row) => <span className="medium">{formats.quantity(row.toPack)}</span> },
      { id: 'toPick', header: t(($) => $.ship.missing), width: 100, numeric: true, cell: (row) => (row.toPick === 0 ? '—' : formats.quantity(row.toPick)) },
    ],
    [t, formats],
  );
}
