import { Progress } from '@mantine/core';
import { useFormats, useUi } from './ui-context.tsx';

/** Work of seconds the screen waits for: how far it is, and the way to stop it. `of` is 0 before it said anything. */
export function Working({ label, done, of, onStop }: { label: string; done: number; of: number; onStop: () => void }) {
  const { words } = useUi();
  const formats = useFormats();
  return (
    <div className="column" role="status" style={{ gap: 4, padding: '8px 16px', maxWidth: 420 }}>
      <div className="row">
        <span className="text2">{label}</span>
        <span className="spring" />
        <button type="button" className="plain link" onClick={onStop}>
          {words.stop}
        </button>
      </div>
      <Progress value={of === 0 ? 0 : (done / of) * 100} aria-label={label} />
      {of > 0 && <span className="caption num">{`${formats.count(done)} / ${formats.count(of)}`}</span>}
    </div>
  );
}
