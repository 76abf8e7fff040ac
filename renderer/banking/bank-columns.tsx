import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Status } from '../ui/status.tsx';
import type { Column } from '../ui/table/column.ts';
import { useFormats } from '../ui/ui-context.tsx';
import { type BankLine, payeeOf, useProposalWords } from './proposal-words.ts';

/** A line as the bank says it, and what it probably is with its points. */
export function useBankColumns(currency: string): readonly Column<BankLine>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useProposalWords(currency);
  return useMemo(
    () => [
      { id: 'on', header: t(($) => $.banking.date), width: 70, cell: (row) => <span className="text2">{formats.day(row.bookedOn)}</span> },
      { id: 'payee', header: t(($) => $.banking.payee), width: 160, cell: (row) => <span className="medium ellipsis">{payeeOf(row)}</span> },
      { id: 'text', header: t(($) => $.banking.text), width: 140, grows: true, dropOrder: 1, cell: (row) => <span className="text2 ellipsis">{row.payee === '' ? row.reference : row.text}</span> },
      { id: 'amount', header: `${t(($) => $.banking.amount)} ${formats.symbolOf(currency)}`, width: 110, numeric: true, cell: (row) => formats.amountIn(row.amount, currency) },
      {
        id: 'proposal',
        header: t(($) => $.banking.proposal),
        width: 260,
        grows: true,
        cell: (row) =>
          row.matched === row.amount ? (
            <Status kind="done">{t(($) => $.banking.decided)}</Status>
          ) : row.proposal ? (
            <Status kind={row.proposal.score >= 75 ? 'half' : 'wait'}>{`${words.name(row.proposal)} · ${formats.count(row.proposal.score)}`}</Status>
          ) : (
            <Status kind="look">{t(($) => $.banking.nothingFits)}</Status>
          ),
      },
    ],
    [t, formats, words, currency],
  );
}
