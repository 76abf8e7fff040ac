import { z } from 'zod';
import { zDay, zId, zUnitPrice } from '../contract/fields.ts';
import { query } from '../contract/method.ts';
import { labelStocks } from './label-stock.rules.ts';
import { symbolChoices, symbologies } from './label-symbol.rules.ts';

const zCopies = z.int().min(1).max(1000);
/** GS1's own characters: a lot or serial of others could be printed and never be scanned. */
export const gs1Text = /^[!"%&'*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/;
const zGs1Text = z.string().regex(gs1Text);
export const zLabelItem = z.object({
  variantId: zId,
  copies: zCopies,
  /** Which of the variant's codes, by its stored form: the case's instead of the piece's. The first one otherwise. */
  code: z.string().min(1).max(100).exactOptional(),
  lot: zGs1Text.exactOptional(),
  serial: zGs1Text.exactOptional(),
  expiresOn: zDay.exactOptional(),
});
export type LabelItem = z.output<typeof zLabelItem>;

const zAsked = z.object({ items: z.array(zLabelItem).max(200), symbol: z.enum(symbolChoices).default('usual') });

export const labelQueries = {
  render: query({ summary: 'What stands on the labels of variants: names, prices and symbols.' })
    .input(zAsked)
    .output(
      z.object({
        labels: z.array(
          z.object({
            variantId: zId,
            name: z.string(),
            sku: z.string(),
            unitOfMeasure: z.string(),
            /** In the shop's currency; null where there is none. */
            price: zUnitPrice.nullable(),
            /** From the weight in the catalogue. */
            pricePerKilogram: zUnitPrice.nullable(),
            symbol: z.object({ symbology: z.enum(symbologies), text: z.string() }),
            copies: zCopies,
            lot: z.string().exactOptional(),
            expiresOn: zDay.exactOptional(),
          }),
        ),
      }),
    ),
  zpl: query({ summary: 'The same labels in the language of label printers.' })
    .input(zAsked.extend({ stock: z.enum(labelStocks.map(({ id }) => id)), locale: z.string().min(2).max(35).default('en-US'), withPrice: z.boolean().default(true) }))
    .output(z.object({ zpl: z.string() })),
  ofProducts: query({ summary: 'One label for every variant of these products that is sold.' })
    .input(z.object({ productIds: z.array(zId).max(200) }))
    .output(z.object({ items: z.array(z.object({ variantId: zId, copies: zCopies })) })),
};
