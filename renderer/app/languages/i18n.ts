import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { type Language, languages } from '../../../shared/units/language.ts';
import { zhHans } from './zh-hans.ts';
import { zhHant } from './zh-hant.ts';

/** All languages are in the bundle: a shop without a network switches as well as one with. */
export function startLanguages(language: Language): i18n {
  void i18next.use(initReactI18next).init({
    lng: language,
    supportedLngs: [...languages],
    fallbackLng: 'en',
    resources: { en: { translation: en }, 'zh-Hans': { translation: zhHans }, 'zh-Hant': { translation: zhHant } },
    initAsync: false,
    // React escapes by itself.
    interpolation: { escapeValue: false },
  });
  return i18next;
}
