import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { knowsVouchers } from '../../shared/accounting/voucher.rules.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf, useQueryOf } from '../client/use-shop.tsx';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useDensity } from '../ui/density.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/data-table.tsx';
import { listActions, useListWords } from '../ui/table/list-actions.ts';
import { useList } from '../ui/table/use-list.ts';
import { useReportLanguage } from '../ui/use-report-language.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { type EntryBegun, EntryDialog } from './entry-dialog.tsx';
import { EntryPeek } from './entry-peek.tsx';
import { useEntryWords } from './entry-words.ts';
import { MoneyTabs } from './money-tabs.tsx';
import { monthOfDay } from './months.ts';
import { SaveReportDialog } from './save-report-dialog.tsx';
import { SlipButtons } from './slip-buttons.tsx';
import { SlipEntry } from './slip-entry.tsx';
import { useSlipsAtHand } from './use-slips-at-hand.ts';

type JournalPage = OutputOf<'journal.list'>;
type Entry = JournalPage['rows'][number];

const reading = {
  rowsOf: (page: JournalPage) => page.rows,
  after: (input: InputOf<'journal.list'>, page: JournalPage) => (page.next ? { ...input, after: page.next } : undefined),
};
const idOf = (entry: Entry): number => entry.entryId;

export interface JournalSearch {
  readonly entry?: number;
  readonly find?: string;
  /** The slip an entry is typed from. */
  readonly slip?: number;
}

/** Every entry, newest first, in words, found by its number; an entry opens beside the list with its legs, and one is written by hand. */
export function JournalScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { entry: openedId, find, slip } = useSearch({ from: '/money/journal' });
  const [waiting, setWaiting] = useState(false);
  const pages = usePagesOf('journal.list', { limit: 100, ...(waiting && { waiting }), ...(find !== undefined && { find }) }, reading);
  const list = useList(pages.rows, idOf);
  const withVouchers = knowsVouchers(useQueryOf('chart.get', undefined).data?.chart);
  const columns = useColumns(withVouchers);
  const searchRef = useRef<HTMLInputElement>(null);
  const show = (search: { [Part in keyof JournalSearch]: JournalSearch[Part] | undefined }): void =>
    void navigate({ to: '/money/journal', search: { ...(search.entry !== undefined && { entry: search.entry }), ...(search.find !== undefined && { find: search.find }), ...(search.slip !== undefined && { slip: search.slip }) }, replace: true });
  const open = (entryId: number | undefined): void => show({ entry: entryId, find });
  const openSlip = (slipId: number | undefined): void => show({ entry: openedId, find, slip: slipId });
  const { atHand, nextTo } = useSlipsAtHand(slip, openSlip);
  const [writing, setWriting] = useState<{ begun: EntryBegun | null }>();
  const write = { id: 'journal.post', label: t(($) => $.money.newEntry), group: t(($) => $.money.journal), keys: 'n', run: () => setWriting({ begun: null }) };
  const turn = { id: 'journal.waiting', label: waiting ? t(($) => $.money.allEntries) : t(($) => $.money.toReview), group: write.group, keys: 'w', run: () => setWaiting(!waiting) };
  const search = { id: 'journal.search', label: t(($) => $.keys.search), group: write.group, keys: '/', run: () => searchRef.current?.focus() };
  const language = useReportLanguage();
  const [printed, setPrinted] = useState<InputOf<'report.get'>>();
  const { current } = list;
  const print = { id: 'journal.print', label: t(($) => $.money.printMonth), group: write.group, keys: 'm', run: () => current && setPrinted({ name: 'vouchers', ...monthOfDay(current.postedOn), language }) };
  useActions('screen', [write, turn, search, ...(current ? [print] : []), ...listActions(list, useListWords())]);
  const rowHeight = useDensity();
  const closed = (): void => {
    setWriting(undefined);
    openSlip(undefined);
  };
  const posted = (entryId: number): void => {
    setWriting(undefined);
    show({ entry: entryId, find, slip: slip === undefined ? undefined : nextTo(slip) });
  };
  const peek = openedId !== undefined && <EntryPeek entryId={openedId} onOpenEntry={open} onCopy={(begun) => setWriting({ begun })} onClose={() => open(undefined)} />;
  return (
    <Screen title={<Trail parent={t(($) => $.shell.money)}>{t(($) => $.money.journal)}</Trail>} buttons={<><ActionButton action={turn} variant="default" /><ActionButton action={write} /></>} peek={peek}>
      <MoneyTabs current="journal" />
      <div className="filters">
        <SearchField label={t(($) => $.keys.search)} placeholder={withVouchers ? t(($) => $.money.findVoucher) : t(($) => $.money.findEntry)} text={find ?? ''} onSearch={(text) => show({ entry: openedId, find: text === '' ? undefined : text })} inputRef={searchRef} />
        <span className="spring" />
        <SlipButtons onOpen={openSlip} />
      </div>
      {pages.isPending && <Loading widths={[60, 80, 260, 90]} />}
      {pages.error !== null && <ProblemPanel problem={pages.error} onRetry={pages.retry} />}
      {pages.first && (
        <DataTable
          label={t(($) => $.money.journal)}
          columns={columns}
          list={list}
          rowHeight={rowHeight}
          rowName={(entry) => entry.number}
          onReachEnd={pages.readMore}
          onPeek={(entry) => open(entry.entryId)}
          onOpen={(entry) => open(entry.entryId)}
          empty={find !== undefined ? <Empty title={t(($) => $.money.noneFound)} text={withVouchers ? t(($) => $.money.noneFoundVoucher) : t(($) => $.money.noneFoundText)} /> : waiting ? <Empty title={t(($) => $.money.noneToReview)} text={t(($) => $.money.noneToReviewText)} /> : <Empty title={t(($) => $.money.noEntries)} text={t(($) => $.money.noEntriesText)} />}
        />
      )}
      {printed && <SaveReportDialog asked={printed} onClose={() => setPrinted(undefined)} />}
      {writing && (
        <EntryDialog
          begun={writing.begun}
          slip={atHand}
          onPosted={posted}
          onClose={closed}
        />
      )}
      {!writing && atHand && <SlipEntry key={atHand.slipId} slip={atHand} onPosted={posted} onClose={closed} />}
    </Screen>
  );
}

