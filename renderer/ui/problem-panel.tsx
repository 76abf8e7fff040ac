import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Glyph } from './glyph.tsx';
import { useUi } from './ui-context.tsx';

/**
 * What did not happen, why with its numbers, and the way on, at the place of the act. A refusal of the shop's rules, a fault of
 * the outside world and our own mistake look alike; the words say whose it was.
 */
export function ProblemPanel({ problem, onRetry, children }: { problem: unknown; onRetry?: () => void; children?: ReactNode }) {
  const { words, problemText } = useUi();
  const { what, why, reference } = problemText(problem);
  const buttons = children !== undefined || onRetry !== undefined || reference !== undefined;
  return (
    <div className="card problem" role="alert">
      <div className="row">
        <Glyph kind="stop" />
        <span className="strong">{what}</span>
      </div>
      <p className="text2 problem-why">{why}</p>
      {buttons && (
        <div className="row problem-buttons">
          {children}
          {onRetry && (
            <Button variant="default" onClick={onRetry}>
              {words.tryAgain}
            </Button>
          )}
          {reference !== undefined && <CopyNumber reference={reference} />}
        </div>
      )}
    </div>
  );
}

function CopyNumber({ reference }: { reference: string }) {
  const { words } = useUi();
  return (
    <>
      <code className="mono">{reference}</code>
      <Button variant="subtle" onClick={() => void navigator.clipboard.writeText(reference)}>
        {words.copyNumber}
      </Button>
    </>
  );
}
