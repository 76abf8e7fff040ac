import { z } from 'zod';
import { zCurrency, zId, zQuantity, zRatePpm, zUnitPrice } from '../contract/fields.ts';
import { query } from '../contract/method.ts';
import { zStockFigure, zTracking } from '../inventory/fields.ts';

/** One variant as a typed order takes it: what it costs and is taxed at now, and how much of it may be promised. */
export const zOffer = z.object({
  variantId: zId,
  sku: z.string(),
  name: z.string(),
  /** What the shop asks of this customer for this quantity, in the currency asked for; null when nobody set a price. */
  unitPrice: zUnitPrice.nullable(),
  /** The price list or promotion it comes from; null when it is the variant's own price. */
  priceList: z.string().nullable(),
  taxRate: zRatePpm,
  available: zStockFigure,
  /** By number, the pieces that go over a counter are named. */
  tracking: zTracking,
});
export type Offer = z.output<typeof zOffer>;

export const orderOfferQueries = {
  offers: query({ summary: 'What can be sold under a scanned code or typed words, or these variants: price, tax and what is available.' })
    .input(
      z.object({
        text: z.string().trim().max(100).default(''),
        variantIds: z.array(zId).max(500).default([]),
        /** How much of each variant named, for prices by quantity; one where left out. */
        quantities: z.array(zQuantity).max(500).default([]),
        customerId: zId.nullable().default(null),
        /** Of the prices, where the order is typed in another than the base currency. */
        currency: zCurrency.exactOptional(),
        limit: z.int().min(1).max(50).default(8),
      }),
    )
    .output(
      z.object({
        /** How much one scan means when the text is a barcode or SKU as written; null when it is words to look for. */
        scanned: zQuantity.nullable(),
        rows: z.array(zOffer),
      }),
    ),
};
