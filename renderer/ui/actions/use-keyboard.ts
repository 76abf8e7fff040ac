import { useEffect } from 'react';
import { type Action, liveActions, useActionRegistry } from './action-registry.ts';
import { answersItself, floats, isTyping, nameOfEvent } from './key-names.ts';

/** Milliseconds a first letter ("g") waits for its second. */
const sequenceWait = 1000;

/** The one listener behind every key of the program. Bare letters are dead while a text or an input method has the keys. */
export function useKeyboard(): void {
  useEffect(() => {
    let first = '';
    let firstAt = 0;
    const onKey = (event: KeyboardEvent): void => {
      // 229 is what an input method sends while it composes; its Enter confirms a word, not a form.
      if (event.isComposing || event.keyCode === 229) return;
      const pressed = nameOfEvent(event);
      // A list of choices opens at any Enter; Ctrl Enter is the form's all the same.
      if (event.defaultPrevented && pressed !== 'mod+enter') return;
      if (answersItself(event.target, pressed)) return;
      const sequence = first !== '' && event.timeStamp - firstAt < sequenceWait ? `${first} ${pressed}` : '';
      first = '';
      const actions = liveActions(useActionRegistry.getState().sets).filter(allowed(event, pressed));
      const hit = actions.find((action) => action.keys === sequence) ?? actions.find((action) => action.keys === pressed);
      if (hit) {
        event.preventDefault();
        hit.run();
      } else if (actions.some((action) => action.keys?.startsWith(`${pressed} `))) {
        first = pressed;
        firstAt = event.timeStamp;
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function allowed(event: KeyboardEvent, pressed: string): (action: Action) => boolean {
  if (floats(event.target)) return (action) => action.whileTyping === true;
  if (!isTyping(event.target)) return () => true;
  const bare = pressed.length === 1 || pressed === 'enter' || pressed === 'space';
  return (action) => action.whileTyping === true || (!bare && pressed === 'escape');
}
