import { useTranslation } from 'react-i18next';
import { minor } from '../../shared/units/minor.ts';
import type { OutputOf } from '../client/methods.ts';
import { useFormats } from '../ui/ui-context.tsx';

export type BankLine = OutputOf<'bankLine.list'>['rows'][number];
export type Proposal = NonNullable<BankLine['proposal']>;
type Reason = Proposal['reasons'][number];

/** A proposal and its reasons, in words. */
export function useProposalWords(currency: string): { name: (proposal: Proposal) => string; reason: (reason: Reason) => string } {
  const { t } = useTranslation();
  const formats = useFormats();
  return {
    name: ({ kind, numbers, party }) => t(($) => $.banking.kinds[kind], { numbers: numbers.join(', '), party }).replace(/[,，]\s*$/, ''),
    reason: ({ kind, value }) => {
      if (kind === 'days') return t(($) => $.banking.reasons.days, { count: Number(value) });
      if (kind === 'learned') return t(($) => $.banking.reasons.learned, { count: Number(value) });
      if (kind === 'partOf' || kind === 'covers') return t(($) => $.banking.reasons[kind], { amount: formats.moneyIn(minor(Math.abs(Number(value))), currency) });
      return t(($) => $.banking.reasons[kind], { value: String(value) });
    },
  };
}

/** The payee of a line, or what stands for it where the bank names none. */
export const payeeOf = ({ payee, text }: { payee: string; text: string }): string => payee || text || '—';
