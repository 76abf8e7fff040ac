import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { Key } from './key.tsx';

/** Milliseconds a reader may pause between two letters before the shop is asked. */
const typingPause = 150;

interface SearchFieldProps {
  label: string;
  placeholder: string;
  text: string;
  onSearch: (text: string) => void;
  inputRef: RefObject<HTMLInputElement | null>;
}

/** The search of a list. `onSearch` hears the text once typing rests; Enter, ↓ and Esc go on to the rows. */
export function SearchField({ label, placeholder, text, onSearch, inputRef }: SearchFieldProps) {
  const [typed, setTyped] = useState(text);
  /** What was asked of this field and is not in the address yet, which a busy machine changes late. */
  const asked = useRef<readonly string[]>([]);
  const ask = useCallback(
    (wanted: string): void => {
      asked.current = [...asked.current, wanted];
      onSearch(wanted);
    },
    [onSearch],
  );
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(ask, typingPause, typed);
    return () => clearTimeout(timer);
  }, [typed, text, ask]);
  useEffect(() => {
    const place = asked.current.lastIndexOf(text);
    asked.current = asked.current.slice(place + 1);
    // A scan or a link searched meanwhile: what stands in the address is what is meant.
    if (place === -1) setTyped(text);
  }, [text]);
  const leave = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || !['Enter', 'ArrowDown', 'Escape'].includes(event.key)) return;
    // The same key must not also act on the row it goes to.
    event.preventDefault();
    if (typed !== text) ask(typed);
    toRows(event.currentTarget);
  };
  return (
    <TextInput
      ref={inputRef}
      w={230}
      value={typed}
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={14} />}
      rightSection={typed === '' ? <Key keys="/" /> : undefined}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={leave}
    />
  );
}

const rowUnderCursor = (page: Element | null): HTMLElement | null => page?.querySelector<HTMLElement>('[role=row][tabindex="0"]') ?? null;

/** The row under the cursor of the list this field searches; while rows are still on their way, the first to come. */
function toRows(field: HTMLInputElement): void {
  const page = field.closest('.page');
  field.blur();
  const row = rowUnderCursor(page);
  if (row) return row.focus();
  if (!page) return;
  const watch = new MutationObserver(() => {
    const came = rowUnderCursor(page);
    // Whoever went on elsewhere meanwhile is not fetched back.
    const waits = document.activeElement === document.body && page.isConnected;
    if (waits && !came) return;
    watch.disconnect();
    if (waits) came?.focus();
  });
  watch.observe(document.body, { subtree: true, childList: true });
}
