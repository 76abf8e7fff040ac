import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useActions } from './actions/use-actions.ts';
import { Dialog } from './dialog.tsx';
import { Key } from './key.tsx';
import { ProblemPanel } from './problem-panel.tsx';
import { useUi } from './ui-context.tsx';

interface DialogFormProps {
  title: string;
  /** What the filled button does. */
  verb: string;
  pending: boolean;
  problem: unknown;
  onSubmit: () => void;
  onClose: () => void;
  /** Pixels, where more than a handful of fields stand in it. */
  width?: number;
  children: ReactNode;
}

/** A small form over its screen: fields, what was refused, and one filled button. */
export function DialogForm(props: DialogFormProps) {
  return (
    <Dialog title={props.title} onClose={props.onClose} {...(props.width !== undefined && { width: props.width })}>
      <Body {...props} />
    </Dialog>
  );
}

function Body({ title, verb, pending, problem, onSubmit, onClose, children }: DialogFormProps) {
  const { words } = useUi();
  const submit = (): void => {
    if (!pending) onSubmit();
  };
  useActions('dialog', [{ id: 'form.submit', label: verb, group: title, keys: 'mod+enter', whileTyping: true, run: submit }]);
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
          {words.notNow}
        </Button>
        <Button type="submit" loading={pending} rightSection={<Key keys="mod+enter" />}>
          {verb}
        </Button>
      </div>
    </form>
  );
}
