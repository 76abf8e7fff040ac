import { useTranslation } from 'react-i18next';
import type { Instant } from '../../shared/units/instant.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { Pairs, Section } from '../ui/section.tsx';
import { Status, Tag, tagTone } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { glyphOf } from './month-columns.tsx';
import { DocumentLink } from './month-places.tsx';
import { useProofWords } from './proof-words.ts';
import type { Month, NumberedRow } from './month-screen.tsx';

const itemsShown = 8;

/** The item under the cursor with its figures and what is at fault, and below it what became of the month so far. */
export function MonthPeek({ month, row, provedAt, head }: { month: Month; row: NumberedRow; provedAt: Instant | undefined; head: string | undefined }) {
  const { t } = useTranslation();
  const name = t(($) => $.month.items[row.item]);
  return (
    <aside className="peek" aria-label={name} style={{ width: 340 }}>
      <div className="peek-head">
        <span className="strong ellipsis">{name}</span>
        <span className="spring" />
        <Tag kind={glyphOf[row.state]} tone={tagTone[glyphOf[row.state]]}>{t(($) => $.month.rowStates[row.state])}</Tag>
      </div>
      <div className="peek-body">
        <p className="text2 text-wrap" style={{ marginTop: 0 }}>{t(($) => $.month.long[row.item])}</p>
        <Faults row={row} />
        <Figures row={row} />
        <Items month={month} row={row} />
        <Looked row={row} />
        <ThisMonth month={month} />
        <Proof provedAt={provedAt} head={month.closes[0]?.head ?? head} />
      </div>
    </aside>
  );
}

function Faults({ row }: { row: NumberedRow }) {
  const { t } = useTranslation();
  const wordsOf = useProofWords();
  if (row.faults.length === 0) return null;
  return (
    <div role="alert" className="column" style={{ gap: 4, marginTop: 8 }}>
      <Section title={t(($) => $.month.atFault)} />
      {[...new Set(row.faults.map(wordsOf))].slice(0, itemsShown).map((words) => (
        <Status key={words} kind="stop"><span className="text-wrap">{words}</span></Status>
      ))}
    </div>
  );
}

/** Two figures that must be one, each pair; those that are not come first. */
function Figures({ row }: { row: NumberedRow }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (row.pairs.length === 0) return null;
  const sorted = row.pairs.toSorted((a, b) => Number(a.left === a.right) - Number(b.left === b.right));
  return (
    <>
      <Section title={t(($) => $.statements.mustAgree)} side={formats.currencySymbol} />
      {sorted.slice(0, itemsShown).map(({ id, left, right }) => {
        const agree = left === right;
        return (
          <div key={id} className="peek-line">
            <Status kind={agree ? 'done' : 'stop'}>{t(($) => $.month.pairs[pairName(id)])}</Status>
            <span className={agree ? 'num' : 'num bad'}>{agree ? formats.amount(left) : `${formats.amount(left)} ≠ ${formats.amount(right)}`}</span>
          </div>
        );
      })}
      {sorted.length > itemsShown && <p className="caption">{t(($) => $.month.morePairs, { count: sorted.length - itemsShown })}</p>}
    </>
  );
}

const known = ['receivables', 'payables', 'taxLines', 'trialBalance', 'profitAndLoss', 'balanceSheet', 'cashFlow'] as const;
/** A statement has several pairs; each is named after its statement. */
const pairName = (id: string): (typeof known)[number] => known.find((one) => id === one || id.startsWith(`${one}.`)) ?? 'trialBalance';

function Items({ month, row }: { month: Month; row: NumberedRow }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const items = useQueryOf('month.items', { on: month.to, item: row.item });
  const rows = items.data?.rows ?? [];
  if (rows.length === 0 || items.isPlaceholderData) return null;
  return (
    <>
      <Section title={t(($) => $.month.oldest)} side={formats.currencySymbol} />
      {rows.slice(0, itemsShown).map(({ kind, id, number, pageId, sinceOn, open }) => (
        <div key={`${kind} ${id}`} className="peek-line">
          <span className="ellipsis">
            {sinceOn !== null && <span className="text3">{formats.day(sinceOn)} </span>}
            <DocumentLink kind={kind} pageId={pageId} number={number} />
          </span>
          <span className="num">{formats.amount(open)}</span>
        </div>
      ))}
      {row.open > itemsShown && <p className="caption">{t(($) => $.month.ofAll, { shown: itemsShown, count: row.open })}</p>}
    </>
  );
}

function Looked({ row: { tick } }: { row: NumberedRow }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (!tick) return null;
  const who = t(($) => $.month.tickedBy, { who: tick.userName, when: formats.moment(tick.tickedAt) });
  return (
    <div style={{ padding: '8px 0' }}>
      <Status kind={tick.stale ? 'look' : 'done'}>{who}</Status>
      {tick.note !== '' && <p className="text2 text-wrap">{tick.note}</p>}
      {tick.stale && <p className="text2 text-wrap">{t(($) => $.month.stale)}</p>}
    </div>
  );
}

/** Every closing and reopening stays here, and the tax periods with a lock of their own. */
function ThisMonth({ month }: { month: Month }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <Section title={formats.month(month.from)} />
      {month.locks.length === 0 && <p className="text2" style={{ margin: 0 }}>{t(($) => $.month.never)}</p>}
      {month.locks.map(({ id, kind, throughOn, reason, recordedAt, userName }) => (
        <div key={id} className="column" style={{ padding: '4px 0' }} data-lock={kind}>
          <Status kind={kind === 'lock' ? 'done' : 'look'}>{kind === 'lock' ? t(($) => $.month.lockedThrough, { on: formats.fullDay(throughOn ?? month.to) }) : throughOn === null ? t(($) => $.month.reopenedAll) : t(($) => $.month.reopenedAfter, { on: formats.fullDay(throughOn) })}</Status>
          <span className="caption text-wrap">{`${formats.moment(recordedAt)} · ${userName}${reason === '—' ? '' : ` · ${reason}`}`}</span>
        </div>
      ))}
      <Section title={t(($) => $.month.taxPeriods)} />
      {month.taxPeriods.length === 0 && <p className="text2" style={{ margin: 0 }}>{t(($) => $.month.noTaxPeriod)}</p>}
      {month.taxPeriods.map(({ fromOn, throughOn, dueOn, state }) => (
        <div key={fromOn} className="peek-line">
          <Status kind={state === 'filed' ? 'done' : 'wait'}>{`${formats.day(fromOn)} – ${formats.day(throughOn)} · ${t(($) => $.tax.states[state])}`}</Status>
          <span className="text3">{state === 'filed' ? '' : formats.day(dueOn)}</span>
        </div>
      ))}
    </>
  );
}

function Proof({ provedAt, head }: { provedAt: Instant | undefined; head: string | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <Section title={t(($) => $.today.proof)} />
      <Pairs
        rows={[
          [t(($) => $.month.provedAt), provedAt === undefined ? t(($) => $.month.proving) : formats.moment(provedAt)],
          [t(($) => $.day.head), <code key="head" className="mono" title={head}>{(head ?? '').slice(0, 8)}</code>],
        ]}
      />
    </>
  );
}
