import { useTranslation } from 'react-i18next';
import type { FaultOf } from '../../shared/returns/policy.rules.ts';
import { useQueryOf } from '../client/use-shop.tsx';

const own = ['changedMind', 'doesNotFit', 'refusedParcel', 'wrongItem', 'notAsDescribed', 'tooLate', 'damagedOnTheWay', 'defective', 'incomplete'] as const;

/** A reason in words: the shop's own name, else the program's. */
export function useReasonWords(): (code: string, name?: string | null) => string {
  const { t } = useTranslation();
  return (code, name) => {
    const first = own.find((one) => one === code);
    return name || (first ? t(($) => $.returns.reasons[first]) : code);
  };
}

/** The reasons on offer, in the order people mostly give them. */
export function useReasons(): { value: string; label: string; fault: FaultOf }[] {
  const words = useReasonWords();
  const list = useQueryOf('returnReason.list', undefined);
  const rank = (code: string): number => {
    const index = own.findIndex((one) => one === code);
    return index < 0 ? own.length : index;
  };
  return (list.data?.reasons ?? [])
    .filter((reason) => !reason.blocked)
    .sort((a, b) => rank(a.code) - rank(b.code))
    .map(({ code, name, fault }) => ({ value: code, label: words(code, name), fault }));
}
