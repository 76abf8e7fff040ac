import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lotsSold } from '../../shared/sales/sale-scan.rules.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { InputOf } from '../client/methods.ts';
import { useShopClient } from '../client/use-shop.tsx';
import type { ShopClient } from '../client/shop-client.ts';
import { useToasts } from '../ui/toast.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { StoreApi } from 'zustand';
import { type Draft, type OrderDraft, type TypedAddress, useDraftStore } from './order-draft.store.ts';

interface Taken {
  readonly orderId: number;
  readonly number: string;
  readonly total: Minor;
  /** Takes it back. */
  undo(): Promise<unknown>;
}

/** Takes the typed order, opens it, and offers the way back. A refused one stays as it was typed. */
export function useDraftSubmit(country: string): { pending: boolean; problem: unknown; submit: (underFloorAccepted?: boolean) => void } {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useShopClient();
  const store = useDraftStore();
  const navigate = useNavigate();
  const show = useToasts((toasts) => toasts.show);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const take = async (underFloorAccepted: boolean): Promise<void> => {
    const customerId = await customerOf(client, store, country);
    const { draft } = store.getState();
    const words = { reason: t(($) => $.newOrder.byMistake) };
    const taken = await (draft.handover === 'parcel' ? takeOrder(client, draft, { customerId, underFloorAccepted }, country, words) : sell(client, draft, { customerId, underFloorAccepted }, words));
    store.getState().clear();
    show(t(($) => $.newOrder.taken, { number: taken.number, total: formats.money(taken.total) }), taken.undo);
    void navigate({ to: '/orders/$orderId', params: { orderId: String(taken.orderId) } });
  };
  const submit = (underFloorAccepted = false): void => {
    setPending(true);
    setProblem(undefined);
    void take(underFloorAccepted)
      .catch(setProblem)
      .finally(() => setPending(false));
  };
  return { pending, problem, submit };
}

/** Makes the card of a new customer first; a refused order finds it made and does not make it twice. */
export async function customerOf(client: ShopClient, store: StoreApi<OrderDraft>, country: string): Promise<number | null> {
  const { draft, change } = store.getState();
  if (draft.customer === null || draft.customer.id !== null) return draft.customer?.id ?? null;
  const { name, phone = '' } = draft.customer;
  const { customerId } = await client.call('customer.create', { name, ...cardOf({ ...draft.address, phone: draft.address.phone.trim() === '' ? phone : draft.address.phone }, country) });
  change({ customer: { id: customerId, name } });
  return customerId;
}

function cardOf({ phone, ...address }: TypedAddress, country: string): Omit<InputOf<'customer.create'>, 'name'> {
  const known = Object.values(address).some((text) => text.trim() !== '');
  return {
    ...(phone.trim() !== '' && { contacts: [{ kind: 'phone' as const, value: phone }] }),
    ...(known && { addresses: [{ kind: 'shipping' as const, ...address, country }] }),
  };
}

/** Who buys, and whether a manager has seen that a price is under its floor. */
interface Deal {
  customerId: number | null;
  underFloorAccepted: boolean;
}

export function typedOrder(draft: Draft, deal: Deal) {
  return {
    ...deal,
    note: draft.note,
    discount: draft.discount ?? minor(0),
    charges: draft.shipping === null || draft.shipping === 0 ? [] : [{ kind: 'shipping' as const, name: '', amount: draft.shipping }],
    lines: draft.lines.flatMap(({ offer, quantity, unitPrice, discount }) =>
      quantity === null ? [] : [{ variantId: offer.variantId, quantity, ...(unitPrice !== null && { unitPrice }), discount: discount ?? minor(0) }],
    ),
  };
}

/** Goods in the hand: a line names the lots and pieces that were scanned. */
export function counterOrder(draft: Draft, deal: Deal) {
  const lotsOf = (variantId: number, sold: Quantity) => lotsSold(draft.lines.find((line) => line.offer.variantId === variantId)?.lots ?? [], sold);
  const typed = typedOrder(draft, deal);
  return { ...typed, lines: typed.lines.map((line) => ({ ...line, ...lotsOf(line.variantId, line.quantity) })) };
}

async function takeOrder(client: ShopClient, draft: Draft, deal: Deal, country: string, words: { reason: string }): Promise<Taken> {
  const recipient = draft.address.recipient.trim() || (draft.customer?.name ?? '');
  const sentTo = recipient === '' ? null : { ...draft.address, recipient, country };
  const order = await client.call('order.create', { ...typedOrder(draft, deal), recipient: sentTo, ...(draft.currency !== null && { currency: draft.currency }) });
  return { ...order, undo: () => client.call('order.cancel', { orderId: order.orderId, ...words }) };
}

async function sell(client: ShopClient, draft: Draft, deal: Deal, words: { reason: string }): Promise<Taken> {
  const paid = draft.handover === 'cash' ? ({ account: 'till', method: 'cash' } as const) : ({ account: 'bank', method: 'card' } as const);
  const sale = await client.call('order.sell', { ...counterOrder(draft, deal), ...paid });
  return { ...sale, undo: () => client.call('order.unsell', { orderId: sale.orderId, ...words }) };
}
