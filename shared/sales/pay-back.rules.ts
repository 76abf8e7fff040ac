import { type Minor, minor } from '../units/minor.ts';
import type { RefundKind } from './refund.rules.ts';

/** What money goes back for when a person pays it: what is owed and then goodwill, postage, or goods a customer keeps. */
export interface PayBackPurpose {
  kind: Extract<RefundKind, 'amountOnly' | 'shipping' | 'goodsKept'>;
  orderLineId: number | null;
}

interface Money {
  captured: Minor;
  refunded: Minor;
  owed: Minor;
  surplus: Minor;
}

interface Row {
  id: number;
  shipped: number;
  returned: number;
}

/** What could still go back at all: the money that was paid and is not paid back (INV-O2). In minor units. */
export const heldOf = ({ captured, refunded }: Money): Minor => minor(Math.max(0, captured - refunded));

/** What should go back now: what a cancellation owes, and what was paid too much. In minor units, zero when nothing is. */
export const dueBack = (money: Money): Minor => minor(Math.min(heldOf(money), money.owed + money.surplus));

/** Everything money may go back for, the likeliest first: goods only where some are out, postage only where some was charged. */
export function payBackPurposes(lines: readonly Row[], charges: readonly { kind: string; gross: Minor }[]): PayBackPurpose[] {
  const out = lines.filter((line) => line.shipped > line.returned);
  const postage = charges.some(({ kind, gross }) => kind === 'shipping' && gross > 0);
  return [
    { kind: 'amountOnly', orderLineId: null },
    ...out.map(({ id }): PayBackPurpose => ({ kind: 'goodsKept', orderLineId: id })),
    ...(postage ? [{ kind: 'shipping', orderLineId: null } as const] : []),
  ];
}
