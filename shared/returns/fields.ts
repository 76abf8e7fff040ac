import { z } from 'zod';
import { zId, zQuantity } from '../contract/fields.ts';
import type { Quantity } from '../units/quantity.ts';

/** Schemas several features of returns share. */

export const zPositive = zQuantity.refine((value: Quantity) => value > 0, { message: 'a quantity above zero' });
export const zWhy = z.string().trim().min(1).max(500);
export const zNote = z.string().trim().max(2_000).default('');
export const zReasonCode = z.string().trim().min(1).max(40);
export const zLimit = z.int().min(1).max(200).default(50);
export const zAfter = z.object({ id: zId }).nullable().default(null);
export const zRma = z.object({ rmaId: zId });
