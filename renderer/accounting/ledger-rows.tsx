import { useTranslation } from 'react-i18next';
import { minor } from '../../shared/units/minor.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { BalanceText } from './balance-text.tsx';
import { EntryLink } from './entry-link.tsx';
import { useEntryWords } from './entry-words.ts';
import type { MonthSpan } from './months.ts';
import { ledgerTracks } from './account-row.tsx';

type LedgerPage = OutputOf<'ledger.list'>;

const reading = {
  rowsOf: (page: LedgerPage) => page.rows,
  after: (input: InputOf<'ledger.list'>, page: LedgerPage) => (page.next ? { ...input, after: page.next } : undefined),
};

/** The postings of one account in a month, oldest first, each naming its entry; the running balance ends in the account's. */
export function LedgerRows({ ledgerAccountId, month }: { ledgerAccountId: number; month: MonthSpan }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useEntryWords();
  const pages = usePagesOf('ledger.list', { ledgerAccountId, ...month }, reading);
  if (pages.error) return <ProblemPanel problem={pages.error} onRetry={pages.retry} />;
  if (pages.isPending) return <Loading rows={3} />;
  const rest = pages.hasMore;
  return (
    <>
      {pages.rows.length === 0 && (
        <div role="row" className="grid-row grid-under text2" style={{ gridTemplateColumns: ledgerTracks, height: 26 }}>
          <span role="cell" />
          <span role="cell" style={{ gridColumn: '2 / -1' }}>{t(($) => $.money.noPostings)}</span>
        </div>
      )}
      {pages.rows.map((row) => (
        <div key={`${row.entryId}.${row.lineNo}`} role="row" className="grid-row grid-under" style={{ gridTemplateColumns: ledgerTracks, height: 26 }}>
          <span role="cell" />
          <span role="cell" className="text2">{formats.day(row.postedOn)}</span>
          <span role="cell" className="row">
            <EntryLink entry={{ id: row.entryId, number: row.number }} voucher={row.voucher} />
            <span className="text2 ellipsis">{words(row.memo).sentence}</span>
          </span>
          <span role="cell" />
          <span role="cell" className="num">{row.amount > 0 ? formats.amount(row.amount) : ''}</span>
          <span role="cell" className="num">{row.amount < 0 ? formats.amount(minor(-row.amount)) : ''}</span>
          <span role="cell" className="num text2"><BalanceText amount={row.balance} /></span>
        </div>
      ))}
      {rest && (
        <div role="row" className="grid-row grid-under" style={{ gridTemplateColumns: ledgerTracks, height: 26 }}>
          <span role="cell" />
          <span role="cell" style={{ gridColumn: '2 / 4' }}>
            <button type="button" className="plain link" onClick={pages.readMore}>
              {t(($) => $.money.morePostings)}
            </button>
          </span>
        </div>
      )}
    </>
  );
}
