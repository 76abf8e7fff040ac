import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../shared/units/day.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { usePagesOf } from '../client/use-shop.tsx';
import { exactPercent } from '../ui/exact-percent.ts';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { useEntryWords } from './entry-words.ts';
import { boxTracks } from './tax-tracks.ts';

type Page = OutputOf<'taxReturn.lines'>;

const reading = {
  rowsOf: (page: Page) => page.rows,
  after: (input: InputOf<'taxReturn.lines'>, page: Page) => (page.next ? { ...input, after: page.next } : undefined),
};

/** The tax lines behind a box, oldest first, each naming its entry: net and tax stand under the last two columns. */
export function TaxLines({ fromOn, groups, sinceFiling }: { fromOn: Day; groups: string[]; sinceFiling: boolean }) {
  const { t } = useTranslation();
  const pages = usePagesOf('taxReturn.lines', { fromOn, groups, sinceFiling }, reading);
  if (pages.error) return <ProblemPanel problem={pages.error} onRetry={pages.retry} />;
  if (pages.isPending) return <Loading rows={3} />;
  return (
    <>
      {pages.rows.length > 0 && <Heading />}
      {pages.rows.map((row) => <Line key={row.id} row={row} />)}
      {pages.rows.length === 0 && <div className="grid-row grid-under text2" role="row"><span role="cell">{t(($) => $.tax.noLines)}</span></div>}
      {pages.hasMore && (
        <div role="row" className="grid-row grid-under" style={{ gridTemplateColumns: boxTracks, height: 26 }}>
          <span role="cell" />
          <span role="cell">
            <button type="button" className="plain link" onClick={pages.readMore}>{t(($) => $.tax.moreLines)}</button>
          </span>
        </div>
      )}
    </>
  );
}

/** The two last columns are of the return above; here they are net and tax. */
function Heading() {
  const { t } = useTranslation();
  const { currencySymbol: unit } = useFormats();
  return (
    <div role="row" className="grid-row grid-under text3 small" style={{ gridTemplateColumns: boxTracks, height: 22 }}>
      <span role="cell" />
      <span role="cell" />
      <span role="cell" className="num">%</span>
      <span role="cell" className="num">{t(($) => $.tax.net)} {unit}</span>
      <span role="cell" className="num">{t(($) => $.tax.taxAmount)} {unit}</span>
    </div>
  );
}

function Line({ row }: { row: Page['rows'][number] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useEntryWords();
  // The contract says text; a check of the table holds the words.
  const treatment = t(($) => $.tax.treatments[row.treatment as 'taxed']);
  return (
    <div role="row" className="grid-row grid-under" style={{ gridTemplateColumns: boxTracks, height: 26 }}>
      <span role="cell" className="text2">{formats.day(row.taxPointOn)}</span>
      <span role="cell" className="row">
        <Link to="/money/journal" search={{ entry: row.entryId }} className="code">{row.number}</Link>
        <span className="text2 ellipsis">{words(row.memo).sentence}</span>
      </span>
      <span role="cell" className="num text2">{row.rate === null || row.rate === 0 ? treatment : exactPercent(row.rate, formats.locale)}</span>
      <span role="cell" className="num">{formats.amount(row.base)}</span>
      <span role="cell" className="num">{formats.amount(row.tax)}</span>
    </div>
  );
}
