import type { ReactNode } from 'react';
import { Glyph, type GlyphKind } from './glyph.tsx';

export interface TimelineEvent {
  readonly id: string;
  readonly kind: GlyphKind;
  /** Past tense: what happened. */
  readonly what: ReactNode;
  /** Tracking number, document or reason; a link where there is one to open. */
  readonly link?: ReactNode;
  /** When, and who. */
  readonly when: ReactNode;
}

/** What happened, newest first. */
export function Timeline({ events }: { events: readonly TimelineEvent[] }) {
  return (
    <ol className="timeline">
      {events.map((event) => (
        <li key={event.id} className="timeline-event">
          <Glyph kind={event.kind} />
          <div>{event.what}</div>
          {event.link && <div className="code text2">{event.link}</div>}
          <div className="caption">{event.when}</div>
        </li>
      ))}
    </ol>
  );
}
