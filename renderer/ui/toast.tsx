import { useEffect } from 'react';
import { create } from 'zustand';
import { useActions } from './actions/use-actions.ts';
import { Glyph } from './glyph.tsx';
import { Key } from './key.tsx';
import { CopyReport } from './problem-panel.tsx';
import { useUi } from './ui-context.tsx';

interface Toast {
  readonly id: number;
  readonly text: string;
  /** Takes the fact back; what it is rejected with is said in the same place, wherever the reader is by then. */
  readonly undo?: () => Promise<unknown>;
  /** Why it did not happen. Stays until it is closed: nobody may believe it done. */
  readonly problem?: unknown;
  /** What can be done instead, where the place knows more than the problem's own words. */
  readonly instead?: string;
  /** It was an undo that did not happen. */
  readonly ofUndo?: true;
}

interface Toasts {
  readonly toast: Toast | undefined;
  readonly held: boolean;
  show(text: string, undo?: () => Promise<unknown>): void;
  /** Says what did not happen, where nothing on the screen is the place of the act. */
  fail(problem: unknown, instead?: string): void;
  undo(): void;
  hold(held: boolean): void;
  close(): void;
}

/** One toast at a time: the newest fact with its way back. The rest stands in the activity log. */
export const useToasts = create<Toasts>((set, get) => ({
  toast: undefined,
  held: false,
  show: (text, undo) => set({ toast: { id: (get().toast?.id ?? 0) + 1, text, ...(undo && { undo }) }, held: false }),
  fail: (problem, instead) => set({ toast: { id: (get().toast?.id ?? 0) + 1, text: '', problem, ...(instead !== undefined && { instead }) }, held: true }),
  undo: () => {
    const { toast } = get();
    set({ toast: undefined, held: false });
    void toast?.undo?.().catch((problem: unknown) => set({ toast: { id: toast.id + 1, text: '', problem, ofUndo: true }, held: true }));
  },
  hold: (held) => set({ held }),
  close: () => set({ toast: undefined, held: false }),
}));

const shownFor = 8000;

export function ToastOutlet({ group }: { group: string }) {
  const { words } = useUi();
  const { toast, held, hold, undo, close } = useToasts();
  useEffect(() => {
    if (!toast || held) return;
    const timer = setTimeout(close, shownFor);
    return () => clearTimeout(timer);
  }, [toast, held, close]);
  useActions('shell', toast?.undo ? [{ id: 'undo', label: words.undo, group, keys: 'z', run: undo }] : []);
  if (toast?.problem !== undefined) return <FailedToast problem={toast.problem} instead={toast.instead} before={toast.ofUndo ? `${words.notUndone} ` : ''} onClose={close} />;
  return (
    <div aria-live="polite" className="toast-place" onMouseEnter={() => hold(true)} onMouseLeave={() => hold(false)} onFocus={() => hold(true)} onBlur={() => hold(false)}>
      {toast && (
        <div key={toast.id} className="toast" role="status">
          {toast.text}
          {toast.undo && (
            <button type="button" onClick={undo}>
              {words.undo}
              <Key keys="z" />
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function FailedToast({ problem, instead, before, onClose }: { problem: unknown; instead: string | undefined; before: string; onClose: () => void }) {
  const { words, problemText } = useUi();
  const { what, why, code, report } = problemText(problem);
  return (
    <div className="toast-place">
      <div className="toast toast-refused" role="alert">
        <Glyph kind="stop" />
        <span>
          <span className="medium">
            {before}
            {what}.
          </span>{' '}
          {instead ?? why} <code className="mono problem-code">{code}</code>
        </span>
        <CopyReport key={code} report={report} />
        <button type="button" onClick={onClose}>
          {words.close}
        </button>
      </div>
    </div>
  );
}
