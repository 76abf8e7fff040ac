import type { Language } from '../units/language.ts';
import type { RefusalData } from './refusal.ts';
import { type RefusalText, type RefusalWords, type Told, wordsFor } from './refusal-words.ts';
import { refusals as english } from './words/en.ts';
import { refusals as simplified } from './words/zh-hans.ts';
import { refusals as traditional } from './words/zh-hant.ts';

const words: Record<Language, RefusalWords> = { en: english, 'zh-Hans': simplified, 'zh-Hant': traditional };
const nothingChanged: Record<Language, string> = { en: 'Nothing was changed.', 'zh-Hans': '未做任何改动。', 'zh-Hant': '未做任何變更。' };

/** A refusal in the reader's words, the same on a screen and in a terminal; it ends by saying that nothing was changed. */
export function sayRefusal(language: Language, refusal: RefusalData, told: Told): RefusalText {
  const { what, why } = wordsFor(words[language], refusal, told);
  const rest = nothingChanged[language];
  if (why === '') return { what, why: rest };
  // In Chinese no space stands between sentences.
  return { what, why: /[。？]$/.test(why) ? why + rest : `${why} ${rest}` };
}
