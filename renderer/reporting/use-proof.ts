import type { OutputOf } from '../client/methods.ts';
import { type Reading, useReading } from '../client/use-reading.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';

const minute = 60_000;

/** The last proof of the books, which the program renews by itself, and a way to prove them now. */
export function useProof(): { proof: OutputOf<'proof.latest'> | undefined; working: Reading | undefined; problem: unknown; proveAgain: () => void } {
  const latest = useQueryOf('proof.latest', undefined, { whenAsked: true, everyMs: minute });
  const run = useCommand('proof.run');
  const working = useReading(['proof.run'], run.isPending || latest.isPending);
  const proveAgain = (): void => {
    if (!run.isPending) run.mutate(undefined, { onSuccess: () => void latest.refetch() });
  };
  return { proof: latest.data, working, problem: run.error, proveAgain };
}
