import { useEffect, useState } from 'react';

interface Mark {
  readonly count: number;
  readonly at: number;
}

/** Too short a time says nothing about how fast something is. */
const leastMs = 2_000;

/** How many a second since this was first looked at; null while it does not go on, or is not known yet. */
export function useRate(count: number, goesOn: boolean): number | null {
  const [first, setFirst] = useState<Mark>();
  const [rate, setRate] = useState<number | null>(null);
  useEffect(() => {
    if (!goesOn) {
      setFirst(undefined);
      setRate(null);
      return;
    }
    const at = Date.now();
    if (!first) setFirst({ count, at });
    else if (at - first.at >= leastMs && count > first.count) setRate(Math.max(1, Math.round(((count - first.count) * 1000) / (at - first.at))));
  }, [count, goesOn, first]);
  return rate;
}
