import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RefusalData } from '../../shared/refusal/refusal.ts';
import { Glyph } from './glyph.tsx';
import { useUi } from './ui-context.tsx';

/** What did not happen, why with its numbers, and the way on: shown at the place of the act. */
export function RefusalPanel({ refusal, children }: { refusal: RefusalData; children?: ReactNode }) {
  const { words, refusalText } = useUi();
  const { what, why } = refusalText(refusal);
  return (
    <div className="card refusal" role="alert">
      <div className="row">
        <Glyph kind="stop" />
        <span className="strong">{what}</span>
      </div>
      <p className="text2 refusal-why">
        {why} {words.nothingChanged}
      </p>
      {children && (
        <div className="row" style={{ paddingLeft: 22 }}>
          {children}
        </div>
      )}
    </div>
  );
}

/** The outside world or our own mistake: who it was, that nothing is lost, and a number to quote when it was us. */
export function FaultPanel({ problem, onRetry }: { problem: unknown; onRetry?: () => void }) {
  const { words, faultText } = useUi();
  const { what, why, reference } = faultText(problem);
  return (
    <div className="card refusal" role="alert">
      <div className="row">
        <Glyph kind="stop" />
        <span className="strong">{what}</span>
      </div>
      <p className="text2 refusal-why">{why}</p>
      <div className="row" style={{ paddingLeft: 22 }}>
        {onRetry && (
          <Button variant="default" onClick={onRetry}>
            {words.tryAgain}
          </Button>
        )}
        {reference !== undefined && <CopyNumber reference={reference} />}
      </div>
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
