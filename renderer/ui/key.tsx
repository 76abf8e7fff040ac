import { keyLabel } from './actions/key-names.ts';

/** A key as it is printed on the keyboard, shown where the action stands so that people graduate from the mouse. */
export function Key({ keys }: { keys: string }) {
  return (
    <kbd className="key" aria-hidden="true">
      {keyLabel(keys)}
    </kbd>
  );
}
