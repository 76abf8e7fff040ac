import { Button, Modal, Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { MoneyField, QuantityField } from '../ui/fields.tsx';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { StockRow } from './stock-screen.tsx';
import { useStockWords } from './stock-words.ts';

export type StockDialogKind = 'receive' | 'adjust';

/** Goods come in with what they cost, or a difference is written down with its reason. */
export function StockDialog({ kind, row, onClose }: { kind: StockDialogKind | undefined; row: StockRow | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={kind !== undefined && row !== undefined}
      onClose={onClose}
      title={<span className="strong">{kind === 'adjust' ? t(($) => $.stock.adjust) : t(($) => $.stock.receive)}</span>}
      closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}
    >
      {row && kind && <StockForm kind={kind} row={row} onDone={onClose} />}
    </Modal>
  );
}

function StockForm({ kind, row, onDone }: { kind: StockDialogKind; row: StockRow; onDone: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useStockWords();
  const locations = useQueryOf('location.list', undefined);
  const [locationId, setLocationId] = useState<number>();
  const reasons = (useQueryOf('reason.list', undefined).data?.reasons ?? []).filter((one) => !one.blocked);
  const [reason, setReason] = useState('damage');
  const [amount, setAmount] = useState<Quantity | null>(null);
  const [value, setValue] = useState<Minor | null>(null);
  const { pending, error, book } = useBooking(row, onDone);
  const places = (locations.data?.locations ?? []).filter((one) => one.kind !== 'inTransit' && !one.blocked);
  const place = locationId ?? places[0]?.id;
  const submit = (): void => {
    if (place !== undefined && amount !== null) book(kind, { locationId: place, quantity: amount, reason, value });
  };
  const act = kind === 'adjust' ? t(($) => $.stock.adjust) : t(($) => $.stock.receive);
  useActions('dialog', [{ id: 'stock.book', label: act, group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: submit }]);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    submit();
  };
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={onSubmit}>
      <p>
        <span className="medium">{row.name}</span> <span className="text3 code">{row.sku}</span>
      </p>
      <Select
        label={t(($) => $.stock.location)}
        data={places.map((one) => ({ value: String(one.id), label: one.name }))}
        value={place === undefined ? null : String(place)}
        onChange={(id) => setLocationId(Number(id))}
      />
      {kind === 'adjust' && (
        <Select
          label={t(($) => $.stock.reason)}
          data={reasons.map((one) => ({ value: one.code, label: words.reason(one.code) }))}
          value={reason}
          onChange={(one) => setReason(one ?? reason)}
        />
      )}
      <QuantityField
        first
        label={t(($) => $.orders.quantity)}
        {...(kind === 'adjust' && { description: t(($) => $.stock.adjustHint) })}
        unit=""
        decimals={3}
        value={amount}
        onChange={setAmount}
      />
      {kind === 'receive' && <MoneyField label={t(($) => $.stock.costInAll)} description={t(($) => $.stock.costHint)} currency={formats.currency} value={value} onChange={setValue} />}
      {error !== null && <ProblemPanel problem={error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onDone}>
          {t(($) => $.payments.notNow)}
        </Button>
        <Button type="submit" loading={pending} rightSection={<Key keys="mod+enter" />}>
          {act}
        </Button>
      </div>
    </form>
  );
}

interface Booking {
  readonly locationId: number;
  readonly quantity: Quantity;
  readonly reason: string;
  readonly value: Minor | null;
}

function useBooking(row: StockRow, onDone: () => void): { pending: boolean; error: unknown; book: (kind: StockDialogKind, booking: Booking) => void } {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const receive = useCommand('stock.receive');
  const adjust = useCommand('stock.adjust');
  const book = (kind: StockDialogKind, { locationId, quantity, reason, value }: Booking): void => {
    const done = (undo?: () => Promise<unknown>): void => {
      show(t(($) => $.stock.booked, { quantity: formats.signedQuantity(quantity), name: row.name }), undo);
      onDone();
    };
    const adjustment = (by: Quantity) => ({ locationId, reason, lines: [{ variantId: row.variantId, quantity: by, ...(value !== null && { value }) }] });
    // An adjustment is taken back by its opposite for the same reason. Goods received have a supplier's side too: no toast undoes that.
    if (kind === 'adjust') adjust.mutate(adjustment(quantity), { onSuccess: () => done(() => adjust.mutateAsync(adjustment(negated(quantity)))) });
    else if (value !== null) receive.mutate({ locationId, lines: [{ variantId: row.variantId, quantity, value }] }, { onSuccess: () => done() });
  };
  return { pending: receive.isPending || adjust.isPending, error: receive.error ?? adjust.error, book };
}

const negated = (amount: Quantity): Quantity => quantity(-amount);
