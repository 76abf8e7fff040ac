import { minorDigits } from '../../../shared/units/currency.ts';
import { type Minor, minor } from '../../../shared/units/minor.ts';
import type { ChannelPayout, PayoutLine } from '../connector.ts';
import { amount } from '../decimal.ts';
import type { MovementAnswer, PayoutAnswer } from './answers.ts';
import { momentOf } from './mapping.ts';

type Meaning = Pick<PayoutLine, 'kind' | 'feeKind'> | 'reserve';

const plain = (kind: PayoutLine['kind']): Meaning => ({ kind, feeKind: null });
const fee = (feeKind: NonNullable<PayoutLine['feeKind']>): Meaning => ({ kind: 'fee', feeKind });

/** What Shopify's types of movements are; the first that the type begins with says it. What is not here waits for a person's word. */
const meanings: readonly (readonly [RegExp, Meaning])[] = [
  [/^CHARGEBACK_FEE/, fee('other')],
  [/^(CHARGEBACK|DISPUTE|RISK)_/, plain('chargeback')],
  [/^(CHARGE|CHARGE_ADJUSTMENT|SHOP_CASH_CREDIT|SHOP_CASH_CREDIT_REVERSAL)$/, plain('sale')],
  [/^(REFUND|REFUND_ADJUSTMENT|REFUND_FAILURE|SHOP_CASH_REFUND_DEBIT|SHOP_CASH_REFUND_DEBIT_REVERSAL)$/, plain('refund')],
  [/^RESERVED_FUNDS/, 'reserve'],
  [/^SHIPPING_/, plain('shippingLabel')],
  [/^SHOP_CASH_CAMPAIGN_BILLING_/, plain('advertising')],
  [/^REFERRAL_FEE_TAX$/, plain('feeTax')],
  [/^(REFERRAL_FEE|MARKETPLACE_FEE_CREDIT)$/, fee('commission')],
  [/^(STRIPE_FEE|ACH_BANK_FAILURE_)/, fee('payment')],
  [/^BILLING_DEBIT/, fee('subscription')],
  [/^(IMPORT_TAX|TAX_ADJUSTMENT_)/, plain('taxWithheld')],
];

function meaningOf(type: string, sum: Minor): Pick<PayoutLine, 'kind' | 'feeKind'> {
  const found = meanings.find(([says]) => says.test(type))?.[1] ?? plain('adjustment');
  return found === 'reserve' ? { kind: sum < 0 ? 'reserveHeld' : 'reserveReleased', feeKind: null } : (found as Exclude<Meaning, 'reserve'>);
}

/**
 * A payout of Shopify in our terms, each movement with its fee beside it: fees are what its net is less than its amount.
 * @throws RangeError when the currency is unknown, an amount unreadable, or a movement in another currency
 */
export function payoutOf(payout: PayoutAnswer, movements: readonly MovementAnswer[]): ChannelPayout {
  const { amount: net, currencyCode: currency } = payout.net;
  const digits = minorDigits(currency);
  const sent = amount(net, digits);
  return {
    externalId: payout.legacyResourceId,
    currency,
    issuedAt: momentOf(payout.issuedAt),
    sent: payout.transactionType === 'WITHDRAWAL' ? minor(-Math.abs(sent)) : sent,
    lines: movements.filter(({ test }) => !test).flatMap((movement) => linesOf(movement, currency, digits)),
  };
}

function linesOf(movement: MovementAnswer, currency: string, digits: number): PayoutLine[] {
  for (const { currencyCode } of [movement.amount, movement.net])
    if (currencyCode !== currency) throw new RangeError(`A movement in ${currencyCode} is no part of a payout in ${currency}`);
  const whole = amount(movement.amount.amount, digits);
  const kept = minor(amount(movement.net.amount, digits) - whole);
  const base = {
    occurredAt: momentOf(movement.transactionDate),
    orderRef: (movement.associatedOrder?.name ?? '').slice(0, 100),
    reference: movement.id.slice(0, 100),
    about: movement.sourceOrderTransactionId.slice(0, 100),
  };
  const label = [movement.type.toLowerCase(), movement.adjustmentReason].filter((text) => text !== '').join(' · ').slice(0, 200);
  const lines: PayoutLine[] = [
    { ...base, ...meaningOf(movement.type, whole), amount: whole, label },
    { ...base, kind: 'fee', feeKind: 'payment', amount: kept, label: 'fee' },
  ];
  return lines.filter((line) => line.amount !== 0);
}
