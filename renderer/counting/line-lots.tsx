import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { ReviewRow } from './count-review.tsx';

type Line = OutputOf<'stocktake.line'>;
type Lot = NonNullable<Line['rounds'][number]['lots']>[number];

/** The lots or pieces of a line: each that differs with its figures, and how many are as the book says. */
export function LineLots({ row, line }: { row: ReviewRow; line: Line }) {
  const { t } = useTranslation();
  // What differs stands on the line itself, as posted or as it would be; what is as the book says only in its counts.
  const { lots: differing = [], tracking } = row;
  const codes = new Set(differing.map(({ code }) => code));
  const equal = (line.rounds.at(-1)?.lots ?? []).filter((lot) => !codes.has(lot.code) && lot.variance === 0);
  if (tracking === 'none' || differing.length + equal.length === 0) return null;
  return (
    <>
      <Section title={t(($) => $.counts.lotsOf[tracking])} />
      {(row.unread ?? 0) === 0 && differing.map((lot) => <LotRow key={lot.code} lot={lot} />)}
      {(row.unread ?? 0) > 0 && (line.rounds.at(-1)?.lots ?? []).filter((lot) => lot.variance !== 0).map((lot) => <LotRow key={lot.code} lot={lot} />)}
      {equal.length > 0 && <p className="text2">{t(($) => $.counts.asBook, { count: equal.length })}</p>}
    </>
  );
}

function LotRow({ lot }: { lot: Lot }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { code, expiresOn, counted, variance, bookedAt } = lot;
  const place = bookedAt === null ? '' : [bookedAt.here ? undefined : bookedAt.location, bookedAt.bin ?? t(($) => $.counts.noBin)].filter((part) => part !== undefined).join(' · ');
  return (
    <>
      <div className="movement">
        <span className={variance < 0 ? 'medium bad' : 'medium ok'}>{variance < 0 ? '▾' : '▴'}</span>
        <span className="ellipsis"><span className="code">{code}</span>{expiresOn !== null && <span className="text3"> {t(($) => $.counts.goodUntil, { day: formats.day(expiresOn) })}</span>}</span>
        <span className="num medium">{formats.quantity(counted)}</span>
        <span className="num text2">{formats.signedQuantity(variance)}</span>
      </div>
      {bookedAt !== null && <p className={bookedAt.here ? 'text2' : 'warn'}>{t(($) => $.counts[bookedAt.here ? 'carriedOver' : 'bookedElsewhere'], { place })}</p>}
    </>
  );
}
