import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';

/** Receipt printers on the shop's network, each by its address. */
export function PrinterSettings() {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const printers = (useQueryOf('printer.list', undefined).data?.printers ?? []).filter(({ blocked }) => !blocked);
  const add = useCommand('printer.add');
  const block = useCommand('printer.block');
  const unblock = useCommand('printer.unblock');
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const submit = (): void => {
    const [, host = '', port] = /^([^:\s]+)(?::(\d{1,5}))?$/.exec(address.trim()) ?? [];
    if (name.trim() === '' || host === '') return;
    add.mutate({ name, host, speaks: 'escpos', ...(port !== undefined && { port: Number(port) }) }, {
      onSuccess: () => {
        setName('');
        setAddress('');
      },
    });
  };
  const drop = (printerId: number): void => block.mutate({ printerId }, { onSuccess: () => show(t(($) => $.papers.printerGone), () => unblock.mutateAsync({ printerId })) });
  return (
    <>
      <Section title={t(($) => $.papers.printers)} />
      {printers.map((printer) => (
        <div key={printer.id} className="row">
          <span className="medium">{printer.name}</span>
          <span className="spring" />
          <span className="caption code">{`${printer.host}:${printer.port}`}</span>
          <ActionIcon aria-label={`${t(($) => $.ui.remove)}, ${printer.name}`} onClick={() => drop(printer.id)}>
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      <div className="row" style={{ alignItems: 'flex-end' }}>
        <TextInput style={{ flex: 1 }} label={t(($) => $.papers.printerName)} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <TextInput style={{ flex: 1 }} label={t(($) => $.papers.printerAddress)} placeholder="192.168.1.50:9100" value={address} onChange={(event) => setAddress(event.currentTarget.value)} />
        <Button variant="default" loading={add.isPending} onClick={submit}>
          {t(($) => $.papers.addPrinter)}
        </Button>
      </div>
      {add.error !== null && <ProblemPanel problem={add.error} />}
    </>
  );
}
