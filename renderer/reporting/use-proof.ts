import type { OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';

const minute = 60_000;

/** The last proof of the books, which the program renews by itself, and a way to prove them now. */
export function useProof(): { proof: OutputOf<'proof.latest'> | undefined; proving: boolean; proveAgain: () => void } {
  const latest = useQueryOf('proof.latest', undefined, { whenAsked: true, everyMs: minute });
  const run = useCommand('proof.run');
  const proveAgain = (): void => {
    if (!run.isPending) run.mutate(undefined, { onSuccess: () => void latest.refetch() });
  };
  return { proof: latest.data, proving: run.isPending, proveAgain };
}
