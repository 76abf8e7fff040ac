import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import type { GlyphKind } from '../ui/glyph.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';

export const paperGlyphs: Record<'valid' | 'expiresSoon' | 'expired', GlyphKind> = { valid: 'done', expiresSoon: 'look', expired: 'stop' };

/** What of a supplier's papers has expired or soon will, said where something is ordered there; a required one that has expired stops the order. */
export function PaperWarnings({ supplierId, supplierName }: { supplierId: number; supplierName: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = useQueryOf('supplierDocument.list', { supplierId });
  const lapsing = (data?.documents ?? []).filter(({ state }) => state !== 'valid');
  const stopping = lapsing.filter(({ state, required }) => required && state === 'expired');
  if (lapsing.length === 0) return null;
  return (
    <div className="column" style={{ gap: 4 }}>
      {stopping.length > 0 && <Status kind="stop">{t(($) => $.purchasing.stoppedBy, { papers: stopping.map(({ name }) => name).join(', ') })}</Status>}
      {lapsing.filter((paper) => !stopping.includes(paper)).map(({ id, name, state, validThroughOn }) => (
        <Status key={id} kind="look">
          {t(($) => $.supplierItem[state === 'expired' ? 'paperExpired' : 'paperExpires'], { supplier: supplierName, paper: name, day: validThroughOn === null ? '' : formats.fullDay(validThroughOn) })}
        </Status>
      ))}
    </div>
  );
}
