import { type KeyboardEvent, useState } from 'react';
import { type Minor } from '../../shared/units/minor.ts';
import { parseMinor } from '../../shared/units/parse.ts';
import { useFormats } from '../ui/ui-context.tsx';

interface Props {
  label: string;
  amount: Minor | null;
  /** What the books had a year before: seen where nothing is typed yet. */
  before: Minor;
  row: number;
  column: number;
  onSet: (amount: Minor | null) => void;
  onFocus: () => void;
}

/** One month of one account: typed where it stands, kept when it is left; Escape brings back what stood there. */
export function BudgetCell({ label, amount, before, row, column, onSet, onFocus }: Props) {
  const formats = useFormats();
  const [typed, setTyped] = useState<string>();
  const read = typed === undefined ? undefined : parseMinor(typed, formats.currency, formats.locale);
  const wrong = read !== undefined && !read.ok && read.reason !== 'empty';
  const settle = (): void => {
    if (read === undefined || wrong) return;
    setTyped(undefined);
    const next = read.ok ? read.value : null;
    if (next !== amount) onSet(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape' && typed !== undefined) setTyped(undefined);
    else if (!moves(event, row, column)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <input
      className="budget-cell num"
      aria-label={label}
      aria-invalid={wrong || undefined}
      data-cell={`${row}.${column}`}
      inputMode="decimal"
      autoComplete="off"
      value={typed ?? (amount === null ? '' : formats.amount(amount))}
      placeholder={before === 0 ? '—' : formats.amount(before)}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onFocus={(event) => (event.currentTarget.select(), onFocus())}
      onBlur={settle}
      onKeyDown={onKeyDown}
    />
  );
}

/** Enter and the arrows go up and down; left and right leave a cell at the ends of its text. */
function moves(event: KeyboardEvent<HTMLInputElement>, row: number, column: number): boolean {
  const { key, shiftKey, currentTarget: input } = event;
  if (key === 'ArrowDown' || (key === 'Enter' && !shiftKey && !event.ctrlKey && !event.metaKey)) return goTo(input, row + 1, column);
  if (key === 'ArrowUp' || (key === 'Enter' && shiftKey)) return goTo(input, row - 1, column);
  const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  if (key === 'ArrowRight' && (whole || input.selectionStart === input.value.length)) return goTo(input, row, column + 1);
  if (key === 'ArrowLeft' && (whole || input.selectionEnd === 0)) return goTo(input, row, column - 1);
  return false;
}

function goTo(from: HTMLElement, row: number, column: number): boolean {
  const cell = from.closest('table')?.querySelector<HTMLElement>(`[data-cell="${row}.${column}"]`);
  // Leaving the last row keeps what was typed as well.
  if (cell) cell.focus();
  else from.blur();
  return true;
}
