import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveWorkbook } from '../client/save-file.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useReportLanguage } from '../ui/use-report-language.ts';
import { askedOf, type AnalysisSearch } from './analysis-search.ts';

/** Saves what is on the screen as a workbook, whole, in the reader's words. */
export function useSavingAnalysis(search: AnalysisSearch): { save: () => void; problem: unknown } {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const language = useReportLanguage();
  const [problem, setProblem] = useState<unknown>(null);
  const save = (): void => {
    const { limit: _page, ...asked } = askedOf(search);
    client.call('analysis.file', { ...asked, language, format: 'xlsx' }).then(
      ({ name: fileName, data, rows: count }) => {
        setProblem(null);
        saveWorkbook({ fileName, data });
        show(t(($) => $.classes.saved, { count, name: fileName }));
      },
      (error: unknown) => setProblem(error),
    );
  };
  return { save, problem };
}
