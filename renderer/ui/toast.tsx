import { useEffect } from 'react';
import { create } from 'zustand';
import { useActions } from './actions/use-actions.ts';
import { Key } from './key.tsx';
import { useUi } from './ui-context.tsx';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly undo?: () => void;
}

interface Toasts {
  readonly toast: Toast | undefined;
  readonly held: boolean;
  show(text: string, undo?: () => void): void;
  hold(held: boolean): void;
  close(): void;
}

/** One toast at a time: the newest fact with its way back. The rest stands in the activity log. */
export const useToasts = create<Toasts>((set, get) => ({
  toast: undefined,
  held: false,
  show: (text, undo) => set({ toast: { id: (get().toast?.id ?? 0) + 1, text, ...(undo && { undo }) }, held: false }),
  hold: (held) => set({ held }),
  close: () => set({ toast: undefined, held: false }),
}));

const shownFor = 8000;

export function ToastOutlet({ group }: { group: string }) {
  const { words } = useUi();
  const { toast, held, hold, close } = useToasts();
  useEffect(() => {
    if (!toast || held) return;
    const timer = setTimeout(close, shownFor);
    return () => clearTimeout(timer);
  }, [toast, held, close]);
  const undo = (): void => {
    toast?.undo?.();
    close();
  };
  useActions('shell', toast?.undo ? [{ id: 'undo', label: words.undo, group, keys: 'z', run: undo }] : []);
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
