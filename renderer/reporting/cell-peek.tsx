import { useTranslation } from 'react-i18next';
import { figureIn } from '../../shared/reporting/cell-parts.rules.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { EntryLink } from '../accounting/entry-link.tsx';
import { useEntryWords } from '../accounting/entry-words.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { Loading } from '../ui/loading.tsx';
import { Peek } from '../ui/peek.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { CellWhy } from './cell-why.tsx';

type Report = OutputOf<'report.get'>;
type Row = Report['rows'][number];
type Column = Report['columns'][number];

interface CellProps {
  report: Report;
  asked: InputOf<'report.get'>;
  rowId: string;
  columnId: string;
  /** Set where figures say why: at once, or when F1 is pressed here. */
  asksWhy?: boolean;
  onCell: (row: string, column: string) => void;
  onClose: () => void;
}

/** What a figure is made of: a sum of its lines, a line of its accounts, an account of its entries. */
export function CellPeek({ report, asked, rowId, columnId, asksWhy, onCell, onClose }: CellProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  useActions('peek', [{ id: 'peek.close', label: t(($) => $.keys.back), group: t(($) => $.keys.here), keys: 'escape', onlyKey: true, run: onClose }]);
  const at = report.columns.findIndex(({ id }) => id === columnId);
  const [row, column] = [report.rows.find(({ id }) => id === rowId), report.columns[at]];
  if (!row || !column) return null;
  const parts = report.rows.filter(({ id, under }) => under === row.id || row.parts.includes(id)).filter(({ cells }) => cells[at] !== 0);
  const name = String(row.cells[1] ?? '');
  const up = row.under === null ? undefined : report.rows.find(({ id }) => id === row.under);
  return (
    <Peek label={name} title={name} onClose={onClose}>
      {up && (
        <button type="button" className="plain link" onClick={() => onCell(up.id, columnId)}>
          {String(up.cells[1])}
        </button>
      )}
      <Section title={column.heading} side={row.ledgerAccountId === null && asksWhy !== undefined ? <CellWhy key={`${row.id} ${columnId}`} report={report} row={row} at={at} startsOpen={asksWhy} onCell={(id) => onCell(id, columnId)} /> : formats.money(figureIn(row, at))} />
      {row.ledgerAccountId === null ? <Parts row={row} parts={parts} at={at} onCell={(id) => onCell(id, columnId)} /> : <Postings asked={asked} column={column} ledgerAccountId={row.ledgerAccountId} />}
    </Peek>
  );
}

const twoColumns = { gridTemplateColumns: 'minmax(0, 1fr) 112px', width: '100%', textAlign: 'left' } as const;

function Parts({ row, parts, at, onCell }: { row: Row; parts: readonly Row[]; at: number; onCell: (row: string) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const accounts = parts.filter(({ kind }) => kind === 'account');
  // A line of accounts shows the sign its accounts show; what is left of it is the result that nobody closed yet.
  const rest = row.parts.length > 0 ? 0 : figureIn(row, at) - accounts.reduce((sum, part) => sum + figureIn(part, at), 0);
  return (
    <>
      {parts.map((part) => (
        <button key={part.id} type="button" className="plain leg" style={twoColumns} onClick={() => onCell(part.id)}>
          <span className="text-wrap"><span className="text3 code">{part.cells[0]}</span> {part.cells[1]}</span>
          <span className="num">{formats.amount(figureIn(part, at))}</span>
        </button>
      ))}
      {rest !== 0 && (
        <div className="leg" style={twoColumns}>
          <span className="text-wrap text2">{row.id === 'openingMoney' ? t(($) => $.statements.balanceBefore) : t(($) => $.statements.openResult)}</span>
          <span className="num">{formats.amount(rest as Minor)}</span>
        </div>
      )}
    </>
  );
}

type PostingsPage = OutputOf<'report.postings'>;
const reading = {
  rowsOf: (page: PostingsPage) => page.rows,
  after: (input: InputOf<'report.postings'>, page: PostingsPage) => (page.next ? { ...input, after: page.next } : undefined),
};

function Postings({ asked, column, ledgerAccountId }: { asked: InputOf<'report.get'>; column: Column; ledgerAccountId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useEntryWords();
  const input = { name: asked.name, ledgerAccountId, from: column.from, to: column.to ?? asked.to, centreId: column.centreId, limit: 50, ...(asked.by && { by: asked.by }), ...(asked.method && { method: asked.method }), ...(asked.basis && { basis: asked.basis }) };
  const pages = usePagesOf('report.postings', input, reading);
  if (pages.error !== null) return <ProblemPanel problem={pages.error} onRetry={pages.retry} />;
  if (pages.isPending) return <Loading rows={6} />;
  return (
    <>
      <Section title={t(($) => $.statements.entries)} side={t(($) => $.statements.debitPositive)} />
      {pages.rows.map((row) => (
        <div key={`${row.entryId}.${row.lineNo}`} className="leg" style={twoColumns}>
          <span className="text-wrap">
            <span className="text3">{formats.day(row.postedOn)}</span> <EntryLink entry={{ id: row.entryId, number: row.number }} voucher={row.voucher} inText /> <span className="text2">{words(row.memo).sentence}</span>
          </span>
          <span className="num">
            {formats.amount(row.amount)}
            {row.posted !== row.amount && <span className="text3" style={{ display: 'block' }}>{t(($) => $.statements.countsOf, { amount: formats.amount(row.posted) })}</span>}
          </span>
        </div>
      ))}
      {pages.hasMore && (
        <button type="button" className="plain link" onClick={pages.readMore}>
          {t(($) => $.money.morePostings)}
        </button>
      )}
    </>
  );
}
