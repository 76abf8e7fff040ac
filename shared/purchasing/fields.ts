import { z } from 'zod';
import { zInstant, zMinor, zQuantity, zUnitPrice } from '../contract/fields.ts';
import type { Minor } from '../units/minor.ts';
import type { Quantity } from '../units/quantity.ts';
import type { UnitPrice } from '../units/unit-price.ts';

/** Schemas several purchasing features share. */

export const zPositive = zQuantity.refine((value: Quantity) => value > 0, { message: 'a quantity above zero' });
export const zNotNegative = zQuantity.refine((value: Quantity) => value >= 0, { message: 'a quantity of zero or more' });
export const zPrice = zUnitPrice.refine((value: UnitPrice) => value >= 0, { message: 'a price of zero or more' });
export const zAmount = zMinor.refine((value: Minor) => value > 0, { message: 'an amount above zero' });
export const zAmountOrNone = zMinor.refine((value: Minor) => value >= 0, { message: 'an amount of zero or more' });
export const zReason = z.string().trim().min(1).max(500);
export const zNote = z.string().trim().max(2_000);
/** When it happened; now where it is left out. */
export const zOccurredAt = zInstant.exactOptional();
export const zLimit = z.int().min(1).max(200).default(50);
export const zLines = <Line extends z.ZodType>(line: Line) => z.array(line).min(1).max(500);
