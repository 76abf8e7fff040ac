import type { AccountRole } from '../accounting/entry.rules.ts';

/** What a line of a settlement is. Money that raises the payout is positive, whatever its kind. */
export const lineKinds = [
  'sale', 'refund', 'fee', 'feeTax', 'advertising', 'shippingLabel', 'reserveHeld', 'reserveReleased', 'chargeback', 'taxCollected', 'taxWithheld', 'adjustment',
] as const;
export type LineKind = (typeof lineKinds)[number];

/** What a channel takes a fee for. */
export const feeKinds = ['commission', 'payment', 'fulfilment', 'storage', 'subscription', 'other'] as const;
export type FeeKind = (typeof feeKinds)[number];

/** What a person may name a line, or what is left of one: an account by its role. */
export const namingRoles = [
  'channelFees', 'gatewayFees', 'advertising', 'marketing', 'generalExpense', 'otherChannelIncome', 'chargebackLoss', 'badDebts', 'roundingDifference', 'fxGain', 'fxLoss', 'taxPayable',
  'channelReserve', 'openingEquity',
] as const satisfies readonly AccountRole[];
export type NamingRole = (typeof namingRoles)[number];

const settlesOrders: readonly LineKind[] = ['sale', 'refund', 'taxCollected', 'taxWithheld', 'adjustment'];

/**
 * Whether a line settles what a channel holds of its order. Tax that a marketplace collects and keeps is two such lines that
 * take each other off. Source: DOMAIN §5 "channel settlement", "tax collected and remitted by the marketplace".
 */
export const settlesOrder = (kind: LineKind): boolean => settlesOrders.includes(kind);

/** Whether a line has a place in the books without anybody saying more; the others need an order or a name. */
export const explainsItself = (kind: LineKind): boolean => !settlesOrder(kind) && kind !== 'chargeback';

/** The account a line that explains itself belongs to. Source: DOMAIN §5 "channel settlement". */
export function roleOf(kind: LineKind, feeKind: FeeKind | null, taxIsCost: boolean): AccountRole {
  if (kind === 'advertising') return 'advertising';
  if (kind === 'reserveHeld' || kind === 'reserveReleased') return 'channelReserve';
  if (kind === 'chargeback') return 'chargebacksReceivable';
  if (kind === 'feeTax') return taxIsCost ? 'channelFees' : 'inputTax';
  return feeKind === 'payment' ? 'gatewayFees' : 'channelFees';
}

/** Which cost of its order a line is; null where it is none. */
export function costKindOf(kind: LineKind): 'fee' | 'ads' | 'freight' | null {
  if (kind === 'fee') return 'fee';
  if (kind === 'advertising') return 'ads';
  return kind === 'shippingLabel' ? 'freight' : null;
}

/** How the lines of a settlement are shown together, in this order. */
export const lineGroups = ['sales', 'refunds', 'fees', 'reserve', 'other'] as const;
export type LineGroup = (typeof lineGroups)[number];

/** The group a line is shown in. */
export function groupOf(kind: LineKind): LineGroup {
  if (kind === 'sale' || kind === 'taxCollected' || kind === 'taxWithheld') return 'sales';
  if (kind === 'refund') return 'refunds';
  if (kind === 'reserveHeld' || kind === 'reserveReleased') return 'reserve';
  return kind === 'chargeback' || kind === 'adjustment' ? 'other' : 'fees';
}
