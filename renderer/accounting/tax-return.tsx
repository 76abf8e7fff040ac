import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoxMeaning } from '../../shared/tax/papers/paper.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { OutputOf } from '../client/methods.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { Empty } from '../ui/empty.tsx';
import { exactPercent } from '../ui/exact-percent.ts';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { Tag } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { TaxLines } from './tax-lines.tsx';
import { boxTracks } from './tax-tracks.ts';

type Return = OutputOf<'taxReturn.get'>;
type Box = Return['boxes'][number];

/** A return's boxes; each opens the lines it is made of. */
export function TaxReturn({ fromOn }: { fromOn: Day }) {
  const { t } = useTranslation();
  const answer = useQueryOf('taxReturn.get', { fromOn });
  const [since, setSince] = useState(false);
  if (answer.error) return <ProblemPanel problem={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Loading widths={[60, 260, 110]} rows={9} />;
  const { boxes, rows, carried, changedSinceFiling, tie } = answer.data;
  if (boxes.every((box) => box.groups.length === 0) && tie.ledger === 0 && answer.data.filings.length === 0) {
    return <Empty title={t(($) => $.tax.emptyTitle)} text={t(($) => $.tax.emptyText)} />;
  }
  return (
    <div className="column" style={{ overflow: 'auto' }}>
      {carried > 0 && <p className="text2" style={note}>{t(($) => $.tax.carried, { count: carried })}</p>}
      {changedSinceFiling > 0 && (
        <p className="warn row" style={note}>
          {t(($) => $.tax.changed, { count: changedSinceFiling })}
          <button type="button" className="plain link" onClick={() => setSince(!since)}>{since ? t(($) => $.tax.showAll) : t(($) => $.tax.showChanged)}</button>
        </p>
      )}
      <Boxes answer={answer.data} since={since} />
      {rows.length > 0 && <Rows answer={answer.data} />}
      <TieToBooks answer={answer.data} />
      <Filings filings={answer.data.filings} />
    </div>
  );
}

function Boxes({ answer, since }: { answer: Return; since: boolean }) {
  const { t } = useTranslation();
  const { currencySymbol: unit } = useFormats();
  const [opened, setOpened] = useState<string>();
  const filed = answer.boxes.some((box) => box.filed !== null);
  return (
    <div className="grid" role="table" aria-label={answer.official} style={{ flex: 'none' }}>
      <div className="grid-head" role="row" style={{ gridTemplateColumns: boxTracks }}>
        <span role="columnheader">{t(($) => $.tax.box)}</span>
        <span role="columnheader">{answer.official}</span>
        <span role="columnheader" className="num">{t(($) => $.tax.figure)} {unit}</span>
        <span role="columnheader" className="num">{filed ? t(($) => $.tax.filedFigure) : t(($) => $.tax.before)} {unit}</span>
        <span role="columnheader" className="num">{t(($) => $.tax.change)} {unit}</span>
      </div>
      {answer.boxes.map((box) => (
        <Fragment key={box.code}>
          <BoxRow box={box} filed={filed} opened={opened === box.code} onToggle={() => setOpened(opened === box.code ? undefined : box.code)} />
          {opened === box.code && <TaxLines fromOn={answer.fromOn} groups={box.groups} sinceFiling={since} />}
        </Fragment>
      ))}
    </div>
  );
}

const inset = { padding: '12px 16px 0' } as const;
const note = { margin: 0, padding: '8px 16px' } as const;

const sums = new Set(['due', 'total']);

function BoxRow({ box, filed, opened, onToggle }: { box: Box; filed: boolean; opened: boolean; onToggle: () => void }) {
  const formats = useFormats();
  const meaning = useMeaning();
  const compared = filed ? box.filed : box.before;
  const change = compared === null ? null : minor(box.figure - compared);
  const canOpen = box.groups.length > 0;
  return (
    <div role="row" className={box.meaning === 'due' ? 'grid-row grid-total' : 'grid-row'} style={{ gridTemplateColumns: boxTracks }}>
      <span role="cell" className="code">{box.code}</span>
      <span role="cell" className="ellipsis" title={box.official}>
        {canOpen ? (
          <button type="button" className="plain link" aria-expanded={opened} onClick={onToggle}>{meaning(box)}</button>
        ) : (
          <span className={box.meaning === 'notKept' ? 'text3' : 'text2'}>{meaning(box)}</span>
        )}
        <span className="text3 small" style={{ marginLeft: 8 }}>{box.official}</span>
      </span>
      <span role="cell" className={sums.has(box.meaning) ? 'num strong' : 'num'}>{box.figure === 0 && !canOpen ? '—' : formats.amount(box.figure)}</span>
      <span role="cell" className="num text2">{compared === null || (compared === 0 && !canOpen) ? '—' : formats.amount(compared)}</span>
      <span role="cell" className={filed && change !== null && change !== 0 ? 'num warn' : 'num text2'}>{change === null || change === 0 ? '—' : formats.signed(change)}</span>
    </div>
  );
}

function useMeaning(): (box: Box) => string {
  const { t } = useTranslation();
  const { locale } = useFormats();
  // The contract says text; only papers write it.
  return ({ meaning, rate }) => t(($) => $.tax.meanings[meaning as BoxMeaning], { rate: rate === null ? '' : percentOf(rate, locale) });
}

const percentOf = (rate: RatePpm, locale: string): string => `${exactPercent(rate, locale)} %`;

function Rows({ answer }: { answer: Return }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [opened, setOpened] = useState<string>();
  const title = answer.paper === 'usSales' ? t(($) => $.tax.rows.places) : t(($) => $.tax.rows.rates);
  return (
    <>
      <div style={inset}>
        <Section title={title} />
      </div>
      <div className="grid" role="table" aria-label={title} style={{ flex: 'none' }}>
        <div className="grid-head" role="row" style={{ gridTemplateColumns: boxTracks }}>
          <span role="columnheader" />
          <span role="columnheader">{title}</span>
          <span role="columnheader" className="num" />
          <span role="columnheader" className="num">{t(($) => $.tax.net)} {formats.currencySymbol}</span>
          <span role="columnheader" className="num">{t(($) => $.tax.taxAmount)} {formats.currencySymbol}</span>
        </div>
        {answer.rows.map((row) => (
          <Fragment key={row.code}>
            <div role="row" className="grid-row" style={{ gridTemplateColumns: boxTracks }}>
              <span role="cell" className="ellipsis">{row.place}</span>
              <span role="cell">
                <button type="button" className="plain link" aria-expanded={opened === row.code} onClick={() => setOpened(opened === row.code ? undefined : row.code)}>
                  {row.part === '' ? t(($) => $.tax.whole) : row.part}
                </button>
              </span>
              <span role="cell" className="num">{row.rate === null ? t(($) => $.tax.noRate) : percentOf(row.rate, formats.locale)}</span>
              <span role="cell" className="num">{formats.amount(row.base)}</span>
              <span role="cell" className="num">{formats.amount(row.tax)}</span>
            </div>
            {opened === row.code && <TaxLines fromOn={answer.fromOn} groups={row.groups} sinceFiling={false} />}
          </Fragment>
        ))}
      </div>
    </>
  );
}

function TieToBooks({ answer }: { answer: Return }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { due, apart, ledger, postings } = answer.tie;
  const ties = due + apart === ledger && ledger === postings;
  const rows = [
    [t(($) => $.tax.meanings.due), due],
    [t(($) => $.tax.apart), apart],
    [t(($) => $.tax.ledger), ledger],
    [t(($) => $.tax.postings), postings],
  ] as const;
  return (
    <>
      <div style={inset}>
        <Section title={t(($) => $.tax.tiesTitle)} side={<Tag kind={ties ? 'done' : 'stop'} tone={ties ? 'ok' : 'bad'}>{ties ? t(($) => $.tax.ties) : t(($) => $.tax.tiesNot)}</Tag>} />
      </div>
      <div className="grid" role="table" aria-label={t(($) => $.tax.tiesTitle)} style={{ flex: 'none' }}>
        {rows.map(([label, amount], index) => (
          <div key={label} role="row" className={index === 2 ? 'grid-row grid-total' : 'grid-row'} style={{ gridTemplateColumns: boxTracks }}>
            <span role="cell" />
            <span role="cell" title={index === 1 ? t(($) => $.tax.apartHint) : undefined}>{label}</span>
            <span role="cell" className="num">{amount === 0 && index === 1 ? '—' : formats.amount(amount)}</span>
            <span role="cell" />
            <span role="cell" />
          </div>
        ))}
      </div>
    </>
  );
}

function Filings({ filings }: { filings: Return['filings'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (filings.length === 0) return null;
  return (
    <div style={inset}>
      <Section title={t(($) => $.tax.history)} />
      <div className="column" style={{ gap: 4, paddingBottom: 16 }}>
        {filings.map(({ id, kind, recordedAt, note, due }) => (
          <div key={id} className="row" style={{ gap: 12 }}>
            <span>{kind === 'file' ? t(($) => $.tax.filedAt, { when: formats.moment(recordedAt) }) : t(($) => $.tax.withdrawnAt, { when: formats.moment(recordedAt) })}</span>
            {due !== null && <span className="num">{formats.money(due)}</span>}
            <span className="text2">{note}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
