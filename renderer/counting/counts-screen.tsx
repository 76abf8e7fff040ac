import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { stateGlyph } from './count-state.ts';
import { CyclePlan } from './cycle-plan.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import type { ScopeKind } from './plan-scope.tsx';

type CountRow = OutputOf<'stocktake.list'>['open'][number];

const idOf = (row: CountRow): number => row.id;
const none: readonly CountRow[] = [];

/** Every count, those that wait first; N plans another. */
export function CountsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const answer = useQueryOf('stocktake.list', { limit: 100 });
  const rows = useMemo(() => (answer.data ? [...answer.data.open, ...answer.data.closed] : none), [answer.data]);
  const list = useList(rows, idOf);
  const [planning, setPlanning] = useState<ScopeKind>();
  const group = t(($) => $.counts.title);
  const create: Action = { id: 'counts.new', label: t(($) => $.counts.create), group, keys: 'n', run: () => setPlanning('location') };
  useActions('screen', [...listActions(list, useListWords()), create]);
  const open = ({ id }: { id: number }): void => void navigate({ to: '/counts/$stocktakeId', params: { stocktakeId: String(id) } });
  const columns = useCountColumns();
  const rowHeight = useDensity();
  return (
    <Screen title={group} side={<Accuracy />} buttons={<ActionButton action={create} />}>
      <CyclePlan onCount={() => setPlanning('due')} />
      {answer.isPending && <Loading widths={[80, 200, 140, 100]} rows={10} />}
      {answer.error !== null && <ProblemPanel problem={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data && <DataTable label={group} columns={columns} list={list} rowHeight={rowHeight} rowName={(row) => row.number} onOpen={open} empty={<NoCounts onCreate={() => setPlanning('location')} />} />}
      {planning && <PlanDialog kind={planning} onClose={() => setPlanning(undefined)} />}
    </Screen>
  );
}

function NoCounts({ onCreate }: { onCreate: () => void }) {
  const { t } = useTranslation();
  return (
    <Empty title={t(($) => $.counts.emptyTitle)} text={t(($) => $.counts.emptyText)}>
      <Button variant="default" onClick={onCreate}>
        {t(($) => $.counts.create)}
      </Button>
    </Empty>
  );
}

/** How right the book was in the last counts. */
function Accuracy() {
  const { t } = useTranslation();
  const formats = useFormats();
  const answer = useQueryOf('stocktake.accuracy', undefined);
  const counts = answer.data?.counts.slice(0, 12) ?? [];
  const lines = counts.reduce((sum, count) => sum + count.counted, 0);
  if (lines === 0) return null;
  const equal = counts.reduce((sum, count) => sum + count.equal, 0);
  return <span className="caption text3">{t(($) => $.counts.accuracy, { share: formats.percent(ratePpm(Math.round((equal * 1_000_000) / lines))), lines: formats.count(lines) })}</span>;
}

function useCountColumns(): readonly Column<CountRow>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'number', header: t(($) => $.counts.number), width: 90, cell: (row) => <span className="medium code">{row.number}</span> },
      { id: 'name', header: t(($) => $.counts.name), width: 180, grows: true, cell: (row) => row.name },
      { id: 'location', header: t(($) => $.counts.location), width: 140, dropOrder: 2, cell: (row) => <span className="text2">{row.locationName}</span> },
      {
        id: 'state',
        header: t(($) => $.counts.state),
        width: 130,
        cell: (row) => (row.reversed ? <Status kind="off">{t(($) => $.counts.reversedState)}</Status> : <Status kind={stateGlyph[row.state]}>{t(($) => $.counts.states[row.state])}</Status>),
      },
      { id: 'progress', header: t(($) => $.counts.progress), width: 110, numeric: true, cell: (row) => t(($) => $.counts.of, { done: formats.count(row.counted), all: formats.count(row.lines) }) },
      { id: 'planned', header: t(($) => $.counts.planned), width: 120, dropOrder: 1, cell: (row) => <span className="text2">{formats.dateTime(row.plannedAt)}</span> },
    ],
    [t, formats],
  );
}
