import { z } from 'zod';
import { isCurrency } from '../units/currency.ts';
import { type Day, isDay } from '../units/day.ts';
import type { Instant } from '../units/instant.ts';
import type { Minor } from '../units/minor.ts';
import type { Quantity } from '../units/quantity.ts';
import type { RatePpm } from '../units/rate-ppm.ts';
import type { UnitPrice } from '../units/unit-price.ts';
import type { FieldPermission } from './role.ts';

/** Whole numbers on the wire that carry their unit in the type; z.int() already keeps them inside ±2⁵³. */
const wholeOf = <Unit extends number>(description: string): z.ZodType<Unit, Unit> =>
  z.int().meta({ description }) as unknown as z.ZodType<Unit, Unit>;

export const zMinor = wholeOf<Minor>('Money in minor units of its currency');
export const zUnitPrice = wholeOf<UnitPrice>('Price of one unit in ten-thousandths of the major unit');
export const zQuantity = wholeOf<Quantity>('Quantity in thousandths of the unit of measure');
export const zRatePpm = wholeOf<RatePpm>('Rate in parts per million');
/** Years a calendar can write with four digits, in every time zone; further off no business date could be made of it. */
export const zInstant = z
  .int()
  .min(Date.UTC(1900, 0, 1))
  .max(Date.UTC(9999, 0, 1))
  .meta({ description: 'Instant in UTC epoch milliseconds' }) as unknown as z.ZodType<Instant, Instant>;
export const zDay = z.string().refine(isDay).meta({ description: 'Business date YYYY-MM-DD' }) as unknown as z.ZodType<Day, Day>;
export const zId = z.int().positive();
export const zCurrency = z.string().refine(isCurrency).meta({ description: 'ISO 4217 currency code' });

/** The permission each marked output field needs; read once per method to build what cuts the field out. */
export const permissionOfField = z.registry<{ needs: FieldPermission }>();

/** Marks an output field that only some roles may see. It becomes optional: for the others it is not in the answer at all. */
export function needs<Schema extends z.ZodType>(permission: FieldPermission, schema: Schema): z.ZodOptional<Schema> {
  const field = schema.optional();
  permissionOfField.add(field as z.ZodType, { needs: permission });
  return field;
}

/** Marks the rows of an output list that only some may see: that there is such a row is what they may not know. */
export function rowNeeds<Schema extends z.ZodType>(permission: FieldPermission, schema: Schema): Schema {
  permissionOfField.add(schema as z.ZodType, { needs: permission });
  return schema;
}
