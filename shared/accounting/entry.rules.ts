import type { Day } from '../units/day.ts';
import type { Instant } from '../units/instant.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import type { TaxFact } from '../tax/tax-fact.rules.ts';
import type { AccountRole } from './account-role.rules.ts';
import type { Centres } from './centre.rules.ts';

export type { AccountRole } from './account-role.rules.ts';

/** What a leg on a control account settles or opens: the row whose sum the account must equal (INV-L6). `kind` is its table. */
export interface OpenItem {
  kind:
    | 'customer'
    | 'supplier'
    | 'salesOrder'
    | 'orderLine'
    | 'creditNote'
    | 'refund'
    | 'storeCredit'
    | 'purchaseOrder'
    | 'purchaseOrderLine'
    | 'supplierBill'
    | 'supplierClaim'
    | 'goodsReceipt'
    | 'settlement'
    | 'payout'
    | 'till'
    | 'variant';
  id: number;
}

/** The same amount in the document's currency; signed like the leg. */
export interface ForeignAmount {
  currency: string;
  amount: Minor;
}

/** Its centres are for results by channel, place and campaign; a rule never picks another account because of them. */
export interface LegDetails extends Centres {
  item?: OpenItem | null;
  foreign?: ForeignAmount | null;
}

/** One line of an entry in the base currency: debit positive, credit negative. */
export type Leg = LegDetails & { amount: Minor } & ({ role: AccountRole } | { ledgerAccountId: number });

/** The numbers and texts an entry recomputes from (INV-L5). Plain JSON, amounts as whole minor units. */
export type Term = number | string | boolean | null | Term[] | { [name: string]: Term };

/** An entry as a posting rule decides it; `postEntry` gives it its number. A draft without legs posts nothing (a free order). */
export interface EntryDraft {
  postedOn: Day;
  occurredAt: Instant;
  /** The document that causes it: its table and id. */
  source: { kind: string; id: number };
  rule: { id: string; version: number };
  /** A key and its values; the renderer and the exports own the words. */
  memo: { key: string; values: Record<string, string | number> };
  terms: { [name: string]: Term };
  /** What a person typed. It may name people, so it is kept where it can be erased. */
  text?: string;
  legs: readonly Leg[];
  /** Where all of it happened, when that is one place: what its result lines belong to that name no other. */
  locationId?: number | null;
  /** What the document says about tax; what it does not say is told from its postings alone. */
  taxes?: readonly TaxFact[];
}

/** A debit leg; a negative amount makes it a credit, so a signed difference needs no branch. */
export function debit(account: AccountRole | { ledgerAccountId: number }, amount: Minor, details: LegDetails = {}): Leg {
  return typeof account === 'string' ? { ...details, role: account, amount } : { ...details, ...account, amount };
}

/** A credit leg: `amount` and a foreign amount are given positive and stored negative. */
export function credit(account: AccountRole | { ledgerAccountId: number }, amount: Minor, details: LegDetails = {}): Leg {
  const foreign = details.foreign;
  const mirrored = foreign ? { ...details, foreign: { ...foreign, amount: minor(-foreign.amount) } } : details;
  return debit(account, minor(-amount), mirrored);
}

/** Whether debits equal credits in base currency and, where every leg has the same foreign currency, in that too (INV-L1). */
export function balanced(legs: readonly Leg[]): boolean {
  if (sumMinor(legs.map((leg) => leg.amount)) !== 0) return false;
  const currencies = new Set(legs.map((leg) => leg.foreign?.currency));
  if (currencies.size !== 1 || currencies.has(undefined)) return true;
  return sumMinor(legs.map((leg) => leg.foreign?.amount ?? minor(0))) === 0;
}

/**
 * The legs as an accountant wants to read them: zero legs dropped; legs that agree in account, side, centres, item and
 * currency merged. A debit and a credit of one account stay two lines.
 */
export function tidyLegs(legs: readonly Leg[]): Leg[] {
  const merged = new Map<string, Leg>();
  for (const leg of legs) {
    if (leg.amount === 0 && !leg.foreign?.amount) continue;
    const key = mergeKey(leg);
    const earlier = merged.get(key);
    merged.set(key, earlier === undefined ? leg : addLegs(earlier, leg));
  }
  return [...merged.values()];
}

function mergeKey(leg: Leg): string {
  const account = 'role' in leg ? leg.role : leg.ledgerAccountId;
  const side = (leg.amount || leg.foreign?.amount || 0) < 0 ? 'credit' : 'debit';
  return [account, side, leg.channelId ?? '', leg.locationId ?? '', leg.campaignId ?? '', leg.item?.kind ?? '', leg.item?.id ?? '', leg.foreign?.currency ?? ''].join('|');
}

function addLegs(earlier: Leg, later: Leg): Leg {
  const amount = minor(earlier.amount + later.amount);
  if (!earlier.foreign || !later.foreign) return { ...earlier, amount };
  return { ...earlier, amount, foreign: { ...earlier.foreign, amount: minor(earlier.foreign.amount + later.foreign.amount) } };
}

/**
 * A draft ready to post: legs tidied, balance proved.
 * @throws RangeError when debits and credits differ: a posting rule is wrong, not the user.
 */
export function entryDraft(draft: EntryDraft): EntryDraft {
  const legs = tidyLegs(draft.legs);
  if (!balanced(legs)) throw new RangeError(`rule ${draft.rule.id} v${draft.rule.version} made an entry that does not balance`);
  return { ...draft, legs };
}
