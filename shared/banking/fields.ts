import { z } from 'zod';
import { zCentres } from '../accounting/fields.ts';
import { zDay, zId, zMinor, zRatePpm } from '../contract/fields.ts';
import type { Minor } from '../units/minor.ts';
import type { RatePpm } from '../units/rate-ppm.ts';

/** Schemas several banking features share. */

export const zAccountKind = z.enum(['bank', 'alipay', 'wechat', 'paypal', 'stripe', 'wallet']);
export type AccountKind = z.output<typeof zAccountKind>;

export const zSigned = zMinor.refine((value: Minor) => value !== 0, { message: 'an amount other than zero' });
export const zPositive = zMinor.refine((value: Minor) => value > 0, { message: 'an amount above zero' });
export const zTaxRate = zRatePpm.refine((value: RatePpm) => value >= 0 && value < 1_000_000, { message: 'a rate below 100 %' });

/** What a part of a line is. Amounts are signed as the bank sees them: money in positive. */
export const zLinePart = z.discriminatedUnion('kind', [
  /** Something that stands in the books already. */
  z.object({ kind: z.literal('posting'), entryId: zId, postingNo: zId, amount: zSigned }),
  /** A customer pays an order; `fee` is what was kept of it before it reached the account. */
  z.object({ kind: z.literal('order'), orderId: zId, amount: zPositive, settles: zPositive.exactOptional(), fee: zMinor.refine((value: Minor) => value >= 0).exactOptional() }),
  /** Money that a cancellation owes back leaves. */
  z.object({ kind: z.literal('refund'), orderId: zId, amount: zSigned }),
  /** `settles` is what of a document in another currency the bank's exchanged money pays, in that currency; all that is open where left out. */
  z.object({ kind: z.literal('bill'), supplierBillId: zId, amount: zSigned, settles: zPositive.exactOptional() }),
  /** Paid to a supplier before there is a bill. */
  z.object({ kind: z.literal('prepaid'), supplierId: zId, amount: zSigned }),
  z.object({ kind: z.literal('claim'), supplierClaimId: zId, amount: zPositive }),
  /** Expense, income, the owner's own: an account of the shop, with its tax where there is one. */
  z.object({ kind: z.literal('account'), ledgerAccountId: zId, amount: zSigned, taxRate: zTaxRate.exactOptional(), ...zCentres }),
  /** The money of a channel's settlement, on its way until a line shows it. */
  z.object({ kind: z.literal('payout'), settlementId: zId, amount: zSigned }),
  /** `other` is what moved on the other account, in its currency, where that is another. */
  z.object({ kind: z.literal('transfer'), bankAccountId: zId, amount: zSigned, other: zPositive.exactOptional() }),
]);
export type LinePart = z.output<typeof zLinePart>;

export const zLineCursor = z.object({ bookedOn: zDay, id: zId });
