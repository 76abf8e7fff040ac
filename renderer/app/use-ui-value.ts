import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusals } from '../../shared/refusal/refusals.ts';
import type { RefusalCode } from '../../shared/refusal/refusal.ts';
import { problemOf } from '../client/problem.ts';
import { makeFormats } from '../ui/formats.ts';
import type { ProblemText, RefusalText, UiContextValue } from '../ui/ui-context.tsx';
import { refusals as english } from './languages/en/refusals.ts';
import { type Language, localeOf } from './languages/language.ts';
import { type RefusalWords, type Told, toldBy } from './languages/refusal-words.ts';
import { refusals as simplified } from './languages/zh-hans/refusals.ts';
import { refusals as traditional } from './languages/zh-hant/refusals.ts';
import { usePreferences } from './preferences.store.ts';

const refusalWords: Record<Language, RefusalWords> = { en: english, 'zh-Hans': simplified, 'zh-Hant': traditional };

export interface Place {
  readonly currency: string;
  readonly timeZone: string;
}

/** Everything the parts need to speak: words, number formats and refusals in the chosen language. */
export function useUiValue({ currency, timeZone }: Place): UiContextValue {
  const language = usePreferences((preferences) => preferences.language);
  const { t } = useTranslation();
  return useMemo(() => {
    const ages = t(($) => $.ages, { returnObjects: true });
    const formats = makeFormats({ locale: localeOf(language, navigator.language), currency, timeZone, ages });
    const told = toldBy(formats);
    const problemText = (error: unknown): ProblemText => {
      const problem = problemOf(error);
      if (problem.kind === 'refusal') return unchanged(wordsFor(refusalWords[language], problem.refusal, told), t(($) => $.ui.nothingChanged));
      if (problem.kind === 'bug') return { what: t(($) => $.shell.bugTitle), why: t(($) => $.shell.bugText), reference: problem.id };
      if (problem.kind === 'silence') return { what: t(($) => $.shell.faultTitle), why: t(($) => $.shell.faultText) };
      return { what: t(($) => $.faults[problem.code], { name: t(($) => $.shell.outside) }), why: t(($) => $.shell.outsideText) };
    };
    return { words: { ...t(($) => $.ui, { returnObjects: true }), unreadable: t(($) => $.unreadable, { returnObjects: true, skipInterpolation: true }) }, formats, problemText };
  }, [language, currency, timeZone, t]);
}

function wordsFor<Code extends RefusalCode>(words: RefusalWords, refusal: { code: Code; details: Refusals[Code] }, told: Told): RefusalText {
  // Another version of the shop may refuse with a code this one has no words for.
  const say = words[refusal.code] as ((details: Refusals[Code], told: Told) => RefusalText) | undefined;
  return say ? say(refusal.details, told) : { what: refusal.code, why: '' };
}

/** In Chinese no space stands between sentences. */
const unchanged = ({ what, why }: RefusalText, nothingChanged: string): RefusalText => ({ what, why: /[。？]$/.test(why) ? why + nothingChanged : `${why} ${nothingChanged}` });
