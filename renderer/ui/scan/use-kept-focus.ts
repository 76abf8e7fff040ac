import { type RefObject, useEffect, useRef } from 'react';

/** Hands come back to the scanner without looking: whenever nothing has the keys, as after a dialog closed, the field takes them. */
export function useKeptFocus(): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const keep = (): void => {
      if (document.activeElement === document.body && !document.querySelector('[role=dialog]')) field.current?.focus();
    };
    const soon = (): void => void setTimeout(keep, 0);
    // What is taken from the page takes the focus with it and says nothing.
    const watching = new MutationObserver(soon);
    watching.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusout', soon);
    return () => {
      watching.disconnect();
      document.removeEventListener('focusout', soon);
    };
  }, []);
  return field;
}
