import { useTranslation } from 'react-i18next';
import type { LinePart } from '../../shared/banking/fields.ts';
import { useCommand } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';
import { payeeOf } from './proposal-words.ts';

interface Line {
  id: number;
  payee: string;
  text: string;
}

/** Decides a line, with an undo while the note stands. */
export function useDecisions() {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const accept = useCommand('bankLine.accept');
  const undo = useCommand('bankLine.undo');
  const decide = (line: Line, parts: readonly LinePart[], done?: () => void): void => {
    if (accept.isPending) return;
    accept.mutate({ bankLineId: line.id, parts: [...parts] }, {
      onSuccess: ({ bankDecisionId }) => {
        show(t(($) => $.banking.acceptedToast, { payee: payeeOf(line) }), () => undo.mutateAsync({ bankDecisionId }));
        done?.();
      },
    });
  };
  return { decide, undo: (bankDecisionId: number) => undo.mutate({ bankDecisionId }), pending: accept.isPending, problem: accept.error ?? undo.error };
}
