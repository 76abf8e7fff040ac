import { useEffect, useRef, useState } from 'react';

/** Too short a time says nothing about how fast something is. */
const lookEveryMs = 2_000;

/** How many a second since this was first looked at; null while it does not go on, or is not known yet. */
export function useRate(count: number, goesOn: boolean): number | null {
  const [rate, setRate] = useState<number | null>(null);
  const latest = useRef(count);
  useEffect(() => {
    latest.current = count;
  }, [count]);
  useEffect(() => {
    if (!goesOn) return undefined;
    const first = { count: latest.current, at: Date.now() };
    const timer = setInterval(() => {
      const came = latest.current - first.count;
      if (came > 0) setRate(Math.max(1, Math.round((came * 1000) / (Date.now() - first.at))));
    }, lookEveryMs);
    return () => {
      clearInterval(timer);
      setRate(null);
    };
  }, [goesOn]);
  return goesOn ? rate : null;
}
