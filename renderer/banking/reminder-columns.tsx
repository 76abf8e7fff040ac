import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { useFormats } from '../ui/ui-context.tsx';
import type { Row } from './reminders-screen.tsx';

const kinds = { due: 'todo', waits: 'wait', allSent: 'look', paused: 'off' } as const;

export function useReminderColumns(): readonly Column<Row>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'customer', header: t(($) => $.reminders.customer), width: 170, cell: (row) => <span className="medium ellipsis">{row.customer}</span> },
      { id: 'number', header: t(($) => $.reminders.invoice), width: 100, cell: (row) => <span className="code">{row.number}</span> },
      { id: 'due', header: t(($) => $.reminders.dueOn), width: 110, dropOrder: 3, cell: (row) => <span className="text2">{formats.day(row.dueOn)}</span> },
      { id: 'late', header: t(($) => $.reminders.overdue), width: 90, numeric: true, cell: (row) => formats.count(row.overdueDays) },
      { id: 'state', header: t(($) => $.reminders.next), width: 140, cell: (row) => <Status kind={kinds[row.state]}>{row.state === 'paused' || row.levelNo === null ? t(($) => $.reminders.states[row.state]) : t(($) => $.reminders.level, { no: row.levelNo })}</Status> },
      { id: 'why', header: t(($) => $.reminders.why), width: 310, grows: true, dropOrder: 1, cell: (row) => <Why row={row} /> },
      { id: 'email', header: t(($) => $.reminders.email), width: 160, dropOrder: 2, cell: (row) => (row.email === '' ? <span className="warn">{t(($) => $.reminders.noAddress)}</span> : <span className="text2 ellipsis">{row.email}</span>) },
      { id: 'open', header: `${t(($) => $.reminders.open)} ${formats.currencySymbol}`, width: 110, numeric: true, cell: (row) => (row.currency === null || row.foreignOpen === null ? formats.amount(row.open) : formats.moneyIn(row.foreignOpen, row.currency)) },
    ],
    [t, formats],
  );
}

function Why({ row }: { row: Row }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const lastWords = useLastWords();
  const last = row.last ? lastWords(row.last) : t(($) => $.reminders.noneSent);
  const next = row.state === 'paused' ? (row.pausedBecause ?? '') : row.sinceOn === null ? '' : t(($) => $.reminders[row.state === 'due' ? 'since' : 'from'], { day: formats.day(row.sinceOn) });
  const text = (row.state === 'paused' ? [next, last] : [last, next]).filter((part) => part !== '').join(' · ');
  return <span className="text2 ellipsis" title={text}>{text}</span>;
}

/** What became of a reminder: only one that was sent is said to be. */
export function useLastWords() {
  const { t } = useTranslation();
  const formats = useFormats();
  return ({ levelNo, sentOn, noticeState }: Pick<NonNullable<Row['last']>, 'levelNo' | 'sentOn' | 'noticeState'>): string =>
    t(($) => $.reminders.lastSent[noticeState === null ? 'hand' : noticeState === 'sending' ? 'waiting' : noticeState], { no: levelNo, day: formats.day(sentOn) });
}
