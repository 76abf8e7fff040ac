import { credit, debit, type AccountRole, type EntryDraft, entryDraft } from '../accounting/entry.rules.ts';
import type { Day } from '../units/day.ts';
import type { Instant } from '../units/instant.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';

/** Where a drawer's float comes from: the cash box is the part of the till's account that lies in no drawer. */
export const floatSources = ['box', 'bank'] as const;
export type FloatSource = (typeof floatSources)[number];

/** Why cash goes in or out without a sale. */
export const drawerReasons = ['box', 'bank', 'expense'] as const;
export type DrawerReason = (typeof drawerReasons)[number];

/** What changed the cash of a drawer, as its report lists it. */
export const drawerCauses = ['sales', 'payments', 'refunds', 'paidIn', 'paidOut', 'other'] as const;
export type DrawerCause = (typeof drawerCauses)[number];

/** The other side of cash in or out; the cash box is on the till's own account, so nothing is posted. */
const otherSide: Record<DrawerReason, AccountRole | null> = { box: null, bank: 'bank', expense: 'generalExpense' };

export interface DrawerOccasion {
  drawer: { id: number; number: string };
  postedOn: Day;
  occurredAt: Instant;
}

/** Cash that came into the drawer (positive) or left it, against its reason. A draft without legs where none is posted. */
export function drawerMoveEntry(occasion: DrawerOccasion, documentId: number, reason: DrawerReason, amount: Minor, note: string): EntryDraft {
  const role = otherSide[reason];
  return {
    ...drawerDraft(occasion, { kind: 'drawerMovement', id: documentId }, amount < 0 ? 'paidOut' : 'paidIn', { reason, amount }, role === null ? [] : [debit('till', amount), credit(role, amount)]),
    ...(note !== '' && { text: note }),
  };
}

/** A float fetched from the bank. */
export const floatEntry = (occasion: DrawerOccasion, amount: Minor): EntryDraft =>
  drawerDraft(occasion, { kind: 'drawer', id: occasion.drawer.id }, 'float', { amount }, [debit('till', amount), credit('bank', amount)]);

/** What a count found over (positive) or short. Source: DOMAIN §5 "till close". */
export const countEntry = (occasion: DrawerOccasion, documentId: number, difference: Minor, userId: number): EntryDraft =>
  drawerDraft(occasion, { kind: 'drawerCount', id: documentId }, 'counted', { difference, userId }, [debit('till', difference), credit('tillOverShort', difference)]);

function drawerDraft({ drawer, postedOn, occurredAt }: DrawerOccasion, source: EntryDraft['source'], rule: string, terms: EntryDraft['terms'], legs: EntryDraft['legs']): EntryDraft {
  return entryDraft({ postedOn, occurredAt, source, rule: { id: `till.${rule}`, version: 1 }, memo: { key: `till.${rule}`, values: { drawer: drawer.number } }, terms, legs });
}

/** What notes and coins come to. */
export const countedOf = (pieces: readonly { denomination: Minor; pieces: number }[]): Minor => sumMinor(pieces.map(({ denomination, pieces: many }) => minor(denomination * many)));

/** Under which heading of the report cash of a posting rule stands; what nobody foresaw is shown as such, not hidden. */
export const causeOf = (ruleId: string): DrawerCause => causes[ruleId] ?? 'other';

const causes: Record<string, DrawerCause> = {
  'sales.counterSale': 'sales',
  'sales.payment': 'payments',
  'sales.paymentVoid': 'payments',
  'sales.refund': 'refunds',
  'till.paidIn': 'paidIn',
  'till.paidOut': 'paidOut',
};

/** Notes and coins of a currency from the largest, in minor units; powers of ten and their halves and fifths where we know no better. */
export const denominationsOf = (currency: string): Minor[] => (known[currency] ?? usual).map(minor);

const usual = [100_00, 50_00, 20_00, 10_00, 5_00, 2_00, 1_00, 50, 20, 10, 5, 2, 1];
const known: Record<string, number[]> = {
  CNY: [100_00, 50_00, 20_00, 10_00, 5_00, 1_00, 50, 10],
  USD: [100_00, 50_00, 20_00, 10_00, 5_00, 2_00, 1_00, 50, 25, 10, 5, 1],
  CAD: [100_00, 50_00, 20_00, 10_00, 5_00, 2_00, 1_00, 25, 10, 5],
  EUR: [200_00, 100_00, 50_00, 20_00, 10_00, 5_00, 2_00, 1_00, 50, 20, 10, 5, 2, 1],
  GBP: [50_00, 20_00, 10_00, 5_00, 2_00, 1_00, 50, 20, 10, 5, 2, 1],
  CHF: [1000_00, 200_00, 100_00, 50_00, 20_00, 10_00, 5_00, 2_00, 1_00, 50, 20, 10, 5],
  AUD: [100_00, 50_00, 20_00, 10_00, 5_00, 2_00, 1_00, 50, 20, 10, 5],
  HKD: [1000_00, 500_00, 100_00, 50_00, 20_00, 10_00, 5_00, 2_00, 1_00, 50, 20, 10],
  SGD: [100_00, 50_00, 10_00, 5_00, 2_00, 1_00, 50, 20, 10, 5],
  TWD: [2000_00, 1000_00, 500_00, 200_00, 100_00, 50_00, 10_00, 5_00, 1_00],
  JPY: [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1],
};
