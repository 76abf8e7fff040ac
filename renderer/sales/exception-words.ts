import { useTranslation } from 'react-i18next';
import { type CheckTerm, type FactValue, type OrderFact, orderFactNames, orderFacts } from '../../shared/sales/order-check.rules.ts';
import type { ExceptionKind } from '../../shared/sales/exception.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { useFormats } from '../ui/ui-context.tsx';

export interface ToldException {
  readonly kind: ExceptionKind;
  readonly details: Record<string, unknown>;
}

/** The details of a rule that fired, as main/sales/order-check.service.ts writes them. */
interface Finding {
  readonly code: string | null;
  readonly name: string;
  readonly terms: readonly CheckTerm[];
}

/** The name of a rule: the program's own rules are called in the reader's language. */
export function useRuleName(): (rule: { code: string | null; name: string }) => string {
  const { t } = useTranslation();
  return ({ code, name }) => {
    const known = ruleCodes.find((one) => one === code);
    return known ? t(($) => $.checks.rules[known]) : name;
  };
}

export const ruleCodes = ['outOfStock', 'duplicate', 'underFloor', 'address', 'addressDisputed', 'paidShort', 'blocked', 'manyInADay', 'largeFirst', 'oftenRefunded'] as const;

/** A fact's value as one reads it: money, pieces, per cent, yes or no. */
export function useFactValue(): (fact: OrderFact, value: FactValue) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return (fact, value) => {
    if (typeof value === 'string') return value === '' ? '—' : value;
    const unit = orderFacts[fact];
    if (unit === 'money') return formats.money(minor(value));
    if (unit === 'quantity') return formats.quantity(quantity(value));
    if (unit === 'rate') return formats.percent(ratePpm(value));
    if (unit === 'yesNo') return value === 1 ? t(($) => $.checks.yes) : t(($) => $.checks.no);
    return formats.count(value);
  };
}

/** Why a rule fired, as one sentence: each fact, what it was compared with, and what it is. */
export function useTermWords(): (terms: readonly CheckTerm[]) => string {
  const { t } = useTranslation();
  const valueOf = useFactValue();
  const termOf = ({ fact, operator, value, was }: CheckTerm): string => {
    const name = t(($) => $.checks.facts[fact]);
    if (orderFacts[fact] === 'yesNo') return value === 1 ? t(($) => $.checks.termYes, { fact: name }) : t(($) => $.checks.termNo, { fact: name });
    return t(($) => $.checks.term, { fact: name, operator: t(($) => $.checks.operators[operator]), value: valueOf(fact, value), was: valueOf(fact, was) });
  };
  return (terms) => terms.filter(({ fact }) => orderFactNames.includes(fact)).map(termOf).join(t(($) => $.checks.and));
}

/** What an exception is called and what it says, in the reader's words. */
export function useExceptionWords(): (exception: ToldException) => { title: string; text: string } {
  const { t } = useTranslation();
  const nameOf = useRuleName();
  const termWords = useTermWords();
  return ({ kind, details }) => {
    if (kind !== 'check') return { title: t(($) => $.exceptions[kind].title, { sku: textIn(details, 'sku'), number: textIn(details, 'number') }), text: t(($) => $.exceptions[kind].text) };
    const finding = details as unknown as Finding;
    return { title: nameOf(finding), text: termWords(finding.terms) };
  };
}

export const skuOf = ({ details }: { details: Record<string, unknown> }): string => textIn(details, 'sku');

const textIn = (details: Record<string, unknown>, name: string): string => (typeof details[name] === 'string' ? details[name] : '');
