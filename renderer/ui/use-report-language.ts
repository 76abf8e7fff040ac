import { useTranslation } from 'react-i18next';
import { type Language, languages } from '../../shared/units/language.ts';

/** The language reports are asked in: the reader's. */
export function useReportLanguage(): Language {
  const { i18n } = useTranslation();
  return languages.find((one) => one === i18n.language) ?? 'en';
}
