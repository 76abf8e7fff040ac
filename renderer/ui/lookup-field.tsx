import { Popover, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useRef, useState } from 'react';
import { Key } from './key.tsx';

interface LookupFieldProps<Row> {
  label: string;
  /** What the shop has under this text, the likeliest first. */
  find: (text: string) => Promise<readonly Row[]>;
  keyOf: (row: Row) => string | number;
  show: (row: Row) => ReactNode;
  onPick: (row: Row, text: string) => void;
  /** Said under the field when nothing was found; the typed text stays to be mended. */
  none: string;
  description?: string;
  placeholder?: string;
  error?: ReactNode;
  /** The key that leads here. */
  keys?: string;
  /** Has the keys when its screen or dialog opens. */
  first?: boolean;
  inputRef?: RefObject<HTMLInputElement | null>;
}

interface Answer<Row> {
  readonly text: string;
  readonly rows: readonly Row[];
}

/**
 * A field that finds a record: type, ↓ ↑, Enter. A scanner ends its code with Enter sooner than the shop has answered, so
 * Enter waits for the answer to what stands in the field and takes its first row.
 */
export function LookupField<Row>(props: LookupFieldProps<Row>) {
  const { find, keyOf, show, onPick } = props;
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<Answer<Row>>({ text: '', rows: [] });
  const [marked, setMarked] = useState(0);
  const [opened, setOpened] = useState(false);
  const newest = useRef('');
  const listId = useId();
  const settle = (typed: string, rows: readonly Row[]): void => {
    if (newest.current !== typed) return;
    setAnswer({ text: typed, rows });
    setMarked(0);
    setOpened(true);
  };
  const type = (typed: string): void => {
    setText(typed);
    newest.current = typed.trim();
    if (typed.trim() === '') setOpened(false);
    // A search that could not be made finds nothing; Enter says so again.
    else void find(typed.trim()).then((rows) => settle(typed.trim(), rows), () => settle(typed.trim(), []));
  };
  const pick = (row: Row, of: string): void => {
    newest.current = '';
    setText('');
    setAnswer({ text: '', rows: [] });
    setOpened(false);
    onPick(row, of);
  };
  const take = async (typed: string): Promise<void> => {
    const rows = answer.text === typed ? answer.rows : await find(typed);
    const row = rows[answer.text === typed ? marked : 0];
    if (row !== undefined) pick(row, typed);
    else settle(typed, rows);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || text.trim() === '') return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setMarked(Math.max(0, Math.min(answer.rows.length - 1, marked + step)));
    else if (event.key === 'Enter') void take(text.trim());
    else if (event.key === 'Escape' && opened) setOpened(false);
    else return;
    // The same key must not also submit a form or leave the screen.
    event.preventDefault();
  };
  const nothing = opened && answer.rows.length === 0 && answer.text === text.trim();
  const listed = opened && answer.rows.length > 0;
  return (
    <Popover opened={listed} width="target" position="bottom-start" offset={2} trapFocus={false} withRoles={false}>
      <Popover.Target>
        <TextInput
          {...(props.inputRef && { ref: props.inputRef })}
          label={props.label}
          description={props.description}
          placeholder={props.placeholder}
          error={nothing ? props.none : props.error}
          value={text}
          leftSection={<IconSearch size={14} />}
          rightSection={text === '' && props.keys !== undefined ? <Key keys={props.keys} /> : undefined}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={listed}
          aria-controls={listId}
          {...(listed && { 'aria-activedescendant': `${listId}-${marked}` })}
          autoComplete="off"
          {...(props.first && { autoFocus: true, 'data-autofocus': true })}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => setOpened(false)}
        />
      </Popover.Target>
      <Popover.Dropdown p={4}>
        <div role="listbox" id={listId} aria-label={props.label}>
          {answer.rows.map((row, index) => (
            // Keys never come here: the field keeps them and names the marked line.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={keyOf(row)}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === marked}
              className="lookup-option"
              // The field keeps the keys, so its blur does not close the list under the pointer.
              onMouseDown={(event) => event.preventDefault()}
              onMouseEnter={() => setMarked(index)}
              onClick={() => pick(row, answer.text)}
            >
              {show(row)}
            </div>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
