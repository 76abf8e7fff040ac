import { z } from 'zod';
import { zId, zInstant, zQuantity } from '../contract/fields.ts';
import type { Quantity } from '../units/quantity.ts';

/** Schemas several inventory features share. */

export const zPositive = zQuantity.refine((value: Quantity) => value > 0, { message: 'a quantity above zero' });
export const zSigned = zQuantity.refine((value: Quantity) => value !== 0, { message: 'a quantity other than zero' });
export const zNote = z.string().trim().min(1).max(500);
/** When it happened; now where it is left out. */
export const zOccurredAt = zInstant.exactOptional();
export const zLines = <Line extends z.ZodType>(line: Line) => z.array(line).min(1).max(200);
export const zPlace = { variantId: zId, locationId: zId, binId: zId.exactOptional() };
export const zLimit = z.int().min(1).max(200).default(50);
