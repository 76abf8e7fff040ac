import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowResult, SheetKindName } from '../../shared/company/sheet.contract.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf, useShopClient } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Empty } from '../ui/empty.tsx';
import { type Figure, Figures } from '../ui/figures.tsx';
import { Glyph, type GlyphKind } from '../ui/glyph.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { PagedTable } from '../ui/table/paged-table.tsx';
import { useList } from '../ui/table/use-list.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { Views } from '../ui/views.tsx';
import { useFieldName } from './field-name.ts';
import { saveRejected } from './rejected-file.ts';
import { RowDialog } from './row-dialog.tsx';
import { type TrialRow, useRowWords } from './row-reason.ts';
import type { CheckedSheet, Import, ReadSheet } from './use-import.ts';

type View = 'all' | Exclude<RowResult, 'same'>;
const viewIds = ['all', 'rejected', 'change', 'new'] as const;
const results = ['new', 'change', 'same', 'rejected'] as const;
export const resultGlyphs: Record<RowResult, GlyphKind> = { new: 'todo', change: 'half', same: 'off', rejected: 'stop' };

const reading = {
  rowsOf: (page: OutputOf<'sheet.rows'>) => page.rows,
  after: (input: InputOf<'sheet.rows'>, page: OutputOf<'sheet.rows'>) => (page.next === null ? undefined : { ...input, afterRow: page.next }),
};
const idOf = (row: TrialRow): number => row.number;

/** What the sheet would do, row by row, before anything is written. */
export function ImportTrial({ kind, sheet, read, checked, importId }: { kind: SheetKindName; sheet: Import; read: ReadSheet; checked: CheckedSheet; importId: string }) {
  const { t } = useTranslation();
  const { counts } = checked;
  const [view, setView] = useState<View>(counts.rejected > 0 ? 'rejected' : 'all');
  const [editing, setEditing] = useState<TrialRow>();
  const pages = usePagesOf('sheet.rows', { importId, limit: 200, ...(view !== 'all' && { result: view }) }, reading);
  const list = useList(pages.rows, idOf);
  const columns = useTrialColumns(sheet.columns.mapping);
  const group = t(($) => $.imports.title);
  const tabs = viewIds.map((id) => ({ id, name: t(($) => $.imports.views[id]) }));
  useActions('screen', [
    ...listActions(list, useListWords()),
    ...tabs.map(({ id, name }, index) => ({ id: `import.view.${id}`, label: t(($) => $.keys.view, { name }), group, keys: String(index + 1), run: () => setView(id) })),
    { id: 'import.fix', label: t(($) => $.imports.fix), group, keys: 'e', run: () => setEditing(list.current) },
  ]);
  return (
    <>
      <TrialFigures checked={checked} rows={read.rows} />
      <Views<View> label={group} views={tabs.map((tab) => ({ ...tab, ...(tab.id !== 'all' && { count: String(counts[tab.id]) }) }))} current={view} onChange={setView} side={counts.rejected > 0 && <SaveRejected sheet={sheet} read={read} importId={importId} count={counts.rejected} />} />
      <PagedTable
        pages={pages}
        widths={[50, 90, 120, 240]}
        label={group}
        columns={columns}
        list={list}
        rowName={(row) => t(($) => $.imports.rowNumber, { number: row.number })}
        onOpen={setEditing}
        empty={<Empty title={t(($) => $.imports.emptyView)} text={t(($) => $.imports.emptyViewText)} />}
      />
      <div className="bottom-line">
        <Glyph kind={counts.new + counts.change > 0 ? 'wait' : 'off'} />
        <span>{counts.new + counts.change > 0 ? t(($) => (kind === 'channelOrders' ? $.imports.promiseOrders : $.imports.promise)) : t(($) => $.imports.nothingToDo)}</span>
      </div>
      {editing && <RowDialog row={editing} headings={read.headings} mapping={sheet.columns.mapping} onClose={() => setEditing(undefined)} onSave={(cells) => sheet.edit(editing.number, cells)} />}
    </>
  );
}

/** Four results that add up to the rows of the file. */
function TrialFigures({ checked: { counts, fieldCounts }, rows }: { checked: CheckedSheet; rows: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const fieldName = useFieldName();
  const fields = Object.entries(fieldCounts).toSorted(([, one], [, other]) => other - one).slice(0, 3).map(([field, count]) => `${fieldName(field)} ${formats.count(count)}`);
  const figures: Figure[] = results.map((result) => ({
    id: result,
    label: t(($) => $.imports.results[result]),
    value: formats.count(counts[result]),
    caption: result === 'change' && fields.length > 0 ? fields.join(' · ') : t(($) => $.imports.captions[result]),
  }));
  const sum = results.map((result) => formats.count(counts[result])).join(' + ');
  return <Figures figures={[...figures, { id: 'rows', label: t(($) => $.imports.rowsInFile), value: formats.count(rows), caption: sum }]} />;
}

/** The rejected rows as a sheet of their own, each with its reason. */
function SaveRejected({ sheet, read, importId, count }: { sheet: Import; read: ReadSheet; importId: string; count: number }) {
  const { t } = useTranslation();
  const client = useShopClient();
  const words = useRowWords(sheet.columns.mapping);
  const save = (): void => void saveRejected(client, { importId, headings: read.headings, why: t(($) => $.imports.whyHeading), name: `${sheet.fileName.replace(/\.\w+$/, '')} ${t(($) => $.imports.rejectedFile)}.csv`, words });
  return (
    <Button variant="subtle" leftSection={<IconDownload size={14} />} onClick={save} style={{ alignSelf: 'center' }}>
      {t(($) => $.imports.download, { count })}
    </Button>
  );
}

/** The columns people know a row by, as they stand in the file. */
const shownFields = ['orderId', 'sku', 'name', 'title', 'price', 'barcode', 'email', 'phone'] as const;

function useTrialColumns(mapping: readonly (string | null)[]): readonly Column<TrialRow>[] {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const words = useRowWords(mapping);
  return useMemo(() => {
    const fields = shownFields.filter((field) => mapping.includes(field)).slice(0, 4);
    return [
      { id: 'row', header: t(($) => $.imports.row), width: 60, numeric: true, cell: (row) => <span className="text3">{row.number}</span> },
      { id: 'result', header: t(($) => $.imports.result), width: 90, cell: (row) => <Status kind={resultGlyphs[row.result]}>{t(($) => $.imports.results[row.result])}</Status> },
      ...fields.map((field, index): Column<TrialRow> => ({
        id: field,
        header: fieldName(field),
        width: field === 'name' || field === 'title' || field === 'orderId' || field === 'email' ? 180 : 110,
        ...(field === 'price' && { numeric: true }),
        ...(index > 1 && { dropOrder: index }),
        cell: (row) => <span className={row.problems.some(({ column }) => column === field) ? 'bad' : 'ellipsis'}>{row.cells[mapping.indexOf(field)] ?? ''}</span>,
      })),
      { id: 'why', header: t(($) => $.imports.why), width: 260, grows: true, cell: (row) => <span className={row.result === 'rejected' ? 'bad' : 'text2'} title={words(row)}>{words(row)}</span> },
    ];
    // The words of a row follow the language and the mapping, as t and fieldName do.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [t, mapping]);
}
