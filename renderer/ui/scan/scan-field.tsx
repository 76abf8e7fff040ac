import { TextInput } from '@mantine/core';
import { IconBarcode } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { handScan } from './scan-hub.ts';

/**
 * The field of a scan screen for codes typed by hand and for scanners that stall: it takes anything that ends in Enter, and
 * hands it over as a scan. Stands inside a screen that has `useScan`.
 */
export function ScanField({ label, onLeave }: { label: string; onLeave?: () => void }) {
  const [text, setText] = useState('');
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onLeave?.();
    // An input method's Enter confirms a word.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (text.trim() !== '') handScan({ text: text.trim(), at: event.timeStamp });
    setText('');
  };
  return (
    <TextInput
      className="scan-field"
      aria-label={label}
      placeholder={label}
      leftSection={<IconBarcode size={20} stroke={1.8} />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKey}
      autoFocus
      autoComplete="off"
      spellCheck={false}
    />
  );
}
