import { Button, SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuotationState as State } from '../../shared/purchasing/quotation.rules.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import type { GlyphKind } from '../ui/glyph.tsx';
import { Screen } from '../ui/screen.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { PurchasingTabs } from './purchasing-tabs.tsx';

type Page = OutputOf<'quotation.list'>;
type Row = Page['rows'][number];

const views = ['open', 'all'] as const;

export interface QuotationsSearch {
  readonly view?: (typeof views)[number];
  readonly text?: string;
}

export function readQuotationsSearch(raw: Record<string, unknown>): QuotationsSearch {
  const view = views.find((one) => one === raw['view']);
  const { text } = raw;
  return { ...(view && { view }), ...(typeof text === 'string' && text !== '' && { text }) };
}

export const quotationGlyphs: Record<State, GlyphKind> = { open: 'wait', answered: 'look', ordered: 'done', closed: 'off' };

const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'quotation.list'>, page: Page) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (row: Row): number => row.id;

/** What suppliers were asked the price of, and who has answered. */
export function QuotationsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/purchasing/quotations' });
  const view = search.view ?? 'open';
  const pages = usePagesOf('quotation.list', { view, limit: 100, ...(search.text !== undefined && { text: search.text }) }, reading);
  const list = useList(pages.rows, idOf);
  const searchRef = useRef<HTMLInputElement>(null);
  const show = (next: QuotationsSearch): void => void navigate({ to: '/purchasing/quotations', search: next, replace: true });
  const open = ({ id }: Row): void => void navigate({ to: '/purchasing/quotations/$requestId', params: { requestId: String(id) } });
  const group = t(($) => $.purchasing.quotations);
  const create: Action = { id: 'quotations.new', label: t(($) => $.quotations.create), group, keys: 'n', run: () => void navigate({ to: '/purchasing/quotations/new' }) };
  useActions('screen', [...listActions(list, useListWords()), create, { id: 'quotations.search', label: t(($) => $.keys.search), group, keys: '/', run: () => searchRef.current?.focus() }]);
  const columns = useRequestColumns();
  const first = view === 'open' && search.text === undefined;
  return (
    <Screen title={t(($) => $.shell.purchasing)} buttons={<ActionButton action={create} />}>
      <PurchasingTabs current="quotations" />
      <div className="filters">
        <SearchField label={t(($) => $.keys.search)} placeholder={t(($) => $.quotations.searchPlaceholder)} text={search.text ?? ''} onSearch={(text) => show({ view, ...(text !== '' && { text }) })} inputRef={searchRef} />
        <SegmentedControl
          aria-label={t(($) => $.quotations.state)}
          data={views.map((one) => ({ value: one, label: t(($) => $.quotations.views[one]) }))}
          value={view}
          onChange={(one) => show({ ...search, view: views.find((known) => known === one) ?? 'open' })}
        />
      </div>
      <PagedTable
        pages={pages}
        widths={[80, 140, 100, 100]}
        label={group}
        columns={columns}
        list={list}
        rowName={(row) => row.number}
        onOpen={open}
        empty={
          first ? (
            <Empty title={t(($) => $.quotations.emptyTitle)} text={t(($) => $.quotations.emptyText)}>
              <Button variant="default" onClick={create.run}>
                {create.label}
              </Button>
            </Empty>
          ) : (
            <Empty title={t(($) => $.quotations.noneTitle)} text={t(($) => $.quotations.noneText)} />
          )
        }
      />
    </Screen>
  );
}

function useRequestColumns(): readonly Column<Row>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'number', header: t(($) => $.quotations.number), width: 120, cell: (row) => <span className="medium code">{row.number}</span> },
      { id: 'state', header: t(($) => $.quotations.state), width: 180, grows: true, cell: (row) => <Status kind={quotationGlyphs[row.state]}>{t(($) => $.quotations.states[row.state])}</Status> },
      { id: 'answerBy', header: t(($) => $.quotations.answerByOn), width: 110, cell: (row) => <span className="text2">{formats.day(row.answerByOn)}</span> },
      { id: 'needed', header: t(($) => $.quotations.neededOn), width: 110, dropOrder: 1, cell: (row) => <span className="text2">{formats.day(row.neededOn)}</span> },
      { id: 'lines', header: t(($) => $.purchasing.lines), width: 80, numeric: true, cell: (row) => row.lines },
      { id: 'answers', header: t(($) => $.quotations.answers), width: 110, numeric: true, cell: (row) => t(($) => $.quotations.answersOf, { answered: row.answered, asked: row.asked }) },
    ],
    [t, formats],
  );
}
