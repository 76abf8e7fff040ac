import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../shared/units/calendar.ts';
import { isDay } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { type RatePpm, ratePpm } from '../../shared/units/rate-ppm.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import { CurrencyField } from '../accounting/currency-field.tsx';
import { CostEffect } from '../inventory/cost-effect.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { MoneyField, PercentField, QuantityField } from '../ui/fields.tsx';
import { Key } from '../ui/key.tsx';
import { useNow } from '../ui/now.ts';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Status } from '../ui/status.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Findings } from './findings.tsx';
import type { PurchaseOrder } from './purchase-order-screen.tsx';

type Billable = OutputOf<'supplierBill.billable'>['lines'][number];
/** A line whose figures are told: not to who counts its goods blind. */
type Told = Billable & { unbilled: Quantity };

/** What is typed of one line; tax follows the net at the rate of the order. */
interface Typed {
  quantity: Quantity;
  net: Minor;
  tax: Minor;
}

/** A bill for what came of an order: begins with what waits, compares while it is typed, and says how it differs. */
export function BillDialog({ order, onClose }: { order: PurchaseOrder; onClose: () => void }) {
  const { t } = useTranslation();
  const billable = useQueryOf('supplierBill.billable', { supplierId: order.supplierId });
  const own = billable.data && linesToBill(order, billable.data.lines);
  return (
    <Modal opened onClose={onClose} size="lg" title={<span className="strong">{t(($) => $.purchasing.record)}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      {billable.error && <ProblemPanel problem={billable.error} />}
      {own && own.length > 0 && <BillForm order={order} lines={own} onClose={onClose} />}
    </Modal>
  );
}

function BillForm({ order, lines, onClose }: { order: PurchaseOrder; lines: readonly Told[]; onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const now = useNow();
  const record = useCommand('supplierBill.record');
  const [supplierNumber, setSupplierNumber] = useState('');
  const [billedOn, setBilledOn] = useState<string>(dayOf(now, formats.timeZone));
  const [because, setBecause] = useState('');
  const [currency, setCurrency] = useState(formats.currency);
  const [reverse, setReverse] = useState<RatePpm>(ratePpm(0));
  const known = useQueryOf('exchangeRate.list', { limit: 1 }).data?.currencies ?? [];
  const rate = useQueryOf('exchangeRate.find', { currency, on: isDay(billedOn) ? billedOn : dayOf(now, formats.timeZone) }, { enabled: currency !== formats.currency }).data?.rate;
  const [typed, setTyped] = useState<readonly Typed[]>(lines.map((line) => ({ quantity: line.unbilled, net: line.net ?? minor(0), tax: line.tax ?? minor(0) })));
  const bill = billOf(order.supplierId, { supplierNumber, billedOn, because, currency, reverse }, lines, typed);
  const match = useQueryOf('supplierBill.match', bill ?? { ...fallback(order.supplierId, lines, typed), ...(isDay(billedOn) && { billedOn }), currency }, { enabled: isDay(billedOn) });
  const effect = useQueryOf('supplierBill.effect', bill ?? { ...fallback(order.supplierId, lines, typed), ...(isDay(billedOn) && { billedOn }), currency }, { enabled: isDay(billedOn) }).data;
  const submit = (): void => {
    if (bill && !record.isPending) record.mutate(bill, { onSuccess: () => { show(t(($) => $.bills.recorded, { number: supplierNumber })); onClose(); } });
  };
  useActions('dialog', [{ id: 'bill.record', label: t(($) => $.purchasing.record), group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: submit }]);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    submit();
  };
  // In another currency the paper's own amounts are typed.
  const choose = (other: string): void => {
    setCurrency(other);
    setReverse(ratePpm(0));
    setTyped(lines.map((line) => ({ quantity: line.unbilled, net: (other === formats.currency ? line.net : undefined) ?? minor(0), tax: (other === formats.currency ? line.tax : undefined) ?? minor(0) })));
  };
  // Whoever owes the tax themselves has none of the supplier's on the paper.
  const owe = (rate: RatePpm): void => {
    setReverse(rate);
    if (rate > 0) setTyped(typed.map((one) => ({ ...one, tax: minor(0) })));
  };
  const set = (index: number, change: Partial<Typed>): void => setTyped(typed.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={onSubmit}>
      <TextInput autoFocus label={t(($) => $.bills.supplierNumber)} value={supplierNumber} onChange={(event) => setSupplierNumber(event.currentTarget.value)} />
      <TextInput type="date" label={t(($) => $.bills.billedOn)} value={billedOn} onChange={(event) => setBilledOn(event.currentTarget.value)} />
      {known.length > 0 && (
        <CurrencyField
          label={t(($) => $.currencies.inCurrency)}
          among={[formats.currency, ...known.map((one) => one.currency)]}
          value={currency}
          onChange={choose}
          {...(currency !== formats.currency && { description: rate ? t(($) => $.currencies.latest, { currency, rate: rate.rate, home: formats.currency, on: formats.fullDay(rate.onDay) }) : t(($) => $.currencies.noRate, { currency }) })}
        />
      )}
      <PercentField label={t(($) => $.bills.reverseCharge)} description={t(($) => $.bills.reverseHint)} value={reverse} onChange={(rate) => owe(rate ?? ratePpm(0))} />
      {lines.map((line, index) => (
        <fieldset key={line.purchaseOrderLineId} className="plain column" style={{ gap: 4, border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <legend className="row" style={{ padding: 0, minWidth: 0 }}>
            <span className="medium ellipsis">{line.name}</span>
            <span className="caption code">{line.sku}</span>
          </legend>
          {ahead(order, line, typed[index]) > 0 && <Status kind="wait">{t(($) => $.purchasing.billAhead, { quantity: formats.quantity(ahead(order, line, typed[index])) })}</Status>}
          <div className="row" style={{ alignItems: 'flex-end', gap: 12 }}>
            <QuantityField label={t(($) => $.bills.quantity)} unit="" decimals={3} value={typed[index]?.quantity ?? null} onChange={(quantity) => quantity !== null && set(index, { quantity })} />
            <MoneyField label={t(($) => $.purchasing.net)} currency={currency} value={typed[index]?.net ?? null} onChange={(net) => net !== null && set(index, { net, tax: reverse > 0 ? minor(0) : taxOn(order, line, net) })} />
            <MoneyField label={t(($) => $.purchasing.tax)} currency={currency} value={typed[index]?.tax ?? null} onChange={(tax) => tax !== null && set(index, { tax })} />
          </div>
        </fieldset>
      ))}
      {match.data && <Findings findings={match.data.findings} />}
      {match.data?.accepted === false && <TextInput label={t(($) => $.bills.acceptedBecause)} value={because} onChange={(event) => setBecause(event.currentTarget.value)} />}
      {effect && changes(effect) && <CostEffect effect={effect} />}
      {record.error !== null && <ProblemPanel problem={record.error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onClose}>
          {t(($) => $.payments.notNow)}
        </Button>
        <Button type="submit" loading={record.isPending} rightSection={<Key keys="mod+enter" />}>
          {t(($) => $.purchasing.record)}
        </Button>
      </div>
    </form>
  );
}

/** A bill at the price of its order changes nothing that was posted. */
const changes = ({ figures, stock }: OutputOf<'supplierBill.effect'>): boolean => figures.length > 0 || stock.before !== stock.after;

/** How many of what is typed have not come yet: billed, they are in transit. */
const ahead = (order: PurchaseOrder, line: Billable, typed: Typed | undefined): Quantity => {
  const waiting = order.lines.find((one) => one.id === line.purchaseOrderLineId)?.unbilled ?? quantity(0);
  return quantity(Math.max(0, (typed?.quantity ?? 0) - waiting));
};

/** What came and has no bill; where nothing of an order waits so, what is still to come, since some suppliers bill first. */
function linesToBill(order: PurchaseOrder, billable: readonly Billable[]): Told[] {
  const own = billable.filter((line): line is Told => line.unbilled !== undefined && order.lines.some((one) => one.id === line.purchaseOrderLineId));
  if (own.length > 0) return own;
  return order.lines.flatMap((line) => {
    const toCome = quantity(line.open - line.inTransit);
    if (toCome <= 0 || line.ordered === undefined) return [];
    const whole = line.ordered;
    const share = (figure: Minor | undefined): Minor => minor(mulDiv(figure ?? minor(0), toCome, whole));
    return [{ purchaseOrderLineId: line.id, purchaseReceiptLineId: null, document: order.number, variantId: line.variantId, sku: line.sku, name: line.name, unbilled: toCome, net: share(line.net), tax: share(line.tax) }];
  });
}

const taxOn = (order: PurchaseOrder, line: Billable, net: Minor): Minor => minor(mulDiv(net, order.lines.find((one) => one.id === line.purchaseOrderLineId)?.taxRate ?? 0, 1_000_000));

type Bill = InputOf<'supplierBill.record'>;

const linesOf = (lines: readonly Billable[], typed: readonly Typed[]): Bill['lines'] =>
  lines.flatMap((line, index) => {
    const own = typed[index];
    return own && line.purchaseOrderLineId !== null ? [{ kind: 'goods' as const, purchaseOrderLineId: line.purchaseOrderLineId, ...own }] : [];
  });

function billOf(supplierId: number, head: { supplierNumber: string; billedOn: string; because: string; currency: string; reverse: RatePpm }, lines: readonly Billable[], typed: readonly Typed[]): Bill | undefined {
  const { supplierNumber, billedOn, because, currency, reverse } = head;
  if (supplierNumber.trim() === '' || !isDay(billedOn)) return undefined;
  return { supplierId, supplierNumber, billedOn, currency, lines: linesOf(lines, typed), ...(reverse > 0 && { reverseCharge: reverse }), ...(because.trim() !== '' && { acceptedBecause: because }) };
}

/** Enough of a bill to be compared before it has its number. */
const fallback = (supplierId: number, lines: readonly Billable[], typed: readonly Typed[]): Bill => ({ supplierId, supplierNumber: '…', billedOn: '2000-01-01' as Bill['billedOn'], lines: linesOf(lines, typed) });
