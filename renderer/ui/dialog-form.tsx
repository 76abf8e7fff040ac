import { Button, Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from './actions/use-actions.ts';
import { Key } from './key.tsx';
import { ProblemPanel } from './problem-panel.tsx';

interface DialogFormProps {
  title: string;
  /** What the filled button does. */
  verb: string;
  pending: boolean;
  problem: unknown;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A small form over its screen: fields, what was refused, and one filled button. */
export function DialogForm(props: DialogFormProps) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={props.onClose} title={<span className="strong">{props.title}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      <Body {...props} />
    </Modal>
  );
}

function Body({ verb, pending, problem, onSubmit, onClose, children }: DialogFormProps) {
  const { t } = useTranslation();
  const submit = (): void => {
    if (!pending) onSubmit();
  };
  useActions('dialog', [{ id: 'form.submit', label: verb, group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: submit }]);
  const submitted = (event: FormEvent): void => {
    event.preventDefault();
    submit();
  };
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={submitted}>
      {children}
      {problem !== null && <ProblemPanel problem={problem} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onClose}>
          {t(($) => $.payments.notNow)}
        </Button>
        <Button type="submit" loading={pending} rightSection={<Key keys="mod+enter" />}>
          {verb}
        </Button>
      </div>
    </form>
  );
}
