import { Button } from '@mantine/core';
import { Children, type ReactNode, useState } from 'react';
import { Glyph } from './glyph.tsx';
import { useUi } from './ui-context.tsx';

interface ProblemPanelProps {
  problem: unknown;
  /** Where the panel cannot know how: a question is asked again by itself. */
  onRetry?: () => void;
  /** Words that know more of the place than those of the problem. */
  says?: { what: string; why: string };
  children?: ReactNode;
}

/**
 * What did not happen, why with its numbers, and the way on, at the place of the act. A refusal of the shop's rules, a fault of
 * the outside world and our own mistake look alike; the words say whose it was. There is always a way on, if only to close it.
 */
export function ProblemPanel({ problem, onRetry, says, children }: ProblemPanelProps) {
  const { words, problemText } = useUi();
  const [closed, setClosed] = useState<{ problem: unknown }>();
  const { askAgain, ...text } = problemText(problem);
  const { what, why } = says ?? text;
  const retry = onRetry ?? askAgain;
  // Several conditions of which none holds are children as well, but no way on.
  const hasWayOn = retry !== undefined || Children.toArray(children).length > 0;
  if (closed?.problem === problem) return null;
  return (
    <div className="card problem" role="alert">
      <div className="row">
        <Glyph kind="stop" />
        <span className="strong">{what}</span>
      </div>
      <p className="text2 problem-why">{why}</p>
      <div className="row problem-buttons">
        {children}
        {retry && (
          <Button variant="default" onClick={retry}>
            {words.tryAgain}
          </Button>
        )}
        {!hasWayOn && (
          <Button variant="default" onClick={() => setClosed({ problem })}>
            {words.close}
          </Button>
        )}
        <span className="row problem-report">
          <code className="mono problem-code">{text.code}</code>
          <CopyReport className="link" report={text.report} />
        </span>
      </div>
    </div>
  );
}

export function CopyReport({ report, className = '' }: { report: () => string; className?: string }) {
  const { words } = useUi();
  const [copied, setCopied] = useState(false);
  const copy = (): void => void navigator.clipboard.writeText(report()).then(() => setCopied(true));
  return (
    <button type="button" className={className && `plain ${className}`} onClick={copy}>
      {copied ? words.copied : words.copyReport}
    </button>
  );
}

/** A problem under the field it belongs to, which is the way on itself. */
export function ProblemLine({ problem }: { problem: unknown }) {
  const { problemText } = useUi();
  const { what, why, code } = problemText(problem);
  return (
    <>
      {what}. {why} <code className="mono problem-code">{code}</code>
    </>
  );
}
