import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { CostEffect } from './cost-effect.tsx';

type Late = OutputOf<'costing.previewLate'>;

/** Every posted figure that goods recorded late would change, before and after: shown before anything is written. */
export function LatePreview({ late }: { late: Late }) {
  const { t } = useTranslation();
  return <CostEffect effect={late}>{late.asJob && <p className="text2">{t(($) => $.inventory.lateJob)}</p>}</CostEffect>;
}
