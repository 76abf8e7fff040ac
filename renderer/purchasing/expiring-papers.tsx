import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { paperGlyphs } from './paper-warnings.tsx';

/** Papers of any supplier that have expired or expire within thirty days: each leads to its supplier. */
export function ExpiringPapers({ onOpen }: { onOpen: (supplierId: number) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const answer = useQueryOf('supplierDocument.expiring', undefined);
  const documents = answer.data?.documents ?? [];
  if (documents.length === 0) return null;
  return (
    <div className="filters" role="status" style={{ flexWrap: 'wrap', height: 'auto', minHeight: 40, paddingBlock: 8 }}>
      {documents.slice(0, 3).map(({ id, supplierId, supplierName, name, state, validThroughOn }) => (
        <button key={id} type="button" className="plain" style={{ minHeight: 24 }} onClick={() => onOpen(supplierId)}>
          <Status kind={paperGlyphs[state]}>
            {t(($) => $.supplierItem[state === 'expired' ? 'paperExpired' : 'paperExpires'], { supplier: supplierName, paper: name, day: validThroughOn === null ? '' : formats.fullDay(validThroughOn) })}
          </Status>
        </button>
      ))}
      {documents.length > 3 && <span className="text3">{t(($) => $.supplierItem.morePapers, { count: documents.length - 3 })}</span>}
    </div>
  );
}
