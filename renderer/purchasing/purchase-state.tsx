import { useTranslation } from 'react-i18next';
import type { PurchaseOrderStatus } from '../../shared/purchasing/purchase-order.rules.ts';
import type { GlyphKind } from '../ui/glyph.tsx';
import { Status, Tag, tagTone } from '../ui/status.tsx';

const glyphs: Record<PurchaseOrderStatus, GlyphKind> = { draft: 'todo', ordered: 'wait', partlyReceived: 'half', received: 'done', closed: 'off', cancelled: 'off' };

/** An order's state in a list. */
export function PurchaseState({ status }: { status: PurchaseOrderStatus }) {
  const { t } = useTranslation();
  return <Status kind={glyphs[status]}>{t(($) => $.purchasing.states[status])}</Status>;
}

/** The same in a header. */
export function PurchaseTag({ status }: { status: PurchaseOrderStatus }) {
  const { t } = useTranslation();
  return (
    <Tag kind={glyphs[status]} tone={tagTone[glyphs[status]]}>
      {t(($) => $.purchasing.states[status])}
    </Tag>
  );
}
