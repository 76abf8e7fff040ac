import { Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ProblemLine } from './problem-panel.tsx';

interface SavedTextProps {
  label: string;
  value: string;
  /** Rejected with what the shop refused. */
  onSave: (text: string) => Promise<unknown>;
  description?: ReactNode;
  /** Said when it is left empty; without it, it may be. */
  required?: string;
  lines?: number;
  /** In a table: its column says what it is, the label is only read aloud. */
  inCell?: boolean;
  numeric?: boolean;
  autoFocus?: boolean;
}

/** A text that is stored when it is left, or with Enter. What is refused goes back to the old one, with the reason under it. */
export function SavedText({ label, value, onSave, description, required, lines, inCell = false, numeric = false, autoFocus = false }: SavedTextProps) {
  const [draft, setDraft] = useState<{ text: string; over: string; sent?: true }>();
  const [problem, setProblem] = useState<ReactNode>();
  // What is typed stands until another text is stored, so that nothing jumps back and forth between.
  const typed = draft?.over === value ? draft.text : undefined;
  // Once another text is stored it is over: an undo that brings the old text back must not find it again.
  if (draft !== undefined && draft.over !== value) setDraft(undefined);
  const setTyped = (text: string | undefined): void => setDraft(text === undefined ? undefined : { text, over: value });
  const settle = (): void => {
    const text = typed?.trim();
    if (text === undefined || text === value) return setTyped(undefined);
    if (text === '' && required !== undefined) return setProblem(required);
    // Enter stores it; leaving the field a moment later does not store it twice.
    if (draft?.sent) return;
    setProblem(undefined);
    setDraft({ text, over: value, sent: true });
    onSave(text).catch((refused: unknown) => {
      setProblem(<ProblemLine problem={refused} />);
      setTyped(undefined);
    });
  };
  const common = {
    ...(inCell ? { 'aria-label': label } : { label }),
    description,
    value: typed ?? value,
    error: problem,
    autoComplete: 'off',
    ...(autoFocus && { 'data-autofocus': true }),
    onBlur: settle,
  };
  if (lines !== undefined) return <Textarea {...common} autosize minRows={lines} onChange={(event) => setTyped(event.currentTarget.value)} />;
  return (
    <TextInput
      {...common}
      {...(numeric && { inputMode: 'decimal' as const, styles: { input: { textAlign: 'right' as const, fontVariantNumeric: 'tabular-nums' } } })}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) settle();
        if (event.key === 'Escape' && typed !== undefined) {
          event.stopPropagation();
          setTyped(undefined);
          setProblem(undefined);
        }
      }}
    />
  );
}
