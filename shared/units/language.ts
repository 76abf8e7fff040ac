/** The languages the program speaks whole. */
export const languages = ['en', 'zh-Hans', 'zh-Hant'] as const;
export type Language = (typeof languages)[number];

/** Each language by its own name, so that it is found by those who read only it. */
export const languageNames: Record<Language, string> = { en: 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文' };
export const languageMarks: Record<Language, string> = { en: 'EN', 'zh-Hans': '简', 'zh-Hant': '繁' };

const traditional = new Set(['TW', 'HK', 'MO', 'HANT']);

/** The language for a tag of the system: bare `zh`, `zh-CN` and `zh-SG` are Simplified; `zh-TW`, `zh-HK`, `zh-MO` Traditional. */
export function languageOf(tag: string): Language {
  const [language = '', ...parts] = tag.toUpperCase().split(/[-_]/);
  if (language !== 'ZH') return 'en';
  return parts.some((part) => traditional.has(part)) ? 'zh-Hant' : 'zh-Hans';
}

/** The locale numbers and dates are written in. English keeps the reader's own country when the system names one. */
export function localeOf(language: Language, systemTag: string): string {
  if (language === 'zh-Hans') return 'zh-CN';
  if (language === 'zh-Hant') return 'zh-TW';
  return systemTag.startsWith('en-') ? systemTag : 'en-US';
}
