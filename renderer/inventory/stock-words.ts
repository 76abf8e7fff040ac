import { useTranslation } from 'react-i18next';
import type { AdjustmentReason } from '../../shared/inventory/adjustment.rules.ts';

const kinds = ['receipt', 'opening', 'shipment', 'cancellation', 'return', 'adjustment', 'transfer', 'move', 'hold', 'allocation', 'earlier', 'onHand', 'onHold', 'allocated'] as const;
type Kind = (typeof kinds)[number];

const kindOf = (text: string): Kind | undefined => kinds.find((kind) => kind === text);

export interface StockWords {
  /** A movement's kind, or a part of an explanation. */
  kind(text: string): string;
  movement(movement: { kind: string; reason: string | null }): string;
  reason(reason: AdjustmentReason): string;
}

export function useStockWords(): StockWords {
  const { t } = useTranslation();
  const kind = (text: string): string => {
    const known = kindOf(text);
    return known ? t(($) => $.movementKinds[known]) : text;
  };
  const reason = (one: AdjustmentReason): string => t(($) => $.adjustmentReasons[one]);
  // A movement's reason is stored as text; only adjustments have one of ours.
  return { kind, reason, movement: (movement) => (movement.kind === 'adjustment' && movement.reason !== null ? reason(movement.reason as AdjustmentReason) : kind(movement.kind)) };
}
