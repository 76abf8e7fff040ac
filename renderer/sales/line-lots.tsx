import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Offer } from '../../shared/sales/order-offer.contract.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { sumOfLots } from '../../shared/inventory/lot.rules.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { type TypedLine, useOrderDraft } from './order-draft.store.ts';

/** The pieces and lots scanned for a line over the counter; each can be taken off again. */
export function LineLots({ line, offer }: { line: TypedLine; offer: Offer }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { changeLine, drop, draft: { handover } } = useOrderDraft();
  if (handover === 'parcel' || (offer.tracking !== 'serial' && line.lots.length === 0)) return null;
  const { variantId } = offer;
  const named = sumOfLots(line.lots);
  const asked = line.quantity ?? quantity(0);
  const remove = (code: string): void => {
    const lots = line.lots.filter((lot) => lot.code !== code);
    const left = quantity(asked - (named - sumOfLots(lots)));
    if (left > 0) changeLine(variantId, { lots, quantity: left });
    else drop(variantId);
  };
  return (
    <span className="row" style={{ flexWrap: 'wrap', gap: 4, marginTop: 6 }}>
      {line.lots.map(({ code, quantity: count }) => (
        <button key={code} type="button" className="plain lot-chip code" aria-label={`${t(($) => $.ui.remove)}, ${code}`} onClick={() => remove(code)}>
          {code}
          {offer.tracking === 'lot' && ` × ${formats.quantity(count)}`}
          <IconX size={12} aria-hidden="true" />
        </button>
      ))}
      {offer.tracking === 'serial' && named !== asked && <span className="caption warn">{t(($) => $.newOrder.numbers, { named: formats.quantity(named), asked: formats.quantity(asked) })}</span>}
    </span>
  );
}
