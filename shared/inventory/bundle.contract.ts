import { z } from 'zod';
import { zId, zQuantity } from '../contract/fields.ts';
import { query } from '../contract/method.ts';
import { zStockFigure } from './fields.ts';

export const bundleQueries = {
  get: query({ summary: 'What a bundle consists of, how much of each is there, and how many can be sold now.' })
    .input(z.object({ variantId: zId }))
    .output(
      z.object({
        variantId: zId,
        buildable: zStockFigure,
        components: z.array(z.object({ variantId: zId, sku: z.string(), name: z.string(), quantity: zQuantity, available: zStockFigure, buildable: zStockFigure })),
      }),
    ),
};
