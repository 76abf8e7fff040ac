import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
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
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { CampaignDialog } from './campaign-dialog.tsx';
import { MoneyTabs } from './money-tabs.tsx';

export type Campaign = OutputOf<'centre.list'>['rows'][number];
const idOf = ({ id }: Campaign): number => id;
const noRows: readonly Campaign[] = [];

/** The campaigns what is earned and spent can be read by. */
export function CampaignsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const centres = useQueryOf('centre.list', undefined);
  const [archive, reopen] = [useCommand('campaign.archive'), useCommand('campaign.reopen')];
  const [editing, setEditing] = useState<Campaign | null | undefined>();
  const rows = useMemo(() => centres.data?.rows.filter(({ kind }) => kind === 'campaign') ?? noRows, [centres.data]);
  const list = useList(rows, idOf);
  const { current } = list;
  const group = t(($) => $.centres.title);
  const turn = ({ id: campaignId, name, ended }: Campaign): void => {
    const [now, back] = ended ? [reopen, archive] : [archive, reopen];
    now.mutate({ campaignId }, { onSuccess: () => show(ended ? t(($) => $.centres.reopened, { name }) : t(($) => $.centres.archived, { name }), () => back.mutateAsync({ campaignId })) });
  };
  const add: Action = { id: 'campaign.add', label: t(($) => $.centres.add), group, keys: 'n', run: () => setEditing(null) };
  const read: Action = { id: 'campaign.read', label: t(($) => $.centres.read), group, keys: 'i', run: () => void navigate({ to: '/money/statements', search: { name: 'profitAndLoss', by: 'campaign' } }) };
  const acts: Action[] = current ? [{ id: 'campaign.change', label: t(($) => $.centres.change), group, keys: 'e', run: () => setEditing(current) }, { id: 'campaign.turn', label: current.ended ? t(($) => $.centres.reopen) : t(($) => $.centres.archive), group, keys: 'a', run: () => turn(current) }] : [];
  useActions('screen', [...listActions(list, useListWords()), add, read, ...acts]);
  const columns = useCampaignColumns();
  const density = useDensity();
  return (
    <Screen title={<Trail parent={t(($) => $.shell.money)}>{group}</Trail>} buttons={<><ActionButton action={read} variant="default" /><ActionButton action={add} /></>}>
      <MoneyTabs current="statements" />
      {centres.isPending && <Loading widths={[240, 120, 120]} />}
      {centres.error !== null && <ProblemPanel problem={centres.error} onRetry={() => void centres.refetch()} />}
      {(archive.error ?? reopen.error) !== null && <ProblemPanel problem={archive.error ?? reopen.error} />}
      {centres.data && <DataTable label={group} columns={columns} list={list} rowHeight={density} rowName={({ name }) => name} onOpen={(row) => setEditing(row)} empty={<Empty title={t(($) => $.centres.none)} text={t(($) => $.centres.noneText)} />} />}
      {acts.length > 0 && <div className="bottom-line">{acts.map((action) => <ActionButton key={action.id} action={action} variant="default" />)}</div>}
      {editing !== undefined && <CampaignDialog campaign={editing} onClose={() => setEditing(undefined)} />}
    </Screen>
  );
}

function useCampaignColumns(): readonly Column<Campaign>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'name', header: t(($) => $.centres.name), width: 240, grows: true, cell: ({ name }) => <span className="medium">{name}</span> },
      { id: 'from', header: t(($) => $.centres.from), width: 140, cell: ({ fromOn }) => <span className="text2">{fromOn === null ? '' : formats.fullDay(fromOn)}</span> },
      { id: 'to', header: t(($) => $.centres.to), width: 140, cell: ({ toOn }) => <span className="text2">{toOn === null ? '—' : formats.fullDay(toOn)}</span> },
      { id: 'state', header: t(($) => $.centres.state), width: 140, cell: ({ ended }) => <Status kind={ended ? 'off' : 'done'}>{ended ? t(($) => $.centres.isArchived) : t(($) => $.centres.isOpen)}</Status> },
    ],
    [t, formats],
  );
}
