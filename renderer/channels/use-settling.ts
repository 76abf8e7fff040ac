import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConflictChoice } from '../../shared/channels/conflict.rules.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';
import type { Conflict, Value } from './conflict-value.tsx';

export interface Choice {
  readonly choose: ConflictChoice;
  /** Of a third value. */
  readonly value?: Value;
}

/** How many one command takes. */
const atOnce = 200;

/** Settles conflicts and opens them again, each with its undo. What was refused of them is told as one problem. */
export function useSettling() {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const settle = useCommand('conflict.settle');
  const reopen = useCommand('conflict.reopen');
  const [chosen, setChosen] = useState<ReadonlyMap<number, Choice>>(new Map());
  const choose = (conflictId: number, choice: Choice): void => setChosen((known) => new Map(known).set(conflictId, choice));
  const run = (rows: readonly (Pick<Conflict, 'conflictId'> & Choice)[], done?: () => void): void =>
    settle.mutate({ items: rows.slice(0, atOnce).map(({ conflictId, choose: side, value = null }) => ({ conflictId, choose: side, value })) }, {
      onSuccess: ({ results }) => {
        const settled = results.flatMap((result) => (result.ok ? [{ conflictId: result.value.conflictId }] : []));
        if (settled.length === 0) return;
        show(t(($) => $.conflicts.settled, { count: settled.length }), () => reopen.mutateAsync({ items: settled }));
        done?.();
      },
    });
  const openAgain = (conflictId: number, done?: () => void): void =>
    reopen.mutate({ items: [{ conflictId }] }, {
      onSuccess: ({ results: [result] }) => {
        if (!result?.ok) return;
        show(t(($) => $.conflicts.reopened), () => settle.mutateAsync({ items: [result.value] }));
        done?.();
      },
    });
  const problem = settle.error ?? reopen.error ?? refusedOf(settle.data?.results ?? []) ?? refusedOf(reopen.data?.results ?? []);
  return { chosen, choose, run, openAgain, pending: settle.isPending || reopen.isPending, problem };
}

export type Settling = ReturnType<typeof useSettling>;

/** The first item that was refused, as an error to be shown. */
function refusedOf(results: OutputOf<'conflict.settle'>['results']): unknown {
  const refused = results.find((result) => !result.ok);
  return refused && !refused.ok ? { code: 'REFUSED', data: refused.refusal } : null;
}
