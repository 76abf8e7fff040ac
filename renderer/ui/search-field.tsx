import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
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
  const asked = useRef(text);
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => {
      asked.current = typed;
      onSearch(typed);
    }, typingPause);
    return () => clearTimeout(timer);
  }, [typed, text, onSearch]);
  useEffect(() => {
    // A scan or a link searched meanwhile: what stands in the address is what is meant.
    if (asked.current !== text) setTyped(text);
    asked.current = text;
  }, [text]);
  const leave = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || !['Enter', 'ArrowDown', 'Escape'].includes(event.key)) return;
    // The same key must not also act on the row it goes to.
    event.preventDefault();
    if (typed !== text) {
      asked.current = typed;
      onSearch(typed);
    }
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
