import type { ReactNode } from 'react';
import { Glyph, type GlyphKind, type Tone } from './glyph.tsx';

/** Glyph and word, without a background: for lists. */
export function Status({ kind, tone, children }: { kind: GlyphKind; tone?: Tone; children: ReactNode }) {
  return (
    <span className="status">
      <Glyph kind={kind} {...(tone && { tone })} />
      <span className="ellipsis">{children}</span>
    </span>
  );
}

/** A tinted tag: only in headers and peeks, where there are few. */
export function Tag({ kind, tone, children }: { kind?: GlyphKind; tone: Tone; children: ReactNode }) {
  return (
    <span className={`tag tag-${tone}`}>
      {kind && <Glyph kind={kind} tone={tone} size={12} />}
      {children}
    </span>
  );
}

/** The tint that belongs to a shape, for tags of a state. */
export const tagTone: Record<GlyphKind, Tone> = {
  todo: 'neutral',
  half: 'accent',
  done: 'ok',
  wait: 'neutral',
  look: 'warn',
  stop: 'bad',
  off: 'neutral',
};

/** A channel's two letters (or one character) in an outlined box, never a logo. */
export function ChannelBox({ name, mark }: { name: string; mark: string }) {
  return (
    <span className="channel-box" title={name}>
      <span aria-hidden="true">{mark}</span>
      <span className="hidden-text">{name}</span>
    </span>
  );
}
