import { z } from 'zod';
import { zItems, zResults } from '../contract/batch.ts';
import { zCurrency, zId, zInstant, zUnitPrice } from '../contract/fields.ts';
import { command } from '../contract/method.ts';
import { zPriceAmount } from './fields.ts';

export const zNewPrice = z.object({
  variantId: zId,
  currency: zCurrency,
  /** Null takes the price away. */
  amount: zPriceAmount.nullable(),
  /** From when on; now when left out. */
  validFromAt: zInstant.exactOptional(),
});
export type NewPrice = z.output<typeof zNewPrice>;

export const priceCommands = {
  set: command({ summary: 'Set up to 200 prices, from now or from a later instant on.', undo: { by: 'price.set' } })
    .input(z.object({ items: zItems(zNewPrice) }))
    .output(z.object({ results: zResults(z.object({ before: zUnitPrice.nullable() })) })),
};
