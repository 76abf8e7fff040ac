import { createHash } from 'node:crypto';
import type { ToldSettlement } from '../../shared/payouts/settlement-sheet.rules.ts';

/** What a settlement says, in a form that is the same however often it is read. */
export const contentHashOf = ({ payout, currency, lines }: Pick<ToldSettlement, 'payout' | 'currency' | 'lines'>): string =>
  createHash('sha256').update(JSON.stringify([payout, currency, lines.map(({ kind, feeKind, amount, occurredOn, orderRef, reference, about, label }) => [kind, feeKind, amount, occurredOn, orderRef, reference, about, label])])).digest('hex').slice(0, 32);
