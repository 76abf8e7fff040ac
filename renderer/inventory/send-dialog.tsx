import { Button, Modal, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { QuantityField } from '../ui/fields.tsx';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { noonOf } from './noon-of.ts';
import type { Sending } from './transfer-search.ts';

interface SendDialogProps {
  opened: boolean;
  /** What an alert or another screen asks to be sent. */
  filled?: Sending;
  onClose: () => void;
}

/** Sends goods from one place of ours to another, line by line. */
export function SendDialog({ opened, filled, onClose }: SendDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={<span className="strong">{t(($) => $.inventory.send)}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      {opened && <SendForm filled={filled} onDone={onClose} />}
    </Modal>
  );
}

interface Line {
  readonly variantId: number;
  readonly name: string;
  readonly quantity: Quantity;
}

const linesOf = (filled: Sending | undefined): readonly Line[] => (filled ? [{ variantId: filled.variant, name: filled.name, quantity: quantity(filled.quantity ?? 0) }] : []);

function SendForm({ filled, onDone }: { filled: Sending | undefined; onDone: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const places = (useQueryOf('location.list', undefined).data?.locations ?? []).filter((one) => one.kind !== 'inTransit' && !one.blocked && one.owner === null);
  const [from, setFrom] = useState(filled?.from);
  const [to, setTo] = useState(filled?.to);
  const [text, setText] = useState('');
  const [variantId, setVariantId] = useState<number>();
  const [amount, setAmount] = useState<Quantity | null>(null);
  const [lines, setLines] = useState(() => linesOf(filled));
  const [on, setOn] = useState('');
  const fromId = from ?? places[0]?.id;
  const toId = to ?? places.find((one) => one.id !== fromId)?.id;
  const found = useQueryOf('stock.list', { ...(text !== '' && { text }), ...(fromId !== undefined && { locationId: fromId }), only: 'stocked', limit: 20 }).data?.rows ?? [];
  const chosen = found.find((row) => row.variantId === variantId);
  const pending: readonly Line[] = chosen && amount !== null && amount > 0 ? [...lines, { variantId: chosen.variantId, name: chosen.name, quantity: amount }] : lines;
  const send = useCommand('transfer.send');
  const submit = (): void => {
    const sent = pending.filter((line) => line.quantity > 0);
    if (fromId === undefined || toId === undefined || sent.length === 0) return;
    const occurredAt = noonOf(on, formats.timeZone);
    const input = { fromLocationId: fromId, toLocationId: toId, ...(occurredAt !== undefined && { occurredAt }), lines: sent.map(({ name: _name, ...line }) => line) };
    send.mutate(input, {
      onSuccess: ({ number }) => {
        show(t(($) => $.inventory.sentToast, { number }));
        onDone();
      },
    });
  };
  const addLine = (): void => {
    setLines(pending);
    setVariantId(undefined);
    setAmount(null);
  };
  useActions('dialog', [{ id: 'transfer.book', label: t(($) => $.inventory.sendAct), group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: submit }]);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (pending.length > lines.length) addLine();
  };
  const options = places.map((one) => ({ value: String(one.id), label: one.name }));
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={onSubmit}>
      <Select label={t(($) => $.inventory.from)} data={options} value={fromId === undefined ? null : String(fromId)} onChange={(id) => setFrom(Number(id))} />
      <Select label={t(($) => $.inventory.to)} data={options} value={toId === undefined ? null : String(toId)} onChange={(id) => setTo(Number(id))} />
      {lines.map((line, place) => (
        <div key={line.variantId} className="row">
          <span className="ellipsis">{line.name}</span>
          <span className="spring" />
          <div style={{ width: 110 }}>
            <QuantityField inCell first={filled !== undefined && place === 0} label={`${t(($) => $.orders.quantity)}: ${line.name}`} unit="" decimals={3} value={line.quantity} onChange={(many) => setLines(lines.with(place, { ...line, quantity: many ?? quantity(0) }))} />
          </div>
        </div>
      ))}
      <Select
        searchable
        label={t(($) => $.inventory.variant)}
        placeholder={t(($) => $.inventory.chooseVariant)}
        data={found.map((row) => ({ value: String(row.variantId), label: `${row.name} · ${row.sku} · ${formats.quantity(row.available)}` }))}
        filter={({ options: all }) => all}
        searchValue={text}
        onSearchChange={setText}
        value={variantId === undefined ? null : String(variantId)}
        onChange={(id) => setVariantId(id === null ? undefined : Number(id))}
      />
      <QuantityField label={t(($) => $.orders.quantity)} unit="" decimals={3} value={amount} onChange={setAmount} />
      <TextInput type="date" label={t(($) => $.inventory.sentOn)} description={t(($) => $.inventory.whenHint)} value={on} onChange={(event) => setOn(event.currentTarget.value)} />
      {send.error !== null && <ProblemPanel problem={send.error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onDone}>
          {t(($) => $.payments.notNow)}
        </Button>
        <Button loading={send.isPending} onClick={submit} rightSection={<Key keys="mod+enter" />}>
          {t(($) => $.inventory.sendAct)}
        </Button>
      </div>
    </form>
  );
}
