import { Button, Select } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueryOf } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { QuantityField, UnitPriceField } from '../ui/fields.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { ScanField } from '../ui/scan/scan-field.tsx';
import { Screen, Trail } from '../ui/screen.tsx';
import { PaperWarnings } from './paper-warnings.tsx';
import type { PurchaseOrder } from './purchase-order-screen.tsx';
import { type ScannedLine, useLineScans } from './use-line-scans.ts';

export interface NewPurchaseOrderSearch {
  /** The draft that is changed; none for a new one. */
  readonly order?: number;
}

export const readNewPurchaseOrderSearch = ({ order }: Record<string, unknown>): NewPurchaseOrderSearch => (typeof order === 'number' ? { order } : {});

/** A new draft, or one that is changed. */
export function NewPurchaseOrderScreen() {
  const { order: purchaseOrderId } = useSearch({ from: '/purchasing/new' });
  const order = useQueryOf('purchaseOrder.get', { purchaseOrderId: purchaseOrderId ?? 0 }, { enabled: purchaseOrderId !== undefined });
  if (purchaseOrderId === undefined) return <DraftForm />;
  if (order.error) return <ProblemPanel problem={order.error} onRetry={() => void order.refetch()} />;
  return order.data ? <DraftForm key={purchaseOrderId} order={order.data} /> : <Loading widths={[200, 120, 120]} />;
}

/** Lines written by scanning or typing codes. Without a price of its own a line costs what was agreed. */
function DraftForm({ order }: { order?: PurchaseOrder }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const update = useCommand('purchaseOrder.update');
  const suppliers = useQueryOf('supplier.list', { blocked: false, limit: 200 });
  const create = useCommand('purchaseOrder.create');
  const [supplierId, setSupplierId] = useState<number | undefined>(order?.supplierId);
  const supplier = suppliers.data?.rows.find(({ id }) => id === supplierId);
  // Of a draft everything is still to come.
  const [lines, setLines] = useState<readonly ScannedLine[]>((order?.lines ?? []).map(({ variantId, name, sku, open, price }) => ({ variantId, name, sku, quantity: open, price: price ?? null })));
  useLineScans(setLines);
  const submit = (): void => {
    if (supplierId === undefined || lines.length === 0 || create.isPending || update.isPending) return;
    const asked = lines.map(({ variantId, quantity: count, price }) => ({ variantId, quantity: count, ...(price !== null && { price }) }));
    const onSuccess = ({ purchaseOrderId }: { purchaseOrderId: number }): void => void navigate({ to: '/purchasing/$orderId', params: { orderId: String(purchaseOrderId) } });
    if (order) update.mutate({ purchaseOrderId: order.id, lines: asked }, { onSuccess });
    else create.mutate({ supplierId, lines: asked }, { onSuccess });
  };
  const group = t(($) => $.purchasing.orders);
  const save: Action = { id: 'purchasing.save', label: t(($) => $.purchasing.save), group, keys: 'mod+enter', whileTyping: true, run: submit };
  useActions('screen', [save, { id: 'purchasing.back', label: t(($) => $.keys.back), group, keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/purchasing' }) }]);
  const change = (variantId: number, part: Partial<ScannedLine>): void => setLines(lines.map((line) => (line.variantId === variantId ? { ...line, ...part } : line)));
  return (
    <Screen title={<Trail parent={<Link to="/purchasing">{group}</Link>}>{order?.number ?? t(($) => $.purchasing.create)}</Trail>} buttons={<ActionButton action={save} loading={create.isPending || update.isPending} />}>
      <div className="scroll">
        <div className="form" style={{ maxWidth: 720 }}>
          <Select
            searchable
            readOnly={order !== undefined}
            label={t(($) => $.purchasing.supplier)}
            placeholder={t(($) => $.purchasing.chooseSupplier)}
            data={(suppliers.data?.rows ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
            value={supplierId === undefined ? null : String(supplierId)}
            onChange={(id) => setSupplierId(id === null ? undefined : Number(id))}
          />
          {supplier && <PaperWarnings supplierId={supplier.id} supplierName={supplier.name} />}
          <ScanField label={t(($) => $.purchasing.addByCode)} />
          {lines.length === 0 && <p className="text2">{t(($) => $.purchasing.noLines)}</p>}
          {lines.map((line) => (
            <div key={line.variantId} className="row" style={{ alignItems: 'flex-end', gap: 12 }}>
              <span className="column" style={{ flex: 1, minWidth: 0 }}>
                <span className="ellipsis">{line.name}</span>
                <span className="caption code">{line.sku}</span>
              </span>
              <QuantityField label={t(($) => $.bills.quantity)} unit="" decimals={3} value={line.quantity} onChange={(count) => count !== null && change(line.variantId, { quantity: count })} />
              <UnitPriceField label={t(($) => $.purchasing.price)} value={line.price} onChange={(price) => change(line.variantId, { price })} />
              <Button variant="subtle" onClick={() => setLines(lines.filter((one) => one.variantId !== line.variantId))}>
                {t(($) => $.purchasing.remove)}
              </Button>
            </div>
          ))}
          {(create.error ?? update.error) !== null && <ProblemPanel problem={create.error ?? update.error} />}
        </div>
      </div>
    </Screen>
  );
}
