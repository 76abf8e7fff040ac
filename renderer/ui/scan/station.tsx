import type { ReactNode } from 'react';
import { ActionButton } from '../actions/action-button.tsx';
import type { Action } from '../actions/action-registry.ts';
import { Glyph, type GlyphKind } from '../glyph.tsx';
import type { OutcomeKind } from './scan-outcome.tsx';

const glyphOf: Record<OutcomeKind, GlyphKind> = { ok: 'done', over: 'look', wrong: 'look', unknown: 'stop' };

/** A scan screen's frame. Routes under `/station/` stand without the shell's rail. */
export function Station(props: {
  title: string;
  subtitle: string;
  /** The way out, and what says whether everything is stored. */
  back: ReactNode;
  badge?: ReactNode;
  /** Where the person stands: the bin in 40 px, and how far the work has come. */
  place: ReactNode;
  /** `ScanOutcome`. */
  panel: ReactNode;
  /** Under the panel: the sound switch and what the shapes mean. */
  legend: ReactNode;
  recent: ReactNode;
  /** Four at most; the last is the filled one. Offer the same list to `useActions`. */
  verbs: readonly Action[];
  foot: ReactNode;
}) {
  return (
    <main className="station">
      <header className="station-head">
        {props.back}
        <div className="column" style={{ minWidth: 0 }}>
          <h1 className="station-title ellipsis">{props.title}</h1>
          <span className="text2">{props.subtitle}</span>
        </div>
        <span className="spring" />
        {props.badge}
      </header>
      <div className="station-work">
        <div className="station-main">
          <div className="station-place">{props.place}</div>
          {props.panel}
          <div className="row">{props.legend}</div>
        </div>
        {/* A box that scrolls has to be reached by the keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <aside className="station-recent" tabIndex={0}>
          {props.recent}
        </aside>
      </div>
      <div className="station-verbs">
        {props.verbs.map((action, place) => (
          <ActionButton key={action.id} action={action} variant={place === props.verbs.length - 1 ? 'filled' : 'default'} />
        ))}
      </div>
      <footer className="station-foot">{props.foot}</footer>
    </main>
  );
}

export interface RecentScan {
  readonly id: number;
  readonly kind: OutcomeKind;
  readonly item: string;
  /** "case of 12", before the figure. */
  readonly note?: string;
  /** The figure where it was taken, else the word for why not. */
  readonly result: string;
}

/** The last scans, newest first. */
export function RecentScans({ heading, hint, scans }: { heading: string; hint: string; scans: readonly RecentScan[] }) {
  return (
    <>
      <div className="row" style={{ height: 28, flex: 'none' }}>
        <h2 className="section">{heading}</h2>
        <span className="spring" />
        <span className="text3">{hint}</span>
      </div>
      {scans.map((scan) => (
        <div key={scan.id} className="station-scan">
          <Glyph kind={glyphOf[scan.kind]} size={18} />
          <span className="ellipsis">{scan.item}</span>
          <span className="spring" />
          {scan.note !== undefined && <span className="text3">{scan.note}</span>}
          <span className={scan.kind === 'ok' || scan.kind === 'over' ? 'num' : scan.kind === 'wrong' ? 'warn' : 'bad'}>{scan.result}</span>
        </div>
      ))}
    </>
  );
}
