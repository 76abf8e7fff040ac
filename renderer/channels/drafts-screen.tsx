import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePublishing } from '../catalog/use-publishing.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { BulkBar } from '../ui/bulk-bar.tsx';
import { Empty } from '../ui/empty.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { type List, useList } from '../ui/table/use-list.ts';
import { DraftPeek } from './draft-peek.tsx';

type Page = OutputOf<'channelCopy.drafts'>;
export type Draft = Page['rows'][number];

const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'channelCopy.drafts'>, page: Page) => (page.next ? { ...input, after: page.next } : undefined),
};

/** A row has two keys; a list knows its rows by one number. */
const idOf = ({ channelId, productId }: Draft): number => channelId * 2 ** 32 + productId;

/** Everything that waits to be shown somewhere: what is live beside what it would become, published by the row or all at once. */
export function DraftsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const pages = usePagesOf('channelCopy.drafts', { limit: 100 }, reading);
  const list = useList(pages.rows, idOf);
  const publishing = usePublishing();
  const [openId, setOpenId] = useState<number>();
  const opened = pages.rows.find((row) => idOf(row) === openId);
  const peek = (row: Draft): void => setOpenId(idOf(row));
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && opened) peek(next);
  };
  const group = t(($) => $.shown.drafts);
  const leave = (): void => void navigate({ to: '/channels' });
  useActions('screen', [
    ...listActions({ ...list, move: moved }, useListWords()),
    { id: 'drafts.back', label: t(($) => $.keys.back), group, keys: 'escape', onlyKey: true, run: leave },
  ]);
  const columns = useDraftColumns();
  return (
    <Screen
      title={<Trail parent={<Link to="/channels">{t(($) => $.shell.channels)}</Link>}>{group}</Trail>}
      peek={opened && <DraftPeek key={openId} draft={opened} publishing={publishing} onNext={() => moved(1)} onClose={() => setOpenId(undefined)} />}
    >
      {publishing.problem !== null && <ProblemPanel problem={publishing.problem} />}
      <PagedTable
        pages={pages}
        widths={[120, 240, 160]}
        label={group}
        columns={columns}
        list={list}
        ticks
        rowName={(row) => `${row.productName}, ${row.channelName}`}
        onPeek={peek}
        onOpen={peek}
        empty={<Empty title={t(($) => $.shown.noDraftsTitle)} text={t(($) => $.shown.noDraftsText)} />}
      />
      {list.selected.size > 0 && <DraftsBulkBar list={list} publishing={publishing} />}
    </Screen>
  );
}

function DraftsBulkBar({ list, publishing }: { list: List<Draft>; publishing: ReturnType<typeof usePublishing> }) {
  const { t } = useTranslation();
  const count = list.selectedRows.length;
  const group = t(($) => $.shown.drafts);
  const publish: Action = { id: 'drafts.publish', label: t(($) => $.shown.publishDrafts, { count }), group, keys: 'p', run: () => publishing.run(list.selectedRows, list.clear) };
  return (
    <BulkBar
      label={t(($) => $.orders.selected, { count })}
      verbs={[publish]}
      clear={{ id: 'drafts.clear', label: t(($) => $.orders.clearSelection), group, keys: 'escape', run: list.clear }}
    />
  );
}

function useDraftColumns(): readonly Column<Draft>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { id: 'channel', header: t(($) => $.shown.channel), width: 140, cell: (row) => <span className="text2 ellipsis">{row.channelName}</span> },
      { id: 'product', header: t(($) => $.products.name), width: 220, grows: true, cell: (row) => row.productName },
      { id: 'fields', header: t(($) => $.shown.changes), width: 200, dropOrder: 1, cell: (row) => row.changes.map((field) => t(($) => $.shown.fields[field])).join(' · ') },
      {
        id: 'state',
        header: t(($) => $.products.state),
        width: 190,
        cell: (row) => <Status kind={row.listed ? 'half' : 'look'}>{row.listed ? t(($) => $.shown.ready) : t(($) => $.shown.notListed)}</Status>,
      },
    ],
    [t],
  );
}
