import { z } from 'zod';
import { needs, zDay, zId, zInstant, zQuantity } from '../contract/fields.ts';
import type { Quantity } from '../units/quantity.ts';

/** Schemas several inventory features share. */

/**
 * A figure that tells, or adds up to, how much of a variant there should be. It is absent from what somebody gets who counts that
 * variant blind; the object it stands in says which variant by `variantId`, and one that does not is cut for every blind counter.
 */
export const zStockFigure = needs('stockFigure', zQuantity);
export const zPositive = zQuantity.refine((value: Quantity) => value > 0, { message: 'a quantity above zero' });
export const zSigned = zQuantity.refine((value: Quantity) => value !== 0, { message: 'a quantity other than zero' });
export const zNote = z.string().trim().min(1).max(500);
/** When it happened; now where it is left out. */
export const zOccurredAt = zInstant.exactOptional();
export const zLines = <Line extends z.ZodType>(line: Line) => z.array(line).min(1).max(200);
export const zPlace = { variantId: zId, locationId: zId, binId: zId.exactOptional() };
export const zLimit = z.int().min(1).max(200).default(50);
/** The code of an adjustment reason; the list is the shop's own. */
export const zReasonCode = z.string().trim().min(1).max(40);
/** How goods are followed. */
export const zTracking = z.enum(['none', 'lot', 'serial']);
export const zLotCode = z.string().trim().min(1).max(60);
/** Which lots, or which pieces by serial number, and how many of each. What comes in may say until when it is good. */
export const zLots = z.array(z.object({ code: zLotCode, quantity: zPositive, expiresOn: zDay.exactOptional() })).min(1).max(1000);
/** The entry that posted a part of a figure; null where it has none of its own. */
export const zEntryName = z.object({ id: zId, number: z.string() }).nullable();
