/** Keys are written `mod+k`, `shift+arrowdown`, `g o`, `f1`, `?`; `mod` is ⌘ on a Mac and Ctrl elsewhere. */
const onMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform);

const printed: Record<string, string> = {
  mod: onMac ? '⌘' : 'Ctrl',
  shift: onMac ? '⇧' : 'Shift',
  enter: '↵',
  escape: 'Esc',
  space: 'Space',
  arrowdown: '↓',
  arrowup: '↑',
  arrowleft: '←',
  arrowright: '→',
  backspace: '⌫',
};

/** How a key is printed: `mod+k` → `Ctrl K`, `g o` → `G O`. */
export const keyLabel = (keys: string): string =>
  keys
    .split(/[+ ]/)
    .map((part) => printed[part] ?? part.toUpperCase())
    .join(' ');

/** The written name of the key that was pressed; Shift is not part of a sign it makes ("?"). */
export function nameOfEvent(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : '';
  const shift = event.shiftKey && (key.length > 1 || mod !== '') ? 'shift+' : '';
  return mod + shift + key;
}

const textInputs = new Set(['text', 'search', 'number', 'password', 'email', 'tel', 'url', 'date', 'time', 'datetime-local', 'month', '']);

/** Whether letters go into a text right now: then a bare letter must never act. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.tagName === 'TEXTAREA' || target.tagName === 'SELECT') return true;
  return target instanceof HTMLInputElement && textInputs.has(target.type);
}

/** Whether a key was pressed in what floats over the screen: its Escape closes it, and a letter in it never acts on what lies below. */
export const floats = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.closest('[role=dialog], [role=menu]') !== null;

/** Whether Enter or Space belongs to the thing in focus (a button, a link, a tick box), not to the screen. */
export function answersItself(target: EventTarget | null, key: string): boolean {
  if (key !== 'enter' && key !== 'space') return false;
  return target instanceof HTMLElement && target.closest('button, a[href], input, summary, [role=tab], [role=option], [role=menuitem]') !== null;
}
