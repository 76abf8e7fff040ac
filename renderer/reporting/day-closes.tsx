import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Close = OutputOf<'day.status'>['closes'][number];

/** How the last days were closed: whoever looks for a head or a backup finds both here. */
export function DayCloses({ closes }: { closes: readonly Close[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <Section title={t(($) => $.day.before)} />
      {closes.length === 0 && <p className="text2">{t(($) => $.day.never)}</p>}
      {closes.length > 0 && (
        <table className="plan-table">
          <thead>
            <tr>
              <th>{t(($) => $.day.onDay)}</th>
              <th>{t(($) => $.day.who)}</th>
              <th className="num">{t(($) => $.day.checks)}</th>
              <th style={{ paddingLeft: 24 }}>{t(($) => $.day.headColumn)}</th>
              <th>{t(($) => $.day.backupColumn)}</th>
            </tr>
          </thead>
          <tbody>
            {closes.map((close) => (
              <tr key={close.id}>
                <td>{formats.moment(close.closedAt)}</td>
                <td>{close.userName}</td>
                <td className="num">{formats.count(close.proofs)}</td>
                <td style={{ paddingLeft: 24 }}><code className="mono" title={close.head}>{close.head.slice(0, 8)}</code></td>
                <td><code className="mono">{close.backup}</code></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
