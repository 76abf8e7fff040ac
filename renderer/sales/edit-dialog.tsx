import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import type { OutputOf } from '../client/methods.ts';
import { useCommand } from '../client/use-shop.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { QuantityField, UnitPriceField } from '../ui/fields.tsx';
import { Key } from '../ui/key.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { GoodsField } from './goods-field.tsx';
import type { Order } from './order-peek.tsx';

interface EditedLine {
  key: string;
  orderLineId?: number;
  variantId?: number;
  name: string;
  sku: string;
  quantity: Quantity;
  /** Null: the shop's own price. */
  unitPrice: UnitPrice | null;
  /** Parts of a bundle stay as they were sold. */
  fixed: boolean;
}

/** Changes an order before it leaves: how many, at which price, what else; taken back as one. */
export function EditDialog({ order, opened, onClose }: { order: Order; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal size={720} opened={opened} onClose={onClose} title={<span className="strong">{t(($) => $.revise.editTitle, { number: order.number })}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      {opened && <EditForm order={order} onDone={onClose} />}
    </Modal>
  );
}

const linesOf = (order: Order): EditedLine[] =>
  order.lines.filter((line) => line.quantity > 0).map((line) => ({ key: `line ${line.id}`, orderLineId: line.id, name: line.name, sku: line.sku, quantity: line.quantity, unitPrice: line.unitPrice, fixed: line.bundle !== null }));

function EditForm({ order, onDone }: { order: Order; onDone: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const show = useToasts((toasts) => toasts.show);
  const edit = useCommand('order.edit');
  const takeBack = useCommand('order.takeBack');
  const [lines, setLines] = useState(() => linesOf(order));
  const [reprice, setReprice] = useState(false);
  const [reason, setReason] = useState('');
  const added = useRef(0);
  const change = (key: string, changes: Partial<EditedLine>): void => setLines(lines.map((line) => (line.key === key ? { ...line, ...changes } : line)));
  const priced = new Map(order.lines.map((line) => [line.id, line.unitPrice]));
  const done = ({ orderRevisionId, total }: OutputOf<'order.edit'>): void => {
    show(t(($) => $.revise.edited, { total: formats.moneyIn(total, order.currency) }), () => takeBack.mutateAsync({ orderRevisionId }));
    onDone();
  };
  const submit = (): void =>
    edit.mutate(
      {
        orderId: order.id,
        reason,
        reprice,
        lines: lines.map(({ orderLineId, variantId, quantity: count, unitPrice }) => ({
          ...(orderLineId === undefined ? { variantId: variantId ?? 0 } : { orderLineId }),
          quantity: count,
          ...(unitPrice !== null && unitPrice !== priced.get(orderLineId ?? 0) && { unitPrice }),
        })),
      },
      { onSuccess: done },
    );
  useActions('dialog', [{ id: 'order.edit.save', label: t(($) => $.revise.save), group: t(($) => $.keys.here), keys: 'mod+enter', whileTyping: true, run: submit }]);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    submit();
  };
  return (
    <form className="column" style={{ gap: 12 }} onSubmit={onSubmit}>
      {lines.map((line) => (
        <div key={line.key} className="revise-line">
          <div className="column">
            <span className="ellipsis">{line.name}</span>
            <span className="caption code">{line.fixed ? t(($) => $.revise.inBundle) : line.sku}</span>
          </div>
          <QuantityField inCell label={`${line.name}: ${t(($) => $.orders.quantity)}`} unit="" decimals={3} value={line.quantity} onChange={(count) => change(line.key, { quantity: count ?? quantity(0) })} />
          {line.fixed ? <span className="num text2">{line.unitPrice === null ? '' : formats.bareUnitPrice(line.unitPrice, order.currency)}</span> : <UnitPriceField inCell label={`${line.name}: ${t(($) => $.orders.price)}`} value={line.unitPrice} onChange={(unitPrice) => change(line.key, { unitPrice })} />}
        </div>
      ))}
      <GoodsField
        label={t(($) => $.revise.add)}
        onPick={(offer) => {
          added.current += 1;
          setLines([...lines, { key: `new ${added.current}`, variantId: offer.variantId, name: offer.name, sku: offer.sku, quantity: quantity(1000), unitPrice: null, fixed: false }]);
        }}
      />
      <Checkbox label={t(($) => $.revise.reprice)} checked={reprice} onChange={(event) => setReprice(event.currentTarget.checked)} />
      <TextInput label={t(($) => $.revise.reason)} description={t(($) => $.review.settleHint)} autoComplete="off" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {edit.error !== null && <ProblemPanel problem={edit.error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onDone}>
          {t(($) => $.checks.notNow)}
        </Button>
        <Button type="submit" loading={edit.isPending} rightSection={<Key keys="mod+enter" />}>
          {t(($) => $.revise.save)}
        </Button>
      </div>
    </form>
  );
}
