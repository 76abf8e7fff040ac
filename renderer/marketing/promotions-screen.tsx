import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../shared/units/calendar.ts';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { Views } from '../ui/views.tsx';
import { PromotionCalendar } from './promotion-calendar.tsx';
import { promotionGlyph, usePromotionWords } from './use-promotion-words.ts';

type Row = OutputOf<'promotion.list'>['rows'][number];
const idOf = (row: Row): number => row.id;
const none: readonly Row[] = [];

const views = ['all', 'live', 'draft', 'ended'] as const;
type View = (typeof views)[number];
const belongs = (view: View, { state }: Row): boolean => view === 'all' || state === view || (view === 'live' && (state === 'coming' || state === 'running'));

/** Every promotion by its state, with the coming weeks above. */
export function PromotionsScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const navigate = useNavigate();
  const promotions = useQueryOf('promotion.list', undefined);
  const [view, setView] = useState<View>('all');
  const all = promotions.data?.rows ?? none;
  const rows = useMemo(() => all.filter((row) => belongs(view, row)), [all, view]);
  const list = useList(rows, idOf);
  const group = t(($) => $.promotions.title);
  const open = ({ id }: Row): void => void navigate({ to: '/products/promotions/$promotionId', params: { promotionId: String(id) } });
  const create: Action = { id: 'promotions.new', label: t(($) => $.promotions.create), group, keys: 'n', run: () => void navigate({ to: '/products/promotions/new' }) };
  const tabs = views.map((id) => ({ id, name: t(($) => $.promotions.views[id]), count: formats.count(all.filter((row) => belongs(id, row)).length) }));
  useActions('screen', [
    ...listActions(list, useListWords()),
    create,
    ...tabs.map(({ id, name }, index) => ({ id: `promotions.view.${id}`, label: t(($) => $.keys.view, { name }), group, keys: String(index + 1), run: () => setView(id) })),
    { id: 'promotions.back', label: t(($) => $.keys.back), group, keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/products' }) },
  ]);
  const columns = usePromotionColumns();
  const rowHeight = useDensity();
  return (
    <Screen title={<Trail parent={<Link to="/products">{t(($) => $.shell.products)}</Link>}>{group}</Trail>} buttons={<ActionButton action={create} />}>
      <Views<View> label={group} views={tabs} current={view} onChange={setView} />
      {promotions.isPending && <Loading widths={[180, 140, 90, 60]} rows={8} />}
      {promotions.error && <ProblemPanel problem={promotions.error} onRetry={() => void promotions.refetch()} />}
      {promotions.data && <PromotionCalendar rows={all} today={dayOf(now, formats.timeZone)} />}
      {promotions.data && (
        <DataTable
          label={group}
          columns={columns}
          list={list}
          rowHeight={rowHeight}
          rowName={(row) => row.name}
          onOpen={open}
          empty={
            all.length > 0 ? (
              <Empty title={t(($) => $.promotions.noneHere)} text={t(($) => $.promotions.noneHereText)} />
            ) : (
              <Empty title={t(($) => $.promotions.emptyTitle)} text={t(($) => $.promotions.emptyText)}>
                <Button variant="default" onClick={() => create.run()}>
                  {create.label}
                </Button>
              </Empty>
            )
          }
        />
      )}
    </Screen>
  );
}

function usePromotionColumns(): readonly Column<Row>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const { when, where, off } = usePromotionWords();
  return useMemo(
    () => [
      { id: 'name', header: t(($) => $.promotions.name), width: 180, grows: true, cell: (row) => <span className="medium ellipsis">{row.name}</span> },
      { id: 'days', header: t(($) => $.promotions.days), width: 160, cell: (row) => when(row) },
      { id: 'off', header: t(($) => $.promotions.off), width: 110, numeric: true, cell: (row) => off(row) },
      { id: 'goods', header: t(($) => $.promotions.goods), width: 70, numeric: true, dropOrder: 2, cell: (row) => formats.count(row.goods) },
      { id: 'channels', header: t(($) => $.promotions.channels), width: 150, dropOrder: 3, cell: (row) => <span className="ellipsis text2">{where(row.channelIds)}</span> },
      { id: 'units', header: t(($) => $.promotions.units), width: 150, numeric: true, dropOrder: 1, cell: (row) => (row.units === null ? '—' : formats.quantity(row.units)) },
      { id: 'state', header: t(($) => $.pricing.state), width: 150, cell: (row) => <Status kind={promotionGlyph[row.state]}>{t(($) => $.promotions.states[row.state])}</Status> },
    ],
    [t, formats, when, where, off],
  );
}
