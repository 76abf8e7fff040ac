import { ActionIcon, Modal, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CounterDraft } from '../../shared/till/parked-sale.contract.ts';
import { useCommand, useQueryOf, useShopClient } from '../client/use-shop.tsx';
import type { ShopClient } from '../client/shop-client.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { counterSale, type Draft } from '../sales/order-draft.store.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** Puts the sale aside under a word that tells whose it is. */
export function ParkDialog({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const { t } = useTranslation();
  const show = useToasts((toasts) => toasts.show);
  const park = useCommand('parkedSale.park');
  const [label, setLabel] = useState(draft.customer?.name ?? '');
  const submit = (): void =>
    park.mutate({ label, draft: keptOf(draft) }, {
      onSuccess: () => {
        counterSale.getState().clear();
        show(t(($) => $.till.parked));
        onClose();
      },
    });
  return (
    <DialogForm title={t(($) => $.till.park)} verb={t(($) => $.till.park)} pending={park.isPending} problem={park.error} onSubmit={submit} onClose={onClose}>
      <TextInput data-autofocus label={t(($) => $.till.parkLabel)} description={t(($) => $.till.parkHint)} maxLength={80} value={label} onChange={(event) => setLabel(event.currentTarget.value)} />
    </DialogForm>
  );
}

const keptOf = ({ customer, lines, discount, note }: Draft): CounterDraft => ({
  customer,
  discount,
  note,
  lines: lines.flatMap(({ offer, quantity, unitPrice, discount: off, lots }) => (quantity === null || quantity <= 0 ? [] : [{ variantId: offer.variantId, quantity, unitPrice, discount: off, lots: [...lots] }])),
});

/** The sales that wait; Enter takes one back to the counter. */
export function RecallDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const list = useQueryOf('parkedSale.list', undefined);
  const rows = list.data?.rows ?? [];
  const failed = (): void => void list.refetch();
  const take = (parkedSaleId: number): void => void recall(client, parkedSaleId).then(onClose, failed);
  const drop = async (parkedSaleId: number): Promise<void> => {
    await client.call('parkedSale.take', { parkedSaleId });
    await list.refetch();
    show(t(($) => $.till.dropped), () => client.call('parkedSale.putBack', { parkedSaleId }));
  };
  return (
    <Modal opened onClose={onClose} title={<span className="strong">{t(($) => $.till.recall)}</span>} closeButtonProps={{ 'aria-label': t(($) => $.ui.close) }}>
      {rows.length === 0 && <p className="text2">{t(($) => $.till.noneParked)}</p>}
      {rows.map((row, index) => (
        <div key={row.id} className="row">
          <button type="button" className="plain lookup-option spring" {...(index === 0 && { 'data-autofocus': true })} onClick={() => take(row.id)}>
            <span className="medium ellipsis">{row.label || row.customerName || t(($) => $.till.noName)}</span>
            <span className="spring" />
            <span className="caption text3">{t(($) => $.till.parkedBy, { count: row.lines, who: row.userName, when: formats.time(row.parkedAt) })}</span>
          </button>
          <ActionIcon aria-label={`${t(($) => $.ui.remove)}, ${row.label}`} onClick={() => void drop(row.id)}>
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
    </Modal>
  );
}

/** The lines come back with what the shop asks now; a typed price stays. */
async function recall(client: ShopClient, parkedSaleId: number): Promise<void> {
  const { draft } = await client.call('parkedSale.take', { parkedSaleId });
  const { rows } = await client.call('order.offers', { variantIds: draft.lines.map((line) => line.variantId), customerId: draft.customer?.id ?? null });
  const lines = draft.lines.flatMap(({ variantId, lots = [], ...line }) => {
    const offer = rows.find((row) => row.variantId === variantId);
    return offer ? [{ ...line, lots, offer }] : [];
  });
  counterSale.getState().change({ lines, customer: draft.customer, discount: draft.discount, note: draft.note });
}
