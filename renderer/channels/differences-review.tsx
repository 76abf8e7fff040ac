import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useNow } from '../ui/now.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Difference = OutputOf<'difference.list'>['rows'][number];

const tracks = 'minmax(0, 1fr) 92px 88px 96px 216px';

/** What both sides of a channel say differently: which, ours, theirs, since when, why, and the way to settle each. */
export function DifferencesReview({ channelId }: { channelId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const list = useQueryOf('difference.list', { channelId });
  const compare = useCommand('sync.compare');
  if (list.error) return <ProblemPanel problem={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading widths={[200, 80, 80]} rows={4} />;
  const { rows, count, sweep } = list.data;
  const seen = sweep === null ? t(($) => $.differences.never) : t(($) => $.differences.seen, { when: formats.dateTime(sweep.endedAt), levels: formats.count(sweep.levels), orders: formats.count(sweep.orders) });
  return (
    <div className="column" style={{ gap: 12 }}>
      <p className="text2 text-wrap">{rows.length === 0 ? t(($) => $.differences.equal) : t(($) => $.differences.text)}</p>
      {rows.length > 0 && (
        // A scrollable box must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="card" style={{ maxHeight: 420, overflow: 'auto' }} role="table" aria-label={t(($) => $.differences.text)} tabIndex={0}>
          <div role="row" className="grid-head" style={{ gridTemplateColumns: tracks }}>
            <span role="columnheader">{t(($) => $.differences.what)}</span>
            <span role="columnheader" className="num">{t(($) => $.channels.ours)}</span>
            <span role="columnheader" className="num">{t(($) => $.channels.theirs)}</span>
            <span role="columnheader" className="num">{t(($) => $.channels.since)}</span>
            <span role="columnheader" />
          </div>
          {rows.map((row) => (
            <DifferenceLine key={row.id} row={row} />
          ))}
        </div>
      )}
      {count > rows.length && <p className="caption">{t(($) => $.review.firstRows)}</p>}
      {compare.error !== null && <ProblemPanel problem={compare.error} />}
      <div className="row">
        <span className="caption">{seen}</span>
        <span className="spring" />
        <Button variant="default" loading={compare.isPending} onClick={() => compare.mutate({ channelId }, { onSuccess: () => void list.refetch() })}>
          {t(($) => $.differences.compare)}
        </Button>
      </div>
    </div>
  );
}

const whole = { gridColumn: '1 / -1' };
const isWords = ({ subject }: Difference): boolean => subject === 'name' || subject === 'description';

/** The name and why; each side in figures or words, texts below in full width; what is in the way of settling it below that. */
function DifferenceLine({ row }: { row: Difference }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const settling = useSettling(row);
  return (
    <div role="row" className="grid-row" style={{ gridTemplateColumns: tracks, height: 'auto', padding: '6px 12px' }}>
      <span role="cell" className="column" style={{ minWidth: 0 }}>
        <span className="row">
          <span className="text3">{t(($) => $.differences.subjects[row.subject])}</span>
          <span className="ellipsis">{row.name}</span>
        </span>
        <span className="caption text-wrap">{t(($) => $.differences.causes[row.cause])}{row.cause === 'unreadable' && row.theirWord !== null && ` · ${row.theirWord}`}</span>
      </span>
      <Side level={row.ourLevel} price={row.ourPrice} word={isWords(row) ? null : row.ourWord} isOrder={row.subject === 'order'} />
      <Side level={row.theirLevel} price={row.theirPrice} word={isWords(row) || row.cause === 'unreadable' ? null : row.theirWord} isOrder={row.subject === 'order'} />
      <span role="cell" className="num text2">{formats.age(Math.max(0, now - row.since))}</span>
      <span role="cell" className="row" style={{ justifyContent: 'flex-end' }}>
        {settling.ways.map(({ label, isPending, run }) => (
          <Button key={label} variant="default" loading={isPending} onClick={run}>
            {label}
          </Button>
        ))}
      </span>
      {isWords(row) && (
        <span role="cell" className="column" style={whole}>
          <Words side={t(($) => $.channels.ours)} words={row.ourWord} />
          <Words side={t(($) => $.channels.theirs)} words={row.theirWord} />
        </span>
      )}
      {settling.error !== null && (
        <span role="cell" style={whole}>
          <ProblemPanel problem={settling.error} />
        </span>
      )}
    </div>
  );
}

const Words = ({ side, words }: { side: string; words: string | null }) => (
  <span className="text-wrap">
    <span className="text3">{side}</span> {words || '—'}
  </span>
);

interface SideProps {
  level: Difference['ourLevel'];
  price: Difference['ourPrice'];
  word: string | null;
  isOrder: boolean;
}

function Side({ level, price, word, isOrder }: SideProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (level !== null && level !== undefined) return <span role="cell" className="num">{formats.quantity(level)}</span>;
  if (price !== null) return <span role="cell" className="num">{formats.unitPrice(price)}</span>;
  if (word === null) return <span role="cell" className="num text3">—</span>;
  // The state of an order is the channel's own word; whether something is on sale is ours.
  return <span role="cell" className="num ellipsis" title={word}>{isOrder ? word : t(($) => (word === 'offered' ? $.differences.offered : $.differences.hidden))}</span>;
}

/** The ways a difference is settled, and what came in the way of one. */
function useSettling(row: Difference) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const send = useCommand('difference.sendAgain');
  const take = useCommand('difference.takeOver');
  const read = useCommand('sync.takeOrder');
  const takes = row.subject === 'order' && row.cause !== 'gone' ? read : take;
  const ways = [
    ...(row.sends ? [{ label: t(($) => $.differences.send), isPending: send.isPending, run: () => send.mutate({ differenceId: row.id }, { onSuccess: () => show(t(($) => $.differences.sent)) }) }] : []),
    ...(row.takes ? [{ label: t(($) => $.differences.takes[row.subject]), isPending: takes.isPending, run: () => takes.mutate({ differenceId: row.id }, { onSuccess: () => show(t(($) => $.differences.taken)) }) }] : []),
  ];
  return { ways, error: send.error ?? takes.error };
}
