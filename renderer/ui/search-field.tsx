import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type RefObject, useEffect, useState } from 'react';
import { Key } from './key.tsx';

/** Milliseconds a reader may pause between two letters before the shop is asked. */
const typingPause = 150;

/** The search of a list. `onSearch` hears the text once typing rests. */
export function SearchField(props: { label: string; placeholder: string; text: string; onSearch: (text: string) => void; inputRef: RefObject<HTMLInputElement | null> }) {
  const { text, onSearch } = props;
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => onSearch(typed), typingPause);
    return () => clearTimeout(timer);
  }, [typed, text, onSearch]);
  return (
    <TextInput
      ref={props.inputRef}
      w={230}
      value={typed}
      aria-label={props.label}
      placeholder={props.placeholder}
      leftSection={<IconSearch size={14} />}
      rightSection={typed === '' ? <Key keys="/" /> : undefined}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  );
}
