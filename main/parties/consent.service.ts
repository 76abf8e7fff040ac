import type { Instant } from '../../shared/units/instant.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { consentsOf, requireUnmerged } from './customer.queries.ts';

export interface NewConsent {
  customerId: number;
  purpose: 'email' | 'sms' | 'phone' | 'post';
  given: boolean;
  source: string;
  occurredAt?: Instant;
}

/** Records what a customer said; the rows before it stay as proof of what held then. @throws Refusal `record.missing`, `customer.merged` */
export function setConsent(tx: Tx, { customerId, purpose, given, source, occurredAt = tx.now }: NewConsent): { before: { given: boolean } } {
  requireUnmerged(tx, customerId);
  const old = consentsOf(tx, customerId).find((consent) => consent.purpose === purpose);
  tx.run(db.insertInto('customerConsent').values({ customerId, purpose, given: Number(given), source, occurredAt, commandId: tx.commandId }));
  tx.changed('customer', customerId);
  return { before: { given: old?.given ?? false } };
}
