import { createContext, type ReactNode, useContext } from 'react';
import type { RefusalText } from '../../shared/refusal/refusal-words.ts';
import type { UnreadableReason } from '../../shared/units/arithmetic.ts';
import type { Formats } from './formats.ts';

/** The words the parts say by themselves. The app gives them in the reader's language; the parts know none. */
export interface UiWords {
  readonly close: string;
  readonly next: string;
  readonly fullPage: string;
  readonly remove: string;
  readonly undo: string;
  /** Before the words of a refusal: "Not undone." */
  readonly notUndone: string;
  readonly selectAll: string;
  readonly selectRow: string;
  readonly filter: string;
  readonly findField: string;
  readonly save: string;
  readonly reset: string;
  readonly showTable: string;
  readonly showChart: string;
  readonly explains: string;
  readonly rows: string;
  readonly loading: string;
  readonly stop: string;
  readonly tryAgain: string;
  readonly shortcuts: string;
  readonly nothingFound: string;
  readonly findOrDo: string;
  readonly move: string;
  readonly open: string;
  readonly copyReport: string;
  readonly copied: string;
  readonly optional: string;
  readonly notNow: string;
  readonly unreadable: Record<Exclude<UnreadableReason, 'empty'> | 'didYouMean', string>;
  readonly list: { group: string; next: string; previous: string; select: string; extend: string; selectAll: string; open: string; peek: string };
}

export interface ProblemText extends RefusalText {
  /** What to quote when asking for help. */
  readonly code: string;
  /** What may be handed to whoever helps; it holds nothing personal. */
  readonly report: () => string;
  /** Asks the question again that this was the answer to; a command is given again by whoever gave it. */
  readonly askAgain?: () => void;
}

export interface UiContextValue {
  readonly words: UiWords;
  readonly formats: Formats;
  /** Words for whatever a call was rejected with. */
  problemText(problem: unknown): ProblemText;
}

const UiContext = createContext<UiContextValue | null>(null);

export function UiProvider({ value, children }: { value: UiContextValue; children: ReactNode }) {
  return <UiContext.Provider value={value}>{children}</UiContext.Provider>;
}

export function useUi(): UiContextValue {
  const value = useContext(UiContext);
  if (!value) throw new Error('a part of the ui stands outside UiProvider');
  return value;
}

export const useFormats = (): Formats => useUi().formats;
