import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { useUi } from '../ui/ui-context.tsx';
import { useFieldName } from './field-name.ts';

export type TrialRow = OutputOf<'sheet.rows'>['rows'][number];
type Problem = TrialRow['problems'][number];

/** Why a row stays out, in the reader's words: what stands in the cell, and what could be meant. */
export function useReason(mapping: readonly (string | null)[]): (row: TrialRow, problem: Problem) => string {
  const { t } = useTranslation();
  const { problemText } = useUi();
  const fieldName = useFieldName();
  // Words with holes in them: what goes in is the reader's own text, never a key.
  const reasons: Record<string, string> = t(($) => $.imports.reasons, { returnObjects: true, skipInterpolation: true });
  return ({ cells }, { column, reason, hint, otherRow, refusal }) => {
    // Why and what now stand in the manual; a cell has room for one sentence.
    if (refusal) return problemText({ code: 'REFUSED', data: refusal }).what;
    const text = column === null ? '' : (cells[mapping.indexOf(column)] ?? '');
    const values: Record<string, string> = { text, field: column === null ? '' : fieldName(column), row: String(otherRow ?? '') };
    const said = (reasons[reason] ?? reason).replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
    return hint === null ? said : t(($) => $.imports.withHint, { said, hint });
  };
}

/** What a row would do, or why it stays out. */
export function useRowWords(mapping: readonly (string | null)[]): (row: TrialRow) => string {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const reasonOf = useReason(mapping);
  return (row) => {
    if (row.result === 'rejected') return row.problems.map((problem) => reasonOf(row, problem)).join(' ');
    if (row.result === 'same') return t(($) => $.imports.equal);
    const changes = row.changes.map(({ field, before, after }) => {
      const values = { field: fieldName(field), before: shown(before), after: shown(after) };
      return before === '' ? t(($) => $.imports.addsTo, values) : t(($) => $.imports.changed, values);
    });
    return changes.length > 0 ? changes.join(' · ') : t(($) => $.imports.isNew);
  };
}

/** Prices are written with four decimals; the zeros behind the second say nothing. */
const shown = (text: string): string => text.replace(/(\.\d\d)0{1,2}$/, '$1');
