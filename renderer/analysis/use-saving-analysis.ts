import { useTranslation } from 'react-i18next';
import type { FileFormat } from '../accounting/save-report-dialog.tsx';
import { saveNamed } from '../accounting/save-report.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { useReportLanguage } from '../ui/use-report-language.ts';
import { askedOf, type AnalysisSearch } from './analysis-search.ts';

/** Saves what is on the screen, whole, as of its day and in the reader's words; answers what to say of it. */
export function useSavingAnalysis(search: AnalysisSearch): (format: FileFormat) => Promise<string> {
  const { t } = useTranslation();
  const client = useShopClient();
  const language = useReportLanguage();
  return async (format) => {
    const { limit: _page, ...asked } = askedOf(search);
    const { rows: count, ...file } = await client.call('analysis.file', { ...asked, language, format });
    return t(($) => $.classes.saved, { count, name: saveNamed(file) });
  };
}
