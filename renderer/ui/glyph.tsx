/**
 * The seven shapes of a status; there is no eighth. A state is told by its shape first, then its colour, then its word:
 * todo not started · half in progress · done · wait by itself · look at it · stop · off, same or cancelled.
 */
export type GlyphKind = 'todo' | 'half' | 'done' | 'wait' | 'look' | 'stop' | 'off';
export type Tone = 'ok' | 'warn' | 'bad' | 'neutral' | 'accent';

const toneOfKind: Record<GlyphKind, Tone> = {
  todo: 'neutral',
  half: 'accent',
  done: 'ok',
  wait: 'neutral',
  look: 'warn',
  stop: 'bad',
  off: 'neutral',
};

const colours: Record<Tone, string> = {
  ok: 'var(--sw-ok)',
  warn: 'var(--sw-warn)',
  bad: 'var(--sw-bad)',
  neutral: 'var(--sw-text3)',
  accent: 'var(--sw-accent-text)',
};

const paper = 'var(--sw-surface)';

export function Glyph({ kind, tone, size = 14 }: { kind: GlyphKind; tone?: Tone; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 14 14" aria-hidden="true" style={{ flex: 'none' }}>
      {shapes[kind](colours[tone ?? toneOfKind[kind]])}
    </svg>
  );
}

const ring = (colour: string, dashes?: string) => (
  <circle cx="7" cy="7" r="5.5" fill="none" stroke={colour} strokeWidth="1.5" strokeDasharray={dashes} />
);

const shapes: Record<GlyphKind, (colour: string) => React.ReactNode> = {
  todo: (colour) => ring(colour, '2.2 1.6'),
  half: (colour) => (
    <>
      {ring(colour)}
      <path d="M7 3.6a3.4 3.4 0 0 1 0 6.8z" fill={colour} />
    </>
  ),
  done: (colour) => (
    <>
      <circle cx="7" cy="7" r="6.2" fill={colour} />
      <path d="M4.2 7.2l2 2 3.6-4" fill="none" stroke={paper} strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  wait: (colour) => (
    <>
      {ring(colour)}
      <path d="M7 4v3.2l2 1.2" fill="none" stroke={colour} strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  look: (colour) => (
    <>
      <path d="M7 1.2l6.2 11.3H.8z" fill={colour} strokeLinejoin="round" />
      <path d="M7 5.2v3.4M7 10.4v.3" stroke={paper} strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  stop: (colour) => (
    <>
      <path d="M4.4.8h5.2l3.6 3.6v5.2l-3.6 3.6H4.4L.8 9.6V4.4z" fill={colour} />
      <path d="M4.8 4.8l4.4 4.4M9.2 4.8L4.8 9.2" stroke={paper} strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  off: (colour) => (
    <>
      {ring(colour)}
      <path d="M4.4 7h5.2" stroke={colour} strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
};
