import type { CustomTypeOptions } from 'i18next';
import { useTranslation } from 'react-i18next';

type ProofId = keyof CustomTypeOptions['resources']['translation']['proofs'];

/** What a proof that fails would hold, in the reader's words. What it found, row by row, is English, as `check` prints it. */
export function useProofWords(): (fault: { proof: string; says: string }) => string {
  const { t, i18n } = useTranslation();
  return ({ proof, says }) => (i18n.language === 'en' || !i18n.exists(`proofs.${proof}`) ? `${proof}: ${says}` : `${proof}：${t(($) => $.proofs[proof as ProofId])}`);
}
