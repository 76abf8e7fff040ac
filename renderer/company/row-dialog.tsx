import { Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { useFieldName } from './field-name.ts';
import { type TrialRow, useReason } from './row-reason.ts';

interface RowDialogProps {
  row: TrialRow;
  headings: readonly string[];
  mapping: readonly (string | null)[];
  onClose: () => void;
  /** The cells that were changed, by their columns. */
  onSave: (cells: Record<string, string>) => void;
}

/** One row to correct: the columns that mean something, the faulty one first and with its reason. */
export function RowDialog(props: RowDialogProps) {
  const { t } = useTranslation();
  const title = t(($) => $.imports.rowNumber, { number: props.row.number });
  return (
    <Modal opened onClose={props.onClose} title={<span className="strong">{title}</span>} size={480} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      <RowForm {...props} />
    </Modal>
  );
}

function RowForm({ row, mapping, onClose, onSave }: RowDialogProps) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const reasonOf = useReason(mapping);
  const [cells, setCells] = useState<Record<string, string>>({});
  const group = t(($) => $.imports.fix);
  const save = {
    id: 'import.saveRow', label: t(($) => $.imports.saveRow), group, keys: 'mod+enter', whileTyping: true,
    run: () => {
      onClose();
      if (Object.keys(cells).length > 0) onSave(cells);
    },
  };
  useActions('dialog', [save, { id: 'import.closeRow', label: t(($) => $.keys.back), group, keys: 'escape', onlyKey: true, whileTyping: true, run: onClose }]);
  const problemOf = (field: string) => row.problems.find(({ column }) => column === field);
  const fields = mapping.flatMap((field, column) => (field === null ? [] : [{ field, column }])).toSorted((one, other) => Number(!problemOf(one.field)) - Number(!problemOf(other.field)));
  const whole = row.problems.filter(({ column }) => column === null);
  return (
    <div className="column" style={{ gap: 12 }}>
      {whole.map((problem) => (
        <p key={problem.reason} className="bad" style={{ margin: 0 }}>{reasonOf(row, problem)}</p>
      ))}
      {fields.map(({ field, column }, index) => {
        const problem = problemOf(field);
        return (
          <TextInput
            key={column}
            label={fieldName(field)}
            {...(index === 0 && { 'data-autofocus': true })}
            value={cells[column] ?? row.cells[column] ?? ''}
            error={problem && reasonOf(row, problem)}
            onChange={(event) => setCells({ ...cells, [column]: event.currentTarget.value })}
          />
        );
      })}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <ActionButton action={save} />
      </div>
    </div>
  );
}
