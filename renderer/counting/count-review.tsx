import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelItem } from '../../shared/catalog/label.contract.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { LabelsBulkBar } from '../catalog/labels-bulk-bar.tsx';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Confirm } from '../ui/confirm.tsx';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Figures } from '../ui/figures.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { Status, Tag, tagTone } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { type Formats } from '../ui/formats.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { Views } from '../ui/views.tsx';
import { ApproveDialog } from './approve-dialog.tsx';
import { type CountFigure, reviewViews } from '../../shared/counting/stocktake.contract.ts';
import { type Count, lineGlyph, stateGlyph } from './count-state.ts';
import { type CountSearch } from './count-search.ts';
import { NameLotsDialog } from './name-lots-dialog.tsx';
import { ReviewPeek } from './review-peek.tsx';
import { CountTotalWhy } from './total-why.tsx';
import { useReviewActions } from './use-review-actions.ts';

type Review = OutputOf<'stocktake.review'>;
export type ReviewRow = Review['rows'][number];

const reading = {
  rowsOf: (page: Review) => page.rows,
  after: (input: InputOf<'stocktake.review'>, page: Review) => (page.next ? { ...input, after: page.next } : undefined),
};
/** Goods on the shelf without a label are found by counting them. */
const labelOf = ({ variantId }: ReviewRow): LabelItem => ({ variantId, copies: 1 });
const idOf = (row: ReviewRow): number => row.lineId;

/** The differences of a count: what each line waits for, decided by one key a line, then posted as one entry. */
export function CountReview({ count }: { count: Count }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const navigate = useNavigate();
  const search = useSearch({ from: '/counts/$stocktakeId' });
  const view = search.view ?? (count.state === 'posted' ? 'differ' : 'decide');
  const pages = usePagesOf('stocktake.review', { stocktakeId: count.id, view, limit: 100 }, reading);
  const list = useList(pages.rows, idOf);
  const [dialog, setDialog] = useState<'approve' | 'reverse'>();
  const [naming, setNaming] = useState<ReviewRow>();
  const show = (next: CountSearch): void => void navigate({ to: '/counts/$stocktakeId', params: { stocktakeId: String(count.id) }, search: next, replace: true });
  const peek = (row: ReviewRow): void => show({ ...search, line: row.lineId });
  const moved = (by: number): void => {
    const next = list.rows[list.cursor + by];
    list.move(by);
    if (next && search.line !== undefined) peek(next);
  };
  const { line, header, reverseNow, error } = useReviewActions(count, list.current, pages.first?.totals, { approve: () => setDialog('approve'), reverse: () => setDialog('reverse'), nameLots: setNaming });
  useActions('screen', [
    ...listActions({ ...list, move: moved }, useListWords()),
    ...line,
    ...header,
    ...reviewViews.map((one, place) => ({ id: `review.${one}`, label: t(($) => $.counts.views[one]), group: t(($) => $.keys.here), keys: String(place + 1), run: () => show({ view: one }) })),
  ]);
  const columns = useReviewColumns(formats, pages.first);
  const rowHeight = useDensity();
  const open = list.rows.find((row) => row.lineId === search.line);
  const glyph = stateGlyph[count.state];
  const waiting = pages.first?.totals.waiting;
  // While lines wait, accepting them is the likely next thing, and posting only stands ready.
  const ready = count.state === 'review' && waiting !== undefined && waiting.decide + waiting.recount + waiting.approve === 0;
  return (
    <Screen
      title={<Trail parent={t(($) => $.counts.title)}>{count.number}</Trail>}
      side={
        <>
          <Tag kind={count.reversed ? 'off' : glyph} tone={tagTone[count.reversed ? 'off' : glyph]}>{count.reversed ? t(($) => $.counts.reversedState) : t(($) => $.counts.states[count.state])}</Tag>
          <span className="text2 ellipsis">{count.name}</span>
        </>
      }
      buttons={header.map((action, place) => <ActionButton key={action.id} action={action} variant={place === header.length - 1 && ready ? 'filled' : 'default'} />)}
      peek={open && <ReviewPeek row={open} open={count.state === 'review'} verbs={count.state === 'review' ? line : []} onNext={() => moved(1)} onClose={() => show(search.view ? { view: search.view } : {})} />}
    >
      {pages.first && <ReviewFigures count={count} review={pages.first} />}
      <Views
        label={t(($) => $.counts.decision)}
        views={reviewViews.map((id) => ({ id, name: t(($) => $.counts.views[id]), ...(pages.first && { count: formats.count(pages.first.counts[id]) }) }))}
        current={view}
        onChange={(id) => show({ view: id })}
      />
      {pages.isPending && <Loading widths={[80, 200, 60, 60, 60]} rows={14} />}
      {(error ?? pages.error) !== null && <div style={{ padding: 16 }}><ProblemPanel problem={error ?? pages.error} /></div>}
      {pages.first && (
        <DataTable
          label={t(($) => $.counts.diff)}
          columns={columns}
          list={list}
          total={pages.first.counts[view]}
          rowHeight={rowHeight}
          rowName={(row) => row.sku}
          onReachEnd={pages.readMore}
          onPeek={peek}
          onOpen={peek}
          ticks
          totalRow={view === 'all' || view === 'differ'}
          empty={<Empty title={t(($) => $.counts.nothingDiffers)} text={t(($) => $.counts.nothingDiffersText)} />}
        />
      )}
      {list.selected.size > 0 ? (
        <LabelsBulkBar list={list} itemOf={labelOf} />
      ) : (
        <div className="bottom-line">
          {count.state === 'review' && open === undefined && line.slice(0, 2).map((action) => <ActionButton key={action.id} action={action} variant="default" />)}
          <span className="spring" />
          {pages.first && <WaitsFor count={count} review={pages.first} />}
        </div>
      )}
      {dialog === 'approve' && <ApproveDialog count={count} lines={pages.first?.totals.waiting.approve ?? 0} onClose={() => setDialog(undefined)} />}
      {naming && <NameLotsDialog count={count} row={naming} onClose={() => setNaming(undefined)} />}
      <Confirm
        opened={dialog === 'reverse'}
        question={t(($) => $.counts.reverseQuestion, { number: count.number })}
        consequences={t(($) => $.counts.reverseText)}
        keep={t(($) => $.counts.reverseKeep)}
        act={t(($) => $.counts.reverse)}
        onKeep={() => setDialog(undefined)}
        onAct={() => {
          setDialog(undefined);
          reverseNow();
        }}
      />
    </Screen>
  );
}

