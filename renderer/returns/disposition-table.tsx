import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { endLiesIn } from '../../shared/returns/disposition.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';

const tracks = 'minmax(180px, 1fr) 90px 120px minmax(150px, 200px) 120px 120px';
type Ends = OutputOf<'returnAnalysis.dispositions'>;

/** What became of what came back, at cost, and the journal beside it; each row opens its returns. */
export function DispositionTable({ from, to }: { from: Day; to: Day }) {
  const { t } = useTranslation();
  const ends = useQueryOf('returnAnalysis.dispositions', { from, to });
  if (ends.error) return <ProblemPanel problem={ends.error} onRetry={() => void ends.refetch()} />;
  if (!ends.data || ends.data.rows.length === 0) return null;
  const title = t(($) => $.returns.ends.title);
  return (
    <>
      <Section title={title} side={t(($) => $.returns.ends.text)} />
      <div role="table" aria-label={title}>
        <Head />
        {ends.data.rows.map((row) => (
          <EndRow key={row.end} row={row} from={from} to={to} />
        ))}
        <Totals ends={ends.data} />
      </div>
      <Tie ends={ends.data} />
    </>
  );
}

function Head() {
  const { t } = useTranslation();
  const { currencySymbol } = useFormats();
  return (
    <div role="row" className="grid-head" style={{ gridTemplateColumns: tracks, position: 'static' }}>
      <span role="columnheader">{t(($) => $.returns.disposition)}</span>
      <span role="columnheader" className="num">{t(($) => $.returns.quantity)}</span>
      <span role="columnheader" className="num">{`${t(($) => $.returns.ends.value)} ${currencySymbol}`}</span>
      <span role="columnheader">{t(($) => $.returns.ends.lies)}</span>
      <span role="columnheader" className="num">{`${t(($) => $.returns.ends.left)} ${currencySymbol}`}</span>
      <span role="columnheader" className="num">{`${t(($) => $.returns.ends.costing)} ${currencySymbol}`}</span>
    </div>
  );
}

function EndRow({ row, from, to }: { row: Ends['rows'][number]; from: Day; to: Day }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const dash = useDash();
  const place = endLiesIn[row.end];
  return (
    <div role="row" className="grid-row" style={{ gridTemplateColumns: tracks, height: 36 }}>
      <span role="cell" className="ellipsis">
        <Link to="/returns" search={{ view: 'all', end: row.end, from, to }} className="link">
          {t(($) => $.returns.dispositions[row.end])}
        </Link>
      </span>
      <span role="cell" className="num">{formats.quantity(row.units)}</span>
      <span role="cell" className="num medium">{dash(row.value)}</span>
      <span role="cell" className="ellipsis text2">{t(($) => $.returns.ends.places[place])}</span>
      <span role="cell" className="num">{dash(row.left)}</span>
      <span role="cell" className="num">{dash(row.costing)}</span>
    </div>
  );
}

function Totals({ ends: { total, legs } }: { ends: Ends }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const dash = useDash();
  return (
    <>
      <div role="row" className="grid-row grid-total" style={{ gridTemplateColumns: tracks, height: 36, position: 'static' }}>
        <span role="cell">{t(($) => $.returns.ends.total)}</span>
        <span role="cell" className="num">{formats.quantity(total.units)}</span>
        <span role="cell" className="num">{dash(total.value)}</span>
        <span role="cell" />
        <span role="cell" className="num">{dash(total.left)}</span>
        <span role="cell" className="num">{dash(total.costing)}</span>
      </div>
      {legs.came !== undefined && (
        <div role="row" className="grid-row" style={{ gridTemplateColumns: tracks, height: 36 }}>
          <span role="cell" className="text2 ellipsis">{t(($) => $.returns.ends.journal)}</span>
          <span role="cell" />
          <span role="cell" className="num">{dash(legs.came)}</span>
          <span role="cell" />
          <span role="cell" className="num">{dash(legs.left)}</span>
          <span role="cell" />
        </div>
      )}
    </>
  );
}

/** Whether both columns are what the journal says; else by how much, and whose documents to look at. */
function Tie({ ends: { apart, documents } }: { ends: Ends }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (apart.came === undefined || apart.left === undefined) return null;
  const sound = apart.came === 0 && apart.left === 0;
  return (
    <div className="row" style={{ padding: '8px 0', gap: 12, flexWrap: 'wrap' }}>
      {sound ? <Status kind="done">{t(($) => $.returns.ends.tied)}</Status> : <Status kind="look">{t(($) => $.returns.ends.apart, { came: formats.amount(apart.came), left: formats.amount(apart.left) })}</Status>}
      {documents.map(({ rmaId, number, amount }) => (
        <span key={rmaId}>
          <Link to="/returns/$rmaId" params={{ rmaId: String(rmaId) }} className="link code">
            {number}
          </Link>{' '}
          <span className="num">{amount !== undefined && formats.amount(amount)}</span>
        </span>
      ))}
    </div>
  );
}

function useDash(): (amount: Minor | undefined) => string {
  const formats = useFormats();
  return (amount) => (amount === undefined || amount === 0 ? '—' : formats.amount(amount));
}
