import { languageOf } from '../../shared/units/language.ts';

const words = {
  en: 'Open the shop from the program: this address worked once, for the window it was made for.',
  'zh-Hans': '从程序中打开店铺：此地址只能使用一次，仅限当时打开的窗口。',
  'zh-Hant': '從程式開啟店鋪：這個網址只能使用一次，僅限當時開啟的視窗。',
};

/** A page nobody was invited to gets one sentence and nothing of the shop. */
export function mountRefusal(): void {
  const language = languageOf(navigator.language);
  document.documentElement.lang = language;
  document.getElementById('root')?.replaceChildren(words[language]);
}
