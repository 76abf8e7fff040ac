import { z } from 'zod';
import { markIn } from '../../../shared/sales/refund-mark.rules.ts';
import { minorDigits } from '../../../shared/units/currency.ts';
import { type Minor, minor, sumMinor } from '../../../shared/units/minor.ts';
import type { PushResult, RefundPush } from '../connector.ts';
import { amount, amountText } from '../decimal.ts';
import { beyondPaid, madeThere, refusedRefund, wordsOfRefund } from '../refund-there.ts';
import { money } from './answers.ts';
import { type ShopifyClient, userErrors } from './client.ts';
import { answerOf } from './client-faults.ts';
import { gidOf, numberOf } from './gid.ts';

const transaction = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.string(),
  test: z.boolean(),
  gateway: z.string().nullable(),
  amountSet: money,
  parentTransaction: z.object({ id: z.string() }).nullable(),
});
type Transaction = z.output<typeof transaction>;

const paid = z.object({ nodes: z.array(z.object({ status: z.string() })) });

const first = z.object({
  order: z
    .object({
      currencyCode: z.string(),
      presentmentCurrencyCode: z.string(),
      transactions: z.array(transaction),
      refunds: z.array(z.object({ id: z.string(), note: z.string().nullable(), totalRefundedSet: money, transactions: paid })),
    })
    .nullable(),
});
const done = z.object({
  refundCreate: z.object({
    refund: z.object({ id: z.string(), transactions: paid }).nullable(),
    userErrors,
  }),
});

/** As many as toRefund asks for: whoever has more of them is not seen whole. */
const most = { refunds: 90, transactions: 60 };

/**
 * Lets the shop pay back to what the customer paid with, payment by payment, and tell the customer. The mark stands in the note, and
 * is the key of the mutation as well: what the shop has is read first, and a repeat that crosses the first is one deed there. @throws Fault
 */
export async function pushRefund(client: ShopifyClient, item: RefundPush): Promise<PushResult> {
  const id = gidOf('Order', item.orderId);
  const digits = minorDigits(item.currency);
  const { order } = await client.ask('toRefund', { id }, first);
  if (!order) return refusedRefund('The shop no longer has this order.', 'orderClosed');
  const there = order.refunds.map((row) => ({ externalId: numberOf(row.id), amount: amount(row.totalRefundedSet, digits), mark: markIn(row.note ?? ''), came: cameOf(row.transactions) }));
  const failed = there.filter((row) => row.mark === item.mark && row.came === 'nothing');
  const made = madeThere(item, there.filter((row) => !failed.includes(row)));
  if (made) return resultOf(made.externalId, there.find((row) => row.externalId === made.externalId)?.came ?? 'all', 'already paid back');
  if (order.refunds.length >= most.refunds || order.transactions.length >= most.transactions) return refusedRefund('The order has more payments and refunds than are read.');
  if (order.presentmentCurrencyCode !== order.currencyCode) return refusedRefund(`The customer paid in ${order.presentmentCurrencyCode}.`, 'otherCurrency');
  const rooms = roomsOf(order.transactions, digits);
  const left = sumMinor(rooms.map((room) => room.left));
  if (item.amount > left) return beyondPaid(amountText(left, digits));
  const input = { orderId: id, note: wordsOfRefund(item), notify: true, transactions: sharesOf(item.amount, rooms).map((share) => ({ orderId: id, parentId: share.id, kind: 'REFUND', gateway: share.gateway, amount: amountText(share.amount, digits) })) };
  // What failed for certain is done anew; everything else is the same deed however often it is asked for.
  const { refundCreate } = await client.ask('payBack', { input, key: failed.length === 0 ? item.mark : `${item.mark}-${failed.length}` }, done);
  const [error] = refundCreate.userErrors;
  if (error) return { ok: false, fault: { code: 'refused', retry: 'never', says: error.message, ...answerOf([error]) } };
  if (!refundCreate.refund) return refusedRefund('No refund was made.');
  return resultOf(numberOf(refundCreate.refund.id), cameOf(refundCreate.refund.transactions), 'paid back');
}

/** What came of the money: of a refund that has none, nothing is to come. */
type Came = 'all' | 'underway' | 'part' | 'nothing';

function cameOf({ nodes }: z.output<typeof paid>): Came {
  const failed = nodes.filter(({ status }) => status === 'FAILURE' || status === 'ERROR').length;
  if (failed > 0) return failed === nodes.length ? 'nothing' : 'part';
  return nodes.every(({ status }) => status === 'SUCCESS') ? 'all' : 'underway';
}

/** One on its way has no name here yet: it counts once its money has gone, and reading the order tells. */
function resultOf(externalId: string, came: Came, answer: string): PushResult {
  if (came === 'all') return { ok: true, answer, externalId };
  if (came === 'underway') return { ok: true, answer: 'on its way' };
  return refusedRefund(came === 'part' ? 'The shop paid back only a part of it.' : 'The payment provider paid nothing back.');
}

interface Room {
  id: string;
  gateway: string;
  left: Minor;
}

/** What is left to give back of each payment; a refund on its way is no longer there to give. */
function roomsOf(transactions: readonly Transaction[], digits: number): Room[] {
  const real = transactions.filter(({ test }) => !test);
  const back = real.filter(({ kind, status }) => kind === 'REFUND' && (status === 'SUCCESS' || status === 'PENDING'));
  return real
    .filter(({ kind, status }) => (kind === 'SALE' || kind === 'CAPTURE') && status === 'SUCCESS')
    .map((payment) => {
      const given = back.filter((row) => row.parentTransaction?.id === payment.id).map((row) => amount(row.amountSet, digits));
      return { id: payment.id, gateway: payment.gateway ?? '', left: minor(Math.max(0, amount(payment.amountSet, digits) - sumMinor(given))) };
    });
}

/** The amount over the payments, the first paid first. */
function sharesOf(whole: Minor, rooms: readonly Room[]): { id: string; gateway: string; amount: Minor }[] {
  let open: number = whole;
  return rooms.flatMap(({ id, gateway, left }) => {
    const share = minor(Math.min(open, left));
    open -= share;
    return share > 0 ? [{ id, gateway, amount: share }] : [];
  });
}
