import { useEffect } from 'react';
import { create } from 'zustand';
import { useActions } from './actions/use-actions.ts';
import { Glyph } from './glyph.tsx';
import { Key } from './key.tsx';
import { useUi } from './ui-context.tsx';

interface Toast {
  readonly id: number;
  readonly text: string;
  /** Takes the fact back; what it is rejected with is said in the same place, wherever the reader is by then. */
  readonly undo?: () => Promise<unknown>;
  /** Why an undo did not happen. Stays until it is closed: nobody may believe it undone. */
  readonly problem?: unknown;
}

interface Toasts {
  readonly toast: Toast | undefined;
  readonly held: boolean;
  show(text: string, undo?: () => Promise<unknown>): void;
  undo(): void;
  hold(held: boolean): void;
  close(): void;
}

/** One toast at a time: the newest fact with its way back. The rest stands in the activity log. */
export const useToasts = create<Toasts>((set, get) => ({
  toast: undefined,
  held: false,
  show: (text, undo) => set({ toast: { id: (get().toast?.id ?? 0) + 1, text, ...(undo && { undo }) }, held: false }),
  undo: () => {
    const { toast } = get();
    set({ toast: undefined, held: false });
    void toast?.undo?.().catch((problem: unknown) => set({ toast: { id: toast.id + 1, text: '', problem }, held: true }));
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
  if (toast?.problem !== undefined) return <RefusedUndo problem={toast.problem} onClose={close} />;
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

function RefusedUndo({ problem, onClose }: { problem: unknown; onClose: () => void }) {
  const { words, problemText } = useUi();
  const { what, why } = problemText(problem);
  return (
    <div className="toast-place">
      <div className="toast toast-refused" role="alert">
        <Glyph kind="stop" />
        <span>
          <span className="medium">
            {words.notUndone} {what}.
          </span>{' '}
          {why}
        </span>
        <button type="button" onClick={onClose}>
          {words.close}
        </button>
      </div>
    </div>
  );
}
