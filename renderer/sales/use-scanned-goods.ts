import { useTranslation } from 'react-i18next';
import { playOutcome } from '../ui/scan/sounds.ts';
import { useToasts } from '../ui/toast.tsx';
import { type AddGoods, type SaleSays, useSaleScan } from './use-sale-scan.tsx';

/** Scanned goods go on the order; anything else is told and left. */
export function useScannedGoods(add: AddGoods): SaleSays {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  return useSaleScan(add, (code) => {
    playOutcome('unknown');
    show(`${code}: ${t(($) => $.scan.unknownSays)}`);
  });
}