function WaitsFor({ count, review }: { count: Count; review: Review }) {
  const { t } = useTranslation();
  const { decide, recount, approve } = review.totals.waiting;
  if (count.state === 'posted') return <span className="text2">{[count.entryNumber, count.reversalEntryNumber].filter((number) => number !== null).map((number) => t(($) => $.counts.entry, { number })).join(' · ')}</span>;
  return <span className="text2">{decide + recount + approve === 0 ? t(($) => $.counts.ready) : t(($) => $.counts.waits, { decide, recount, approve })}</span>;
}

function ReviewFigures({ count, review }: { count: Count; review: Review }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { totals } = review;
  const differing = review.counts.differ;
  const share = totals.counted === 0 ? 0 : Math.round((totals.equal * 1_000_000) / totals.counted);
  const money = (figure: CountFigure, value: typeof totals.value): ReactNode =>
    value === undefined ? '···' : value === 0 ? formats.signed(value) : <CountTotalWhy stocktakeId={count.id} figure={figure} value={value}>{formats.signed(value)}</CountTotalWhy>;
  return (
    <Figures
      figures={[
        { id: 'lines', label: t(($) => $.counts.lines), value: formats.count(count.lines), caption: t(($) => $.counts.linesSum, { counted: count.counted, zeros: count.zeros, excluded: count.excluded, open: count.uncounted }) },
        { id: 'equal', label: t(($) => $.counts.equal), value: formats.percent(ratePpm(share)), caption: t(($) => $.counts.equalCaption, { count: differing }) },
        { id: 'missing', label: `${t(($) => $.counts.missing)} ${formats.currencySymbol}`, value: money('missing', totals.missingValue), caption: t(($) => $.counts.lineCount, { count: totals.missingLines }) },
        { id: 'found', label: `${t(($) => $.counts.found)} ${formats.currencySymbol}`, value: money('found', totals.foundValue), caption: t(($) => $.counts.lineCount, { count: totals.foundLines }) },
        { id: 'net', label: `${t(($) => $.counts.net)} ${formats.currencySymbol}`, value: money('net', totals.value), caption: t(($) => $.counts.oneEntry) },
      ]}
    />
  );
}

