/** A text field as it was before a scanner typed into it. */
export interface FieldBefore {
  /** The code replaces what stands in a field that asks for one; any other field gets its text back. */
  readonly asksForCode: boolean;
  putBack(): void;
  write(text: string): void;
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

const isTextField = (target: EventTarget | null): target is TextField => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

interface TextBefore {
  readonly value: string;
  readonly start: number | null;
  readonly end: number | null;
}

/** Texts still to be put back: in a burst the next scan begins while an input method is busy with the last. */
const owed = new WeakMap<TextField, TextBefore>();

/** Remembers a field; undefined for anything that holds no text. A field asks for a code by `data-asks-for-code`. */
export function rememberField(target: EventTarget | null): FieldBefore | undefined {
  if (!isTextField(target)) return undefined;
  const before = owed.get(target) ?? { value: target.value, start: target.selectionStart, end: target.selectionEnd };
  return {
    asksForCode: target.hasAttribute('data-asks-for-code'),
    putBack: () => {
      owed.set(target, before);
      afterComposing(target, () => putBack(target));
    },
    write: (text) => afterComposing(target, () => setText(target, text)),
  };
}

function putBack(field: TextField): void {
  const before = owed.get(field);
  if (!before) return;
  owed.delete(field);
  setText(field, before.value);
  // Fields of dates and the like have no selection to put back.
  if (before.start !== null) field.setSelectionRange(before.start, before.end);
}

/** React hears of a text only through the element's own setter and an input event. */
function setText(field: TextField, text: string): void {
  if (field.value === text) return;
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

let composing = false;

/** Follows the input method: what it still composes is written after the last key. */
export function watchComposition(): () => void {
  const began = (): void => void (composing = true);
  const ended = (): void => void (composing = false);
  window.addEventListener('compositionstart', began, true);
  window.addEventListener('compositionend', ended, true);
  return () => {
    window.removeEventListener('compositionstart', began, true);
    window.removeEventListener('compositionend', ended, true);
  };
}

/** An input method that does not end by itself is ended by leaving the field. */
const patience = 60;

function afterComposing(field: TextField, work: () => void): void {
  if (!composing) return work();
  const late = setTimeout(() => {
    field.blur();
    field.focus({ preventScroll: true });
  }, patience);
  field.addEventListener('compositionend', () => {
    clearTimeout(late);
    // The composed text goes into the field right after this event.
    setTimeout(work);
  }, { once: true });
}
