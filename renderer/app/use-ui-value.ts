import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Told } from '../../shared/refusal/refusal-words.ts';
import { sayRefusal } from '../../shared/refusal/say-refusal.ts';
import { isDay } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { problemOf } from '../client/problem.ts';
import { type Formats, makeFormats } from '../ui/formats.ts';
import type { ProblemText, UiContextValue } from '../ui/ui-context.tsx';
import { localeOf } from '../../shared/units/language.ts';
import { usePreferences } from './preferences.store.ts';

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
      if (problem.kind === 'refusal') return sayRefusal(language, problem.refusal, told);
      if (problem.kind === 'bug') return { what: t(($) => $.shell.bugTitle), why: t(($) => $.shell.bugText), reference: problem.id };
      if (problem.kind === 'silence') return { what: t(($) => $.shell.faultTitle), why: t(($) => $.shell.faultText) };
      return { what: t(($) => $.faults[problem.code], { name: t(($) => $.shell.outside) }), why: t(($) => $.shell.outsideText) };
    };
    return { words: { ...t(($) => $.ui, { returnObjects: true }), unreadable: t(($) => $.unreadable, { returnObjects: true, skipInterpolation: true }) }, formats, problemText };
  }, [language, currency, timeZone, t]);
}

/** The numbers of a refusal, written as everywhere on the screen. */
const toldBy = (formats: Formats): Told => ({
  money: (amount) => formats.money(minor(amount)),
  unitPrice: (amount) => formats.unitPrice(unitPrice(amount)),
  percent: (rate) => formats.percent(ratePpm(rate)),
  quantity: (amount) => formats.quantity(quantity(amount)),
  count: formats.count,
  day: (on) => (isDay(on) ? formats.day(on) : on),
});
