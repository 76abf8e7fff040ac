import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useToasts } from '../ui/toast.tsx';

type Printer = OutputOf<'printer.list'>['printers'][number];

/** Printers on the shop's network and print agents on this computer, each by its address; one of them gets the labels of parcels. */
export function PrinterSettings() {
  const { t } = useTranslation();
  const printers = (useQueryOf('printer.list', undefined).data?.printers ?? []).filter(({ blocked }) => !blocked);
  return (
    <>
      <Section title={t(($) => $.papers.printers)} />
      {printers.map((printer) => (
        <PrinterRow key={printer.id} printer={printer} />
      ))}
      <NewPrinter />
    </>
  );
}

function PrinterRow({ printer }: { printer: Printer }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const block = useCommand('printer.block');
  const unblock = useCommand('printer.unblock');
  const choose = useCommand('printer.forLabels');
  const { id: printerId, name, labels, speaks } = printer;
  const drop = (): void => block.mutate({ printerId }, { onSuccess: () => show(t(($) => $.papers.printerGone), () => unblock.mutateAsync({ printerId })) });
  const turn = (): void => {
    const said = labels ? t(($) => $.printing.labelsNowhere) : t(($) => $.printing.labelsHere, { printer: name });
    choose.mutate({ printerId: labels ? null : printerId }, { onSuccess: ({ before }) => show(said, () => choose.mutateAsync(before)) });
  };
  return (
    <div className="column" style={{ gap: 0 }}>
      <div className="row">
        <span className="medium ellipsis">{name}</span>
        <span className="spring" />
        <span className="caption code">{`${printer.host}:${printer.port}`}</span>
        <ActionIcon aria-label={`${t(($) => $.ui.remove)}, ${name}`} onClick={drop}>
          <IconX size={14} />
        </ActionIcon>
      </div>
      <div className="row">
        <span className="text2">{t(($) => $.printing.speaks[speaks])}</span>
        <span className="spring" />
        {speaks !== 'escpos' && (
          <button type="button" className="plain link" aria-pressed={labels} onClick={turn}>
            {labels ? t(($) => $.printing.notForLabels) : t(($) => $.printing.forLabels)}
          </button>
        )}
      </div>
    </div>
  );
}

type Speaks = Printer['speaks'];
/** Where each is found when nobody says otherwise; 菜鸟's agent listens on this computer. */
const usual: Record<Speaks, { address: string; port: number }> = {
  escpos: { address: '', port: 9100 },
  zpl: { address: '', port: 9100 },
  cainiao: { address: 'localhost', port: 13528 },
};
const kinds = Object.keys(usual) as Speaks[];
const blank = { name: '', address: '', agentPrinter: '', template: '' };

function NewPrinter() {
  const { t } = useTranslation();
  const add = useCommand('printer.add');
  const [speaks, setSpeaks] = useState<Speaks>('escpos');
  const [card, setCard] = useState(blank);
  const set = (change: Partial<typeof blank>): void => setCard({ ...card, ...change });
  const submit = (): void => {
    const printer = printerOf(speaks, card);
    if (printer) add.mutate(printer, { onSuccess: () => setCard(blank) });
  };
  return (
    <div className="column" style={{ gap: 8 }}>
      <Select label={t(($) => $.printing.kind)} value={speaks} data={kinds.map((kind) => ({ value: kind, label: t(($) => $.printing.speaks[kind]) }))} onChange={(kind) => setSpeaks(kinds.find((one) => one === kind) ?? speaks)} />
      <div className="row" style={{ alignItems: 'flex-end' }}>
        <TextInput style={{ flex: 1 }} label={t(($) => $.papers.printerName)} value={card.name} onChange={(event) => set({ name: event.currentTarget.value })} />
        <TextInput
          style={{ flex: 1 }}
          label={t(($) => $.papers.printerAddress)}
          placeholder={usual[speaks].address === '' ? '192.168.1.50:9100' : `${usual[speaks].address}:${usual[speaks].port}`}
          value={card.address}
          onChange={(event) => set({ address: event.currentTarget.value })}
        />
      </div>
      {speaks === 'cainiao' && (
        <>
          <TextInput label={t(($) => $.printing.agentPrinter)} description={t(($) => $.printing.agentPrinterHint)} value={card.agentPrinter} onChange={(event) => set({ agentPrinter: event.currentTarget.value })} />
          <TextInput label={t(($) => $.printing.template)} placeholder="https://cloudprint.cainiao.com/template/…" value={card.template} onChange={(event) => set({ template: event.currentTarget.value })} />
        </>
      )}
      {add.error !== null && <ProblemPanel problem={add.error} />}
      <Button variant="default" loading={add.isPending} style={{ alignSelf: 'flex-start' }} onClick={submit}>
        {t(($) => $.papers.addPrinter)}
      </Button>
    </div>
  );
}

/** What was typed, as the shop takes it; undefined while something is missing. */
function printerOf(speaks: Speaks, { name, address, agentPrinter, template }: typeof blank): InputOf<'printer.add'> | undefined {
  const [, host = '', port] = /^([^:\s]+)(?::(\d{1,5}))?$/.exec(address.trim() || usual[speaks].address) ?? [];
  if (name.trim() === '' || host === '') return undefined;
  return { name, speaks, host, port: port === undefined ? usual[speaks].port : Number(port), ...(speaks === 'cainiao' && { agentPrinter, template }) };
}
