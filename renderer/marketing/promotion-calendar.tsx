import { useTranslation } from 'react-i18next';
import { addDays, daysBetween } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { OutputOf } from '../client/methods.ts';
import { useFormats } from '../ui/ui-context.tsx';

type Row = OutputOf<'promotion.list'>['rows'][number];

const weeks = 6;
const days = weeks * 7;
/** More than this many lie in the list below. */
const mostShown = 6;

/** The coming weeks from today on, one bar for each promotion that is not over: armed ones filled, drafts dashed. */
export function PromotionCalendar({ rows, today }: { rows: readonly Row[]; today: Day }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const last = addDays(today, days - 1);
  const coming = rows.filter((row) => row.lastOn >= today && row.firstOn <= last).toSorted((a, b) => (a.firstOn < b.firstOn ? -1 : a.firstOn > b.firstOn ? 1 : a.id - b.id));
  if (coming.length === 0) return null;
  return (
    <section className="promotion-calendar" aria-label={t(($) => $.promotions.calendar)}>
      <div className="promotion-weeks caption" aria-hidden="true">
        {Array.from({ length: weeks }, (_, week) => (
          <span key={week}>{formats.day(addDays(today, week * 7))}</span>
        ))}
      </div>
      <ul>
        {coming.slice(0, mostShown).map((row) => (
          <li key={row.id}>
            <Bar row={row} today={today} />
          </li>
        ))}
      </ul>
      {coming.length > mostShown && <p className="caption">{t(($) => $.promotions.more, { count: coming.length - mostShown })}</p>}
    </section>
  );
}

/** The name stands behind the bar, or before it where there is no room behind. */
function Bar({ row, today }: { row: Row; today: Day }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const first = Math.max(0, daysBetween(today, row.firstOn));
  const end = Math.min(days, daysBetween(today, row.lastOn) + 1);
  const before = first > days - end;
  const name = (
    <span className="ellipsis caption-line" style={{ gridColumn: before ? `1 / ${first + 1}` : `${end + 1} / -1`, justifySelf: before ? 'end' : 'start' }} aria-hidden="true">
      {row.name}
    </span>
  );
  return (
    <span className="promotion-days">
      <span className="hidden-text">
        {t(($) => $.promotions.calendarSays, { name: row.name, from: formats.fullDay(row.firstOn), through: formats.fullDay(row.lastOn), state: t(($) => $.promotions.states[row.state]) })}
      </span>
      {before && first > 0 && name}
      <span className="promotion-bar" data-state={row.state} style={{ gridColumn: `${first + 1} / ${end + 1}` }} />
      {!before && end < days && name}
    </span>
  );
}
