import { useEffect, useState } from 'react';
import { useUi } from './ui-context.tsx';

/** Nothing before 300 ms, grey bars in the real columns until a second, then words: a flash of grey tires more than a blank. */
export function Loading({ widths = [44, 160, 120], rows = 8 }: { widths?: readonly number[]; rows?: number }) {
  const { words } = useUi();
  const phase = useLoadingPhase();
  if (phase === 'quiet') return null;
  return (
    <div style={{ padding: '0 16px' }} aria-busy="true" aria-label={words.loading} role="status">
      {phase === 'long' && <p className="caption" style={{ padding: '8px 0' }}>{words.loading}</p>}
      {Array.from({ length: rows }, (_, row) => (
        // oxlint-disable-next-line react/no-array-index-key -- grey bars have no other identity
        <div key={row} className="row" style={{ height: 32, borderBottom: '1px solid var(--sw-line)', gap: 24 }}>
          {widths.map((width, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <span key={index} className="skeleton" style={{ width: width - ((row * 13) % 5) * 6 }} />
          ))}
        </div>
      ))}
    </div>
  );
}

function useLoadingPhase(): 'quiet' | 'skeleton' | 'long' {
  const [phase, setPhase] = useState<'quiet' | 'skeleton' | 'long'>('quiet');
  useEffect(() => {
    const timers = [setTimeout(() => setPhase('skeleton'), 300), setTimeout(() => setPhase('long'), 1000)];
    return () => timers.forEach(clearTimeout);
  }, []);
  return phase;
}
