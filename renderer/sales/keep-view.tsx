import { Button, Popover, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Keeps the conditions of the list under a name. */
export function KeepView({ onKeep }: { onKeep: (name: string) => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    onKeep(name.trim());
    setName('');
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus>
      <Popover.Target>
        <Button variant="subtle" onClick={() => setOpened(!opened)}>
          {t(($) => $.views.keep)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className="row" style={{ alignItems: 'flex-end' }} onSubmit={submit}>
          <TextInput data-autofocus label={t(($) => $.views.name)} autoComplete="off" value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Button type="submit">{t(($) => $.views.save)}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
