import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useQueryOf, useShopClient } from '../client/use-shop.tsx';
import type { Action } from '../ui/actions/action-registry.ts';
import { useActions } from '../ui/actions/use-actions.ts';
import { LookupField } from '../ui/lookup-field.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Station } from '../ui/scan/station.tsx';
import { deliveryOfOrder, deliveryOfSupplier } from './delivery.ts';
import { ReceiveStation } from './receive-station.tsx';

/** The goods of an order. */
export function ReceiveScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { orderId } = useParams({ from: '/station/receive/$orderId' });
  const order = useQueryOf('purchaseOrder.get', { purchaseOrderId: Number(orderId) });
  if (order.error) return <ProblemPanel problem={order.error} onRetry={() => void order.refetch()} />;
  if (!order.data) return null;
  const back = <Link to="/purchasing/$orderId" params={{ orderId }}>{t(($) => $.receiving.back)}</Link>;
  return <ReceiveStation key={orderId} delivery={deliveryOfOrder(order.data)} back={back} onDone={() => void navigate({ to: '/purchasing/$orderId', params: { orderId } })} />;
}

export interface ReceiveSearch {
  readonly supplier?: number;
}

export const readReceiveSearch = ({ supplier }: Record<string, unknown>): ReceiveSearch => (typeof supplier === 'number' ? { supplier } : {});

/** Whatever a supplier brought without an order. */
export function ReceiveSupplierScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { supplier: supplierId } = useSearch({ from: '/station/receive' });
  const supplier = useQueryOf('supplier.get', { supplierId: supplierId ?? 0 }, { enabled: supplierId !== undefined });
  if (supplierId === undefined) return <WhoBroughtIt />;
  if (supplier.error) return <ProblemPanel problem={supplier.error} onRetry={() => void supplier.refetch()} />;
  if (!supplier.data || supplier.data.id !== supplierId) return null;
  const back = <Link to="/purchasing/receipts">{t(($) => $.receiving.toReceipts)}</Link>;
  return <ReceiveStation key={supplierId} delivery={deliveryOfSupplier(supplier.data)} back={back} onDone={({ goodsReceiptId }) => void navigate({ to: '/purchasing/receipts', search: { receipt: goodsReceiptId } })} />;
}

function WhoBroughtIt() {
  const { t } = useTranslation();
  const client = useShopClient();
  const navigate = useNavigate();
  const group = t(($) => $.receiving.title);
  const leave: Action = { id: 'receiving.leave', label: t(($) => $.receiving.leave), group, keys: 'escape', onlyKey: true, run: () => void navigate({ to: '/purchasing/receipts' }) };
  useActions('screen', [leave]);
  return (
    <Station
      title={group}
      subtitle={t(($) => $.receiving.withoutOrder)}
      back={<Link to="/purchasing/receipts">{t(($) => $.receiving.toReceipts)}</Link>}
      place={<strong>{t(($) => $.receiving.whoBrought)}</strong>}
      panel={
        <div className="received-from">
          <LookupField
            first
            label={t(($) => $.purchasing.supplier)}
            description={t(($) => $.receiving.whoBroughtHint)}
            none={t(($) => $.receiving.noSupplier)}
            find={async (text) => (await client.call('supplier.list', { text, blocked: false, limit: 8 })).rows}
            keyOf={(row) => row.id}
            show={(row) => (
              <>
                <span className="ellipsis">{row.name}</span>
                <span className="caption code">{row.code}</span>
              </>
            )}
            onPick={(row) => void navigate({ to: '/station/receive', search: { supplier: row.id }, replace: true })}
          />
        </div>
      }
      legend={null}
      recent={null}
      verbs={[]}
      foot={t(($) => $.receiving.foot)}
    />
  );
}
