import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useActions } from './actions/use-actions.ts';
import { Key } from './key.tsx';

/** Only for what cannot be undone. The safe way has the focus and its own verb; the other names the act. */
export function Confirm(props: {
  opened: boolean;
  question: string;
  consequences: ReactNode;
  keep: string;
  act: string;
  erases?: boolean;
  onKeep: () => void;
  onAct: () => void;
}) {
  return (
    <Modal opened={props.opened} onClose={props.onKeep} withCloseButton={false} size={440} padding={16} attributes={{ content: { 'aria-label': props.question } }}>
      {props.opened && <ConfirmKeys label={props.keep} onKeep={props.onKeep} />}
      <h2 style={{ fontSize: 14, lineHeight: '20px', margin: 0, fontWeight: 600 }}>{props.question}</h2>
      <p className="text2" style={{ margin: '4px 0 14px' }}>
        {props.consequences}
      </p>
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" data-autofocus rightSection={<Key keys="escape" />} onClick={props.onKeep}>
          {props.keep}
        </Button>
        <Button {...(props.erases && { color: 'red' })} onClick={props.onAct}>
          {props.act}
        </Button>
      </div>
    </Modal>
  );
}

function ConfirmKeys({ label, onKeep }: { label: string; onKeep: () => void }) {
  useActions('dialog', [{ id: 'confirm.keep', label, group: label, keys: 'escape', onlyKey: true, run: onKeep }]);
  return null;
}