function useReviewColumns(formats: Formats, review: Review | undefined): readonly Column<ReviewRow>[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const figure = (id: 'book' | 'counted'): Column<ReviewRow> => ({
      id,
      header: t(($) => $.counts[id]),
      width: 76,
      numeric: true,
      cell: (row) => <span className="text2">{row[id] === null ? '—' : formats.quantity(row[id])}</span>,
    });
    return [
      { id: 'bin', header: t(($) => $.counts.bin), width: 90, cell: (row) => <span className="code">{row.bin ?? '—'}</span> },
      { id: 'name', header: t(($) => $.counts.item), width: 180, grows: true, cell: (row) => <ItemCell row={row} />, total: t(($) => $.counts.lineCount, { count: review?.counts.all ?? 0 }) },
      figure('book'),
      figure('counted'),
      { id: 'diff', header: t(($) => $.counts.diff), width: 84, numeric: true, cell: (row) => <Diff row={row} />, total: formats.signedQuantity(review?.totals.variance) },
      {
        id: 'value',
        header: `${t(($) => $.counts.value)} ${formats.currencySymbol}`,
        width: 100,
        numeric: true,
        cell: (row) => (row.value === undefined ? '' : formats.signed(row.value)),
        total: review?.totals.value === undefined ? '' : formats.signed(review.totals.value),
      },
      { id: 'since', header: t(($) => $.counts.since), width: 70, numeric: true, dropOrder: 1, cell: (row) => <span className="text3">{row.since === 0 ? '' : row.since}</span> },
      { id: 'state', header: t(($) => $.counts.decision), width: 140, cell: (row) => <Status kind={lineGlyph[row.state]}>{t(($) => $.counts.lineStates[row.state])}</Status> },
    ];
  }, [t, formats, review]);
}

/** The goods, and of followed ones the lots or pieces that differ. */
function ItemCell({ row }: { row: ReviewRow }) {
  const { t } = useTranslation();
  const { unread = 0 } = row;
  // Which of them are missing is not known before somebody has said what was counted.
  const lots = (row.lots ?? []).filter((lot) => unread === 0 || lot.variance > 0);
  const codes = (sign: number): string => lots.filter((lot) => Math.sign(lot.variance) === sign).slice(0, 4).map(({ code }) => code).join(', ');
  const said = [
    ...(codes(-1) === '' ? [] : [t(($) => $.counts.lotMissing, { codes: codes(-1) })]),
    ...(codes(1) === '' ? [] : [t(($) => $.counts.lotFound, { codes: codes(1) })]),
  ];
  return <span className="ellipsis">{row.name}{said.length > 0 && <span className="text2"> · {said.join(' · ')}</span>}</span>;
}

/** Sign and arrow before colour: red means rise where some of us live. */
function Diff({ row }: { row: ReviewRow }) {
  const formats = useFormats();
  const { variance, lots = [], unread = 0 } = row;
  if (variance === null || variance === undefined) return <span className="text3">—</span>;
  // Pieces or lots swapped for each other: nothing in all, and still a difference.
  if (variance === 0 && lots.length > 0 && unread === 0) return <span className="medium">±{formats.quantity(quantity(lots.reduce((sum, lot) => sum + Math.max(0, lot.variance), 0)))}</span>;
  if (variance === 0) return <span className="text3">0</span>;
  return <span className={variance < 0 ? 'medium bad' : 'medium ok'}>{variance < 0 ? '▾ ' : '▴ '}{formats.signedQuantity(variance)}</span>;
}
