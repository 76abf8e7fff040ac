import { allocateInOrder, type OpenOf } from '../../shared/banking/open-item.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { survivorOf } from '../parties/customer.queries.ts';
import { paySupplier } from '../purchasing/supplier-payment.service.ts';
import { getLiveOrder, refreshStates } from '../sales/order-record.ts';
import { capturePayment, recordPayment } from '../sales/payment.service.ts';
import { openItemsOf } from './open-item.queries.ts';

interface ReceiveMoney {
  customerId: number;
  amount: Minor;
  currency?: string;
  account: 'bank' | 'till';
  method: string;
  orders?: { orderId: number; amount: Minor }[];
  receivedAt?: Instant;
}

/**
 * Money of a customer for several orders, the oldest due first or as chosen. What none of them takes stays as a deposit of
 * the last one, where it is seen as overpaid and can be paid back.
 * @throws Refusal record.missing, receivable.nothingOpen, receivable.tooMuch where more is chosen than came or is open, period.locked
 */
export function receiveOnAccount(tx: Tx, input: ReceiveMoney) {
  const customerId = survivorOf(tx, input.customerId).id;
  const currency = inOther(tx, input.currency);
  const open = openIn(tx, 'receivable', customerId, currency);
  const { parts, over } = shared(input.amount, open, input.orders?.map(({ orderId, amount }) => ({ id: orderId, open: amount })));
  const last = parts.at(-1);
  if (!last) throw new Refusal('receivable.nothingOpen', {});
  if (currency === null) last.amount = minor(last.amount + over);
  else if (over > 0) throw new Refusal('receivable.tooMuch', { open: minor(input.amount - over), asked: input.amount });
  const occurredAt = input.receivedAt ?? tx.now;
  const payments = parts.map(({ id: orderId, amount }) => {
    if (currency !== null) return { paymentId: capturePayment(tx, { orderId, amount, currency, account: input.account, method: input.method, fee: minor(0), receivedAt: occurredAt }).paymentId, orderId, amount };
    const { paymentId } = recordPayment(tx, getLiveOrder(tx, orderId), { externalId: null, method: input.method, account: input.account, amount, fee: minor(0), occurredAt });
    refreshStates(tx, orderId);
    return { paymentId, orderId, amount };
  });
  return { payments, over };
}

const documents = { receivable: 'salesOrder', payable: 'supplierBill' } as const;

/** A party's open documents in one currency, oldest first; null is the base currency. */
const openIn = (tx: Tx, side: 'receivable' | 'payable', partyId: number, currency: string | null): OpenOf<number>[] =>
  openItemsOf(tx, side, today(tx), partyId)
    .filter((item) => item.itemKind === documents[side] && item.currency === currency)
    .map(({ itemId, open, foreignOpen }) => ({ id: itemId, open: foreignOpen ?? open }));

const inOther = (tx: Tx, currency: string | undefined): string | null => (currency === undefined || currency === shopOf(tx).baseCurrency ? null : currency);

/** By hand or oldest first. @throws Refusal receivable.tooMuch */
function shared(amount: Minor, open: readonly OpenOf<number>[], chosen: readonly OpenOf<number>[] | undefined) {
  if (!chosen) return allocateInOrder(amount, open);
  const asked = sumMinor(chosen.map((part) => part.open));
  for (const part of chosen) {
    const left = open.find(({ id }) => id === part.id)?.open ?? minor(0);
    if (part.open > left) throw new Refusal('receivable.tooMuch', { open: left, asked: part.open });
  }
  if (asked > amount) throw new Refusal('receivable.tooMuch', { open: amount, asked });
  return allocateInOrder(amount, chosen);
}

const today = (tx: Tx) => dayOf(tx.now, shopOf(tx).timeZone);

interface PayOnAccount {
  supplierId: number;
  amount: Minor;
  currency?: string;
  account: 'bank' | 'till';
  bills?: { supplierBillId: number; amount: Minor }[];
  note?: string;
  occurredAt?: Instant;
}

/**
 * An amount to a supplier: its oldest bills first or as chosen, what is over is paid ahead of bills.
 * @throws Refusal record.missing, receivable.tooMuch, and what the payment refuses
 */
export function payOnAccount(tx: Tx, { amount, currency: asked, bills: chosen, ...payment }: PayOnAccount) {
  const open = openIn(tx, 'payable', payment.supplierId, inOther(tx, asked));
  const { parts, over } = shared(amount, open, chosen?.map((part) => ({ id: part.supplierBillId, open: part.amount })));
  const bills = parts.map(({ id, amount: paid }) => ({ supplierBillId: id, amount: paid }));
  return { ...paySupplier(tx, { ...payment, bills, ...(over > 0 && { prepaid: over }) }), bills, over };
}
