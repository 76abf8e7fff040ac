import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../ui/actions/use-actions.ts';
import { Key } from '../ui/key.tsx';
import { useExceptionWords } from './exception-words.ts';
import type { Order } from './order-peek.tsx';
import type { OrderCommands } from './use-order-commands.ts';

/** An order under a check may go with words for it: they stand in its timeline. */
export function ApproveDialog({ order, commands, opened, onClose }: { order: Order; commands: OrderCommands; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={<span className="strong">{t(($) => $.desk.approveAnyway)}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      {opened && <ApproveForm order={order} commands={commands} onDone={onClose} />}
    </Modal>
  );
}

function ApproveForm({ order, commands, onDone }: { order: Order; commands: OrderCommands; onDone: () => void }) {
  const { t } = useTranslation();
  const words = useExceptionWords();
  const [reason, setReason] = useState('');
  const submit = (): void => {
    if (reason.trim() === '') return;
    commands.approve([order.id], reason);
    onDone();
  };
  useActions('dialog', [{ id: 'approve.anyway', label: t(($) => $.desk.approveAnyway), group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: submit }]);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    submit();
  };
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={onSubmit}>
      {order.openExceptions.map((exception) => (
        <div key={exception.id} className="column">
          <span className="medium">{words(exception).title}</span>
          <span className="text2">{words(exception).text}</span>
        </div>
      ))}
      <TextInput data-autofocus label={t(($) => $.desk.approveWhy)} description={t(($) => $.review.settleHint)} autoComplete="off" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onDone}>
          {t(($) => $.checks.notNow)}
        </Button>
        <Button type="submit" rightSection={<Key keys="mod+enter" />}>
          {t(($) => $.desk.approveAnyway)}
        </Button>
      </div>
    </form>
  );
}
