import { credit, debit, type EntryDraft, entryDraft, type ForeignAmount, type Leg } from '../accounting/entry.rules.ts';
import { type Centres, namedCentres } from '../accounting/centre.rules.ts';
import type { Day } from '../units/day.ts';
import type { Instant } from '../units/instant.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import type { RatePpm } from '../units/rate-ppm.ts';

export interface BookingOccasion {
  bankDecisionId: number;
  postedOn: Day;
  occurredAt: Instant;
  /** The name of the bank account. */
  account: string;
  ledgerAccountId: number;
}

/** One account a line belongs to: `amount` with its tax, signed as the bank sees it. */
export interface BookedPart extends Centres {
  ledgerAccountId: number;
  amount: Minor;
  /** In millionths, of the net; null where there is none or it is not got back. */
  taxRate: RatePpm | null;
  /** Whose money on its way has come. */
  settlementId?: number;
  /** The same on an account that holds another currency, signed like the amount. */
  foreign?: ForeignAmount;
}

/** Net and tax of an amount with tax in it. Source: DOMAIN "Rounding": tax = round(gross·r/(1+r)), net = gross − tax. */
export function splitTax(amount: Minor, taxRate: RatePpm | null): { net: Minor; tax: Minor } {
  const tax = minor(taxRate === null ? 0 : mulDiv(amount, taxRate, 1_000_000 + taxRate));
  return { net: minor(amount - tax), tax };
}

/**
 * What a line is without a document: expense, income, the owner's own, a transfer. Amounts are in the base currency; a line of an
 * account in another currency says its own amount as `foreign`. Source: DOMAIN §5 "expense".
 */
export function bookingEntry(at: BookingOccasion, parts: readonly BookedPart[], text: string, foreign: ForeignAmount | null = null): EntryDraft {
  const amount = sumMinor(parts.map((part) => part.amount));
  return entryDraft({
    postedOn: at.postedOn,
    occurredAt: at.occurredAt,
    source: { kind: 'bankDecision', id: at.bankDecisionId },
    rule: { id: 'banking.booking', version: 1 },
    memo: { key: amount < 0 ? 'banking.paid' : 'banking.received', values: { account: at.account } },
    ...(text !== '' && { text }),
    terms: {
      ledgerAccountId: at.ledgerAccountId,
      parts: parts.map(({ ledgerAccountId, amount: part, taxRate, settlementId, foreign: other, ...centres }) => ({ ledgerAccountId, amount: part, taxRate, ...namedCentres(centres), ...(settlementId !== undefined && { settlementId }), ...(other && { foreign: { ...other } }) })),
      ...(foreign && { foreign: { ...foreign } }),
    },
    legs: [debit({ ledgerAccountId: at.ledgerAccountId }, amount, { foreign }), ...parts.flatMap(partLegs)],
  });
}

function partLegs({ ledgerAccountId, amount, taxRate, settlementId, foreign, ...centres }: BookedPart): Leg[] {
  const { net, tax } = splitTax(amount, taxRate);
  const item = settlementId === undefined ? null : ({ kind: 'settlement', id: settlementId } as const);
  return [credit({ ledgerAccountId }, net, { ...namedCentres(centres), item, foreign: foreign ?? null }), credit(amount < 0 ? 'inputTax' : 'outputTax', tax)];
}

/** Documents put money on the account the rules call the bank; it really is on this one. */
export function placementEntry(at: BookingOccasion, amount: Minor): EntryDraft {
  return entryDraft({
    postedOn: at.postedOn,
    occurredAt: at.occurredAt,
    source: { kind: 'bankDecision', id: at.bankDecisionId },
    rule: { id: 'banking.placement', version: 1 },
    memo: { key: 'banking.placed', values: { account: at.account } },
    terms: { ledgerAccountId: at.ledgerAccountId, amount },
    legs: [debit({ ledgerAccountId: at.ledgerAccountId }, amount), credit('bank', amount)],
  });
}
