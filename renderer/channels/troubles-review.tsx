import { useTranslation } from 'react-i18next';
import { useFormats } from '../ui/ui-context.tsx';
import type { ChannelStatus } from './channel-state.ts';

/** Orders that came in a form we cannot read: which, since when, and what is wrong with them. */
export function TroublesReview({ troubles }: { troubles: ChannelStatus['troubles'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className="column" style={{ gap: 12 }}>
      <p className="text2 text-wrap">{t(($) => $.review.troublesText)}</p>
      {troubles.map((trouble) => (
        <section key={trouble.externalId} className="card" style={{ padding: '10px 14px' }} aria-label={trouble.externalId}>
          <div className="row">
            <span className="medium">{t(($) => $.orders.externalNumber, { number: trouble.externalId })}</span>
            <span className="spring" />
            <span className="caption">{formats.dateTime(trouble.since)}</span>
          </div>
          {/* A scrollable box must be reachable by keyboard. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre className="mono exchange" tabIndex={0}>
            {JSON.stringify(trouble.problem, null, 2)}
          </pre>
        </section>
      ))}
    </div>
  );
}
