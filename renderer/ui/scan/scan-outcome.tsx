import type { ReactNode } from 'react';
import { useUi } from '../ui-context.tsx';
import { CopyReport } from '../problem-panel.tsx';

/** ok: taken · over: taken, and more than anybody expected · wrong: known, but not here or not now · unknown: nobody has this code. */
export type OutcomeKind = 'ok' | 'over' | 'wrong' | 'unknown';

export interface Outcome {
  readonly kind: OutcomeKind;
  /** "Counted", "Wrong bin", "Not in the catalogue". */
  readonly says: string;
  readonly item: string;
  /** The code, or one sentence that says what to do. */
  readonly detail: string;
  /** Only when it was taken: colour alone does not tell ok from unknown. */
  readonly count?: { readonly label: string; readonly value: string };
  /** What a call was rejected with: its code and report stand small below. */
  readonly problem?: unknown;
}

const white = '#fff';
const ink = '#1d1b18';

/** The outcome of the last scan, readable from two metres; it stays until the next. `idle` stands there before the first. */
export function ScanOutcome({ outcome, idle }: { outcome: Outcome | undefined; idle: ReactNode }) {
  return (
    <div className="scan-panel" data-kind={outcome?.kind ?? 'idle'} role="status" aria-live="assertive">
      {outcome ? <Told {...outcome} /> : idle}
    </div>
  );
}

function Told({ kind, says, item, detail, count, problem }: Outcome) {
  return (
    <>
      <OutcomeShape kind={kind} />
      <div className="scan-told">
        <div className="scan-says">{says}</div>
        <div className="scan-item">{item}</div>
        <div className="scan-says">{detail}</div>
        {problem !== undefined && <ToldCode problem={problem} />}
      </div>
      {count && (
        <div className="scan-count">
          <div className="scan-says">{count.label}</div>
          <div className="scan-figure" data-long={count.value.length > 3}>
            {count.value}
          </div>
        </div>
      )}
    </>
  );
}

function ToldCode({ problem }: { problem: unknown }) {
  const { problemText } = useUi();
  const { code, report } = problemText(problem);
  return (
    <div className="row scan-code">
      <code className="mono">{code}</code>
      <CopyReport key={code} className="link" report={report} />
    </div>
  );
}

/** Disc with tick, arrow above a line, triangle, octagon with cross: 132 px on the panel. */
function OutcomeShape({ kind }: { kind: OutcomeKind }) {
  return (
    <svg className="scan-shape" viewBox="0 0 132 132" aria-hidden="true">
      {shapes[kind]}
    </svg>
  );
}

const shapes: Record<OutcomeKind, ReactNode> = {
  ok: (
    <>
      <circle cx="66" cy="66" r="62" fill={white} />
      <path d="M38 68l19 19 37-41" fill="none" stroke="#17653f" strokeWidth="13" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  over: (
    <>
      <rect x="6" y="6" width="120" height="120" rx="10" fill={white} />
      <path d="M30 104h72M66 84V30M44 52l22-24 22 24" fill="none" stroke="#2549ae" strokeWidth="13" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  wrong: (
    <>
      <path d="M66 6l62 116H4z" fill={ink} strokeLinejoin="round" />
      <path d="M66 48v34M66 100v2" stroke="#f5b83d" strokeWidth="13" strokeLinecap="round" />
    </>
  ),
  unknown: (
    <>
      <path d="M41 4h50l37 37v50l-37 37H41L4 91V41z" fill={white} />
      <path d="M47 47l38 38M85 47L47 85" stroke="#ae241c" strokeWidth="13" strokeLinecap="round" />
    </>
  ),
};
