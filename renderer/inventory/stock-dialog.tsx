import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { useQueryOf } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { MoneyField, QuantityField } from '../ui/fields.tsx';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { noonOf } from './noon-of.ts';
import { LatePreview } from './late-preview.tsx';
import { readLots } from './lots-text.ts';
import type { StockRow } from './stock-screen.tsx';
import { useStockWords } from './stock-words.ts';
import { type StockDialogKind, useBooking } from './use-booking.ts';

/** Goods come in with what they cost, a difference is written down with its reason, or goods are held back and given free. */
export function StockDialog({ kind, row, onClose }: { kind: StockDialogKind | undefined; row: StockRow | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={kind !== undefined && row !== undefined}
      onClose={onClose}
      title={<span className="strong">{kind && t(($) => $.stock[kind])}</span>}
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
  const tracking = useQueryOf('lot.places', { variantId: row.variantId }).data?.tracking ?? 'none';
  const [locationId, setLocationId] = useState<number>();
  const reasons = (useQueryOf('reason.list', undefined).data?.reasons ?? []).filter((one) => !one.blocked);
  const [reason, setReason] = useState('damage');
  const [amount, setAmount] = useState<Quantity | null>(null);
  const [value, setValue] = useState<Minor | null>(null);
  const [lotsText, setLotsText] = useState('');
  const [on, setOn] = useState('');
  const [tried, setTried] = useState(false);
  const places = (locations.data?.locations ?? []).filter((one) => one.kind !== 'inTransit' && !one.blocked && one.owner === null);
  const place = locationId ?? places[0]?.id;
  const occurredAt = noonOf(on, formats.timeZone);
  const lots = readLots(lotsText, formats.locale);
  // Goods of another day ask first: nothing is booked before the figures they change stand there.
  const asking = occurredAt !== undefined && amount !== null && amount !== 0 && (kind === 'adjust' || (kind === 'receive' && value !== null));
  const late = useQueryOf(
    'costing.previewLate',
    { variantId: row.variantId, occurredAt: occurredAt ?? instant(0), quantity: amount ?? quantity(1), ...(kind === 'receive' && value !== null && { value }) },
    { enabled: asking, whenAsked: true },
  );
  const changes = asking && late.data?.late === true ? late.data : undefined;
  const { pending, error, book } = useBooking(row, onDone);
  const lacking = { amount: tried && amount === null ? t(($) => $.stock.quantityNeeded) : undefined, cost: tried && value === null ? t(($) => $.stock.costNeeded) : undefined };
  const submit = (): void => {
    setTried(true);
    if (kind === 'receive' && value === null) return;
    if (place === undefined || amount === null || !lots.ok || (asking && (late.isFetching || late.error !== null))) return;
    book(kind, { locationId: place, quantity: amount, reason, value, lots: lots.lots, occurredAt, asJob: changes?.asJob ?? false });
  };
  const act = changes ? t(($) => $.inventory.bookLate) : t(($) => $.stock[kind]);
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
        error={lacking.amount}
        {...(kind !== 'receive' && { description: t(($) => $.stock.hints[kind]) })}
        unit=""
        decimals={3}
        value={amount}
        onChange={setAmount}
      />
      {kind === 'receive' && <MoneyField label={t(($) => $.stock.costInAll)} error={lacking.cost} description={t(($) => $.stock.costHint)} currency={formats.currency} value={value} onChange={setValue} />}
      {tracking !== 'none' && (
        <Textarea
          label={t(($) => $.inventory.code)}
          description={t(($) => $.inventory.lotsHint)}
          error={lots.ok ? undefined : t(($) => $.inventory.lotsBad, { line: lots.line })}
          autosize
          minRows={2}
          maxRows={8}
          value={lotsText}
          onChange={(event) => setLotsText(event.currentTarget.value)}
        />
      )}
      <TextInput type="date" label={t(($) => $.inventory.when)} description={t(($) => $.inventory.whenHint)} value={on} onChange={(event) => setOn(event.currentTarget.value)} />
      {changes && <LatePreview late={changes} />}
      {(error ?? late.error) !== null && <ProblemPanel problem={error ?? late.error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onDone}>
          {t(($) => $.payments.notNow)}
        </Button>
        <Button type="submit" loading={pending || (asking && late.isFetching)} rightSection={<Key keys="mod+enter" />}>
          {act}
        </Button>
      </div>
    </form>
  );
}
