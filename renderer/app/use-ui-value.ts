import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusalText, Told } from '../../shared/refusal/refusal-words.ts';
import { sayRefusal } from '../../shared/refusal/say-refusal.ts';
import { isDay } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { type Problem, problemOf } from '../client/problem.ts';
import { useAskAgain } from '../client/use-shop.tsx';
import { type Formats, makeFormats } from '../ui/formats.ts';
import type { ProblemText, UiContextValue } from '../ui/ui-context.tsx';
import { localeOf } from '../../shared/units/language.ts';
import { usePreferences } from './preferences.store.ts';
import { codeOf, problemReport } from './problem-report.ts';

declare global {
  /** Put in by the build (renderer/vite.config.ts). */
  const shopwrightVersion: string;
}

export interface Place {
  readonly currency: string;
  readonly timeZone: string;
}

/** Everything the parts need to speak: words, number formats and refusals in the chosen language. */
export function useUiValue({ currency, timeZone }: Place): UiContextValue {
  const language = usePreferences((preferences) => preferences.language);
  const { t } = useTranslation();
  const askAgainAbout = useAskAgain();
  return useMemo(() => {
    const ages = t(($) => $.ages, { returnObjects: true });
    const formats = makeFormats({ locale: localeOf(language, navigator.language), currency, timeZone, ages });
    const told = toldBy(formats);
    const say = (problem: Problem): RefusalText => {
      if (problem.kind === 'refusal') return sayRefusal(language, problem.refusal, told);
      if (problem.kind === 'bug') return { what: t(($) => $.shell.bugTitle), why: t(($) => $.shell.bugText) };
      if (problem.kind === 'silence') return { what: t(($) => $.shell.faultTitle), why: t(($) => $.shell.faultText) };
      return { what: t(($) => $.faults[problem.code], { name: t(($) => $.shell.outside) }), why: t(($) => $.shell.outsideText) };
    };
    const problemText = (error: unknown): ProblemText => {
      const problem = problemOf(error);
      const askAgain = askAgainAbout(error);
      return { ...say(problem), code: codeOf(problem), report: () => problemReport(error, surroundings()), ...(askAgain && { askAgain }) };
    };
    return { words: { ...t(($) => $.ui, { returnObjects: true }), unreadable: t(($) => $.unreadable, { returnObjects: true, skipInterpolation: true }) }, formats, problemText };
  }, [language, currency, timeZone, t, askAgainAbout]);
}

const surroundings = () => ({ version: shopwrightVersion, place: location.hash, system: navigator.userAgent, now: Date.now() });

/** The numbers of a refusal, written as everywhere on the screen. */
const toldBy = (formats: Formats): Told => ({
  money: (amount) => formats.money(minor(amount)),
  unitPrice: (amount) => formats.unitPrice(unitPrice(amount)),
  percent: (rate) => formats.percent(ratePpm(rate)),
  quantity: (amount) => formats.quantity(quantity(amount)),
  count: formats.count,
  day: (on) => (isDay(on) ? formats.day(on) : on),
});
