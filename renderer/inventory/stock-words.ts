import { useTranslation } from 'react-i18next';
import { type FirstReason, firstReasons } from '../../shared/inventory/adjustment.rules.ts';
import { useQueryOf } from '../client/use-shop.tsx';

const kinds = [
  'receipt', 'opening', 'shipment', 'cancellation', 'return', 'gain', 'loss', 'transfer', 'move', 'hold', 'consignment', 'allocation', 'incoming', 'earlier', 'onHand', 'onHold', 'allocated', 'buildable',
] as const;
type Kind = (typeof kinds)[number];

const kindOf = (text: string): Kind | undefined => kinds.find((kind) => kind === text);
const firstOf = (code: string): FirstReason | undefined => firstReasons.find((one) => one === code);

export interface StockWords {
  /** A movement's kind, or a part of an explanation. */
  kind(text: string): string;
  movement(movement: { kind: string; reason: string | null }): string;
  /** A reason by its code: the shop's own name for it, else ours. */
  reason(code: string): string;
}

export function useStockWords(): StockWords {
  const { t } = useTranslation();
  const reasons = useQueryOf('reason.list', undefined);
  const kind = (text: string): string => {
    const known = kindOf(text);
    return known ? t(($) => $.movementKinds[known]) : text;
  };
  const reason = (code: string): string => {
    const first = firstOf(code);
    const own = reasons.data?.reasons.find((one) => one.code === code)?.name;
    return own ?? (first ? t(($) => $.adjustmentReasons[first]) : code);
  };
  return { kind, reason, movement: (movement) => (movement.reason === null ? kind(movement.kind) : `${kind(movement.kind)}: ${reason(movement.reason)}`) };
}
