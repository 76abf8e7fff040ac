import { useTranslation } from 'react-i18next';
import { documentReasons, firstReasons } from '../../shared/inventory/adjustment.rules.ts';
import { useQueryOf } from '../client/use-shop.tsx';

const kinds = [
  'receipt', 'opening', 'shipment', 'cancellation', 'return', 'gain', 'loss', 'transfer', 'move', 'hold', 'consignment', 'allocation', 'incoming', 'earlier', 'revalued', 'recosted', 'onHand', 'onHold', 'allocated', 'buildable',
] as const;
type Kind = (typeof kinds)[number];

const kindOf = (text: string): Kind | undefined => kinds.find((kind) => kind === text);
const ownWords = [...firstReasons, ...documentReasons] as const;
const documentOf = (code: string | null) => documentReasons.find((one) => one === code);

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
    const first = ownWords.find((one) => one === code);
    const own = reasons.data?.reasons.find((one) => one.code === code)?.name;
    return own ?? (first ? t(($) => $.adjustmentReasons[first]) : code);
  };
  const movement = ({ kind: of, reason: why }: { kind: string; reason: string | null }): string => {
    // What a document took out is not lost: its reason says all.
    if (why === null || documentOf(why)) return why === null ? kind(of) : reason(why);
    return `${kind(of)}: ${reason(why)}`;
  };
  return { kind, reason, movement };
}
