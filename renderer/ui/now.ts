import { useEffect, useState } from 'react';
import { type Instant, instant } from '../../shared/units/instant.ts';

/** The current minute: ages and deadlines move on while a screen stands open. */
export function useNow(): Instant {
  const [now, setNow] = useState(() => instant(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setNow(instant(Date.now())), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
