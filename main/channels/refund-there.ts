import type { Minor } from '../../shared/units/minor.ts';
import type { FaultData } from '../platform/fault.ts';
import type { PushResult, RefundPush } from './connector.ts';

/** A refund as it stands at the marketplace, by what was paid back and the mark in its words. */
export interface RefundThere {
  externalId: string;
  amount: Minor;
  mark: string | undefined;
}

/**
 * The refund there that is the one to be told of: it bears our mark, or it is of the same amount and nobody here knows it, so that its
 * owner made it there by hand. The import takes refunds for ours by the same rule.
 */
export function madeThere({ mark, amount, known, others }: RefundPush, there: readonly RefundThere[]): RefundThere | undefined {
  const marked = there.find((one) => one.mark === mark);
  return marked ?? there.find((one) => one.amount === amount && !known.includes(one.externalId) && (one.mark === undefined || !others.includes(one.mark)));
}

/** What the marketplace keeps as its words: the customer may read them, so nothing of the reason leaves. */
export const wordsOfRefund = ({ number, mark }: RefundPush): string => `${number} ${mark}`;

export const beyondPaid = (left: string): PushResult => refusedRefund(`Only ${left} is left to pay back there.`, 'beyondPaid');

export const refusedRefund = (says: string, why?: NonNullable<FaultData['why']>): PushResult & { ok: false } => ({
  ok: false,
  fault: { code: 'refused', retry: 'never', says, ...(why && { why }) },
});
