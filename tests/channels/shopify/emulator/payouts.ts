import { GraphQLError } from 'graphql';
import { minorDigits } from '../../../../shared/units/currency.ts';
import { connection, gid, type PageArgs, time } from './graph.ts';
import { type Movement, type Order, type Payout, type Store, takeId } from './store.ts';

export interface NewMovement {
  type: string;
  /** In minor units; what raises the payout is positive. */
  amount: number;
  /** What is taken of it. */
  fee?: number;
  order?: Order;
  reason?: string;
  test?: boolean;
}

export interface NewPayout extends Partial<Pick<Payout, 'at' | 'status' | 'direction' | 'currency'>> {
  movements: NewMovement[];
  /** Where it is not what its movements come to. */
  sent?: number;
}

/** Shopify Payments sends what came together. */
export function payOut(store: Store, { movements, ...payout }: NewPayout): Payout {
  const currency = payout.currency ?? store.currency;
  const digits = minorDigits(currency);
  const text = (units: number): string => (units / 10 ** digits).toFixed(digits);
  const sent = payout.sent ?? movements.reduce((sum, { amount, fee = 0, test }) => sum + (test ? 0 : amount - fee), 0);
  const at = payout.at ?? store.now();
  const rows = movements.map(({ type, amount, fee = 0, order, reason, test }): Movement => ({
    id: takeId(store), type, amount: text(amount), fee: text(fee), net: text(amount - fee), at, order: order ?? null, transactionId: order?.transactions[0]?.id ?? null, reason: reason ?? null, test: test ?? false,
  }));
  const made: Payout = { id: takeId(store), at, status: payout.status ?? 'PAID', direction: payout.direction ?? 'DEPOSIT', currency, sent: text(sent), movements: rows };
  store.payments.payouts.push(made);
  return made;
}

/** The account as it is asked for; null where somebody else pays the shop. */
export function paymentsAccount(store: Store): object | null {
  const { access, payouts, payoutsPerPage, movementsPerPage } = store.payments;
  if (access === 'denied')
    throw new GraphQLError('Access denied for shopifyPaymentsAccount field. Required access: `read_shopify_payments_payouts` access scope.', { extensions: { code: 'ACCESS_DENIED' } });
  if (access === 'none') return null;
  return {
    id: gid('ShopifyPaymentsAccount', 1),
    payouts: (args: PageArgs & { query?: string | null }) => connection(issuedSince(payouts, args.query), payoutNode, { ...args, first: Math.min(args.first ?? 50, payoutsPerPage) }, byIssue),
    balanceTransactions: (args: PageArgs & { query?: string | null; hideTransfers?: boolean }) =>
      connection(movementsOf(payouts, args), ({ movement, payout }) => movementNode(movement, payout), { ...args, first: Math.min(args.first ?? 50, movementsPerPage) }),
  };
}

const byIssue = (payout: Payout): string => `${String(payout.at).padStart(15, '0')}/${String(payout.id).padStart(12, '0')}`;

function issuedSince(payouts: readonly Payout[], query: string | null | undefined): Payout[] {
  const [, since = ''] = /^issued_at:>='(.+)'$/.exec(query ?? '') ?? [];
  if (typeof query === 'string' && Number.isNaN(Date.parse(since))) throw new Error(`cannot search for ${query}`);
  const from = since === '' ? 0 : Math.floor(Date.parse(since) / 1000) * 1000;
  return payouts.filter(({ at }) => at >= from).sort((one, other) => (byIssue(one) < byIssue(other) ? -1 : 1));
}

/** As Shopify does, a search it does not understand is left out, and everything is answered. */
function movementsOf(payouts: readonly Payout[], { query, hideTransfers = false }: { query?: string | null; hideTransfers?: boolean }) {
  const [, of] = /^payments_transfer_id:(\d+)$/.exec(query ?? '') ?? [];
  return payouts
    .filter(({ id }) => of === undefined || String(id) === of)
    .flatMap((payout) => payout.movements.map((movement) => ({ movement, payout })))
    .filter(({ movement }) => !(hideTransfers && movement.type === 'TRANSFER'));
}

const payoutNode = ({ id, at, status, direction, currency, sent }: Payout): object => ({
  id: gid('ShopifyPaymentsPayout', id), legacyResourceId: id, issuedAt: time(at), status, transactionType: direction, net: { amount: sent, currencyCode: currency },
});

const movementNode = (row: Movement, { id, status, currency }: Payout): object => ({
  id: gid('ShopifyPaymentsBalanceTransaction', row.id),
  type: row.type,
  test: row.test,
  transactionDate: time(row.at),
  adjustmentReason: row.reason,
  sourceOrderTransactionId: row.transactionId,
  amount: { amount: row.amount, currencyCode: currency },
  fee: { amount: row.fee, currencyCode: currency },
  net: { amount: row.net, currencyCode: currency },
  associatedOrder: row.order && { id: gid('Order', row.order.id), name: row.order.name },
  associatedPayout: { id: gid('ShopifyPaymentsPayout', id), status },
});