function useColumns(withVouchers: boolean): readonly Column<Entry>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useEntryWords();
  return useMemo(
    () => [
      { id: 'postedOn', header: t(($) => $.money.date), width: 64, cell: (entry) => <span className="text2">{formats.day(entry.postedOn)}</span> },
      ...(withVouchers ? [{ id: 'voucher', header: t(($) => $.money.voucher), width: 76, cell: (entry: Entry) => <span className="medium code">{entry.voucher}</span> }] : []),
      { id: 'number', header: t(($) => $.money.entry), width: 96, cell: (entry) => <span className={withVouchers ? 'text2 code' : 'medium code'}>{entry.number}</span>, ...(withVouchers && { dropOrder: 2 }) },
      {
        id: 'name',
        header: t(($) => $.money.what),
        width: 160,
        cell: (entry) => (entry.reversedById === null ? words(entry.memo).name : <Status kind="off">{`${words(entry.memo).name} · ${t(($) => $.money.reversed)}`}</Status>),
      },
      { id: 'sentence', header: t(($) => $.money.about), width: 200, grows: true, dropOrder: 1, cell: (entry) => <span className="text2">{words(entry.memo).sentence}</span> },
      { id: 'total', header: `${t(($) => $.money.amount)} ${formats.currencySymbol}`, width: 110, numeric: true, cell: (entry) => formats.amount(entry.total) },
    ],
    [t, formats, words, withVouchers],
  );
}
