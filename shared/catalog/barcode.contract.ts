import { z } from 'zod';
import { zDay, zId, zQuantity, zUnitPrice } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zBarcode, zBarcodeInput, zProductState, zVariant } from './fields.ts';

const zAdded = z.object({ variantId: zId, barcode: zBarcodeInput });

export const barcodeCommands = {
  add: command({ summary: 'Give a variant one more barcode.', undo: { by: 'barcode.remove' } })
    .input(zAdded)
    .output(z.object({ barcode: zBarcode })),
  remove: command({ summary: 'Take a barcode away from its variant.', undo: { by: 'barcode.add' } })
    .input(z.object({ barcodeId: zId }))
    .output(z.object({ before: zAdded })),
};

/** What the code says by itself; a field is there only if the code has it. */
export const zReading = z.object({
  kind: z.enum(['gtin', 'gs1', 'scale', 'text']),
  code: z.string(),
  /** How many of what the code names; `found.quantity` has it in it. */
  count: z.int().exactOptional(),
  lot: z.string().exactOptional(),
  serial: z.string().exactOptional(),
  madeOn: zDay.exactOptional(),
  bestBeforeOn: zDay.exactOptional(),
  expiresOn: zDay.exactOptional(),
  /** Kilograms in thousandths. */
  weight: zQuantity.exactOptional(),
  /** Of the whole piece; in the shop's currency where none is named. */
  price: zUnitPrice.exactOptional(),
  /** ISO 4217 number, as GS1 writes it. */
  currency: z.string().exactOptional(),
  /** Of a pallet or parcel (SSCC). */
  parcel: z.string().exactOptional(),
});

/** Whose code it is, and how much of that one scan means. */
export const zScanned = zVariant.extend({ productName: z.string(), productState: zProductState, /** Of the variant, by this one scan. */ quantity: zQuantity });

/** Goods with every code they answer to, as a device keeps them for when nobody can be asked. */
export const zKeptGoods = zVariant.extend({ productName: z.string(), productState: zProductState, pricePerUnit: zUnitPrice.nullable(), codes: z.array(z.object({ code: z.string(), packQuantity: zQuantity })) });

export const barcodeQueries = {
  resolve: query({ summary: 'What a scan means: a variant and how much of it, with lot, serial, expiry, weight or price.' })
    .input(z.object({ text: z.string().trim().min(1).max(500) }))
    .output(
      z.object({
        reading: zReading,
        /** Null when nobody here has this code: it can be given to a variant by `barcode.add`. */
        found: zScanned.nullable(),
      }),
    ),
};
