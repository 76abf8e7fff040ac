import { z } from 'zod';
import { zDay, zId, zMinor } from '../contract/fields.ts';

/** Schemas several accounting features share. */

export const zAccountType = z.enum(['asset', 'liability', 'equity', 'income', 'expense']);
export const zAccountCode = z.string().regex(/^[0-9A-Z]{1,16}$/).meta({ description: 'Digits and capital letters, e.g. 1002' });
export const zAccountName = z.string().trim().min(1).max(120);
export const zReason = z.string().trim().min(1).max(500);

/** Words as a key and its values; the renderer owns the words. */
export const zMemo = z.object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) });
export const zSource = z.object({ kind: z.string(), id: z.int() });

/** Where a page of postings or entries ended; the next one starts behind it. */
export const zEntryCursor = z.object({ postedOn: zDay, entryId: zId });
export const zLimit = z.int().min(1).max(200).default(50);

/** 凭证字号: null where the shop's chart does not know vouchers. */
export const zVoucher = z.string().nullable().meta({ description: 'Word and number within its month (凭证字号), where the chart knows them' });

/** The centres a person chooses for a line. */
export const zCentres = { channelId: zId.nullish(), locationId: zId.nullish(), campaignId: zId.nullish() };

export const zPosting = z.object({
  ledgerAccountId: zId,
  amount: zMinor.meta({ description: 'Minor, base currency; debit positive, credit negative' }),
  channelId: zId.nullable(),
  locationId: zId.nullable(),
  campaignId: zId.nullable(),
  itemKind: z.string().nullable(),
  itemId: z.int().nullable(),
  currency: z.string().nullable(),
  foreignAmount: zMinor.nullable(),
});
