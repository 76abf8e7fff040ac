import { z } from 'zod';
import { zCurrency, zId, zInstant, zQuantity, zUnitPrice } from '../contract/fields.ts';

export const zProductState = z.enum(['draft', 'active', 'archived']);
export const zVariantState = z.enum(['active', 'archived']);
export const zName = z.string().trim().min(1).max(300);
export const zSku = z.string().trim().min(1).max(100);
export const zTag = z.string().trim().min(1).max(60);
export const zAttributeName = z.string().trim().min(1).max(60);
export const zAttributeValue = z.string().trim().min(1).max(200);
export const zOptionValues = z.record(z.string().min(1).max(60), z.string().max(120));

/** A code as scanned or typed, and how much of the variant one scan means: a case of twelve is 12,000. */
export const zBarcodeInput = z.object({
  code: z.string().trim().min(1).max(100),
  packQuantity: zQuantity.refine((amount) => amount > 0).exactOptional(),
  /** Whose pack it is; anybody's when left out. */
  supplierId: zId.nullable().exactOptional(),
});
/** The amount of a price: nothing is sold below nothing. */
export const zPriceAmount = zUnitPrice.refine((amount) => amount >= 0);
export const zPriceInput = z.object({ currency: zCurrency, amount: zPriceAmount });

export const zVariantInput = z.object({
  sku: zSku,
  optionValues: zOptionValues.exactOptional(),
  unitOfMeasure: z.string().min(1).max(20).exactOptional(),
  unitDecimals: z.int().min(0).max(3).exactOptional(),
  weightGrams: z.int().min(0).exactOptional(),
  barcodes: z.array(zBarcodeInput).max(50).exactOptional(),
  prices: z.array(zPriceInput).max(50).exactOptional(),
});
export type VariantInput = z.output<typeof zVariantInput>;

export const zBarcode = z.object({ id: zId, code: z.string(), kind: z.enum(['gtin', 'text']), packQuantity: zQuantity, supplierId: zId.nullable() });

export const zPrice = z.object({ currency: z.string(), amount: zUnitPrice.nullable(), validFromAt: zInstant });

export const zVariant = z.object({
  id: zId,
  productId: zId,
  sku: z.string(),
  optionValues: zOptionValues,
  unitOfMeasure: z.string(),
  unitDecimals: z.int(),
  weightGrams: z.int(),
  state: zVariantState,
});

/** One line of a record's history: what a field said before and after, by which command. */
export const zFieldChange = z.object({
  kind: z.string(),
  subjectId: zId,
  field: z.string(),
  oldValue: z.unknown(),
  newValue: z.unknown(),
  commandId: zId,
  changedAt: zInstant,
});
