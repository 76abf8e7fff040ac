import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { minor } from '../../shared/units/minor.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Parked = OutputOf<'outbox.list'>['rows'][number];

/** News the channel did not accept: what we asked, what it answered, and the way to ask again. */
export function ParkedReview({ channelId }: { channelId: number }) {
  const { t } = useTranslation();
  const news = useQueryOf('outbox.list', { channelId, state: 'parked' });
  if (news.error) return <ProblemPanel problem={news.error} onRetry={() => void news.refetch()} />;
  if (!news.data) return <Loading widths={[200, 300]} rows={4} />;
  if (news.data.rows.length === 0) return <p className="text2">{t(($) => $.review.nothingLeft)}</p>;
  return (
    <div className="column" style={{ gap: 12 }}>
      {news.data.rows.map((one) => (
        <ParkedNews key={one.id} news={one} />
      ))}
      {news.data.nextId !== null && <p className="caption">{t(($) => $.review.firstRows)}</p>}
    </div>
  );
}

function ParkedNews({ news }: { news: Parked }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const replay = useCommand('outbox.replay');
  const run = (): void => replay.mutate({ outboxId: news.id }, { onSuccess: () => show(t(($) => $.review.replayed)) });
  return (
    <section className="card" style={{ padding: '10px 14px' }} aria-label={news.key}>
      <div className="row">
        <span className="medium">{t(($) => $.review.capabilities[news.capability])}</span>
        <span className="caption code">{news.key}</span>
        <span className="spring" />
        <span className="caption">{t(($) => $.review.tries, { count: news.attempts, when: formats.dateTime(news.finishedAt ?? news.createdAt) })}</span>
        <Button variant="default" loading={replay.isPending} onClick={run}>
          {t(($) => $.review.replay)}
        </Button>
      </div>
      {news.problem !== null && <p className="text-wrap">{t(($) => $.newsProblems[news.problem ?? 'refused'])}</p>}
      {typeof news.says === 'string' && <p className="text2 text-wrap">{news.says}</p>}
      {news.capability === 'refund' && <ParkedRefund payload={news.payload} />}
      <Exchange label={t(($) => $.review.asked)} text={JSON.stringify(news.payload, null, 2)} />
      {typeof news.answer === 'string' && <Exchange label={t(($) => $.review.answered)} text={readable(news.answer)} />}
      {replay.error !== null && <ProblemPanel problem={replay.error} />}
    </section>
  );
}

/** Which refund it is, and that nobody has the money yet; whoever is shown no figures learns the second only. */
function ParkedRefund({ payload }: { payload: Parked['payload'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { number, amount } = payload ?? {};
  return (
    <>
      {typeof number === 'string' && typeof amount === 'number' && (
        <p className="medium">
          <span className="code">{number}</span> {formats.money(minor(amount))}
        </p>
      )}
      <p className="text2 text-wrap">{t(($) => $.review.refundFix)}</p>
    </>
  );
}

function Exchange({ label, text }: { label: string; text: string }) {
  return (
    <details>
      <summary className="caption">{label}</summary>
      {/* A scrollable box must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className="mono exchange" tabIndex={0}>
        {text}
      </pre>
    </details>
  );
}

/** JSON as people read it; any other answer as it came. */
function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2) ?? text;
  } catch {
    return text;
  }
}
