import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import type { GlyphKind } from '../ui/glyph.tsx';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** What was agreed with a supplier: each of its goods, with every price, the day it begins and the quantity it holds from. */
export function SupplierGoods({ supplierId }: { supplierId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = useQueryOf('agreement.list', { supplierId });
  if (!data || data.items.length === 0) return null;
  return (
    <>
      <Section title={t(($) => $.suppliers.agreements)} side={formats.currencySymbol} />
      {data.items.flatMap((item) =>
        item.agreements.map((agreement) => (
          <div key={agreement.id} className="peek-line">
            <span className="column" style={{ minWidth: 0 }}>
              <span className="ellipsis">{item.name}</span>
              <span className="caption">{t(($) => $.suppliers.holds, { sku: item.sku, day: formats.day(agreement.validFromOn), quantity: formats.quantity(agreement.fromQuantity) })}</span>
            </span>
            <span className="num">{agreement.price === undefined ? '—' : formats.bareUnitPrice(agreement.price, formats.currency)}</span>
          </div>
        )),
      )}
    </>
  );
}

const glyphs: Record<'valid' | 'expiresSoon' | 'expired', GlyphKind> = { valid: 'done', expiresSoon: 'look', expired: 'stop' };

/** A supplier's papers, what expires first on top. */
export function SupplierPapers({ supplierId }: { supplierId: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = useQueryOf('supplierDocument.list', { supplierId });
  if (!data || data.documents.length === 0) return null;
  return (
    <>
      <Section title={t(($) => $.suppliers.papers)} />
      {data.documents.map((paper) => (
        <div key={paper.id} className="peek-line">
          <Status kind={glyphs[paper.state]}>
            {paper.name} {paper.required && <span className="text3">{t(($) => $.suppliers.required)}</span>}
          </Status>
          <span className="text2">{paper.validThroughOn === null ? '—' : formats.day(paper.validThroughOn)}</span>
        </div>
      ))}
    </>
  );
}
