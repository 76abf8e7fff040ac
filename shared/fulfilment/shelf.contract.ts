import { z } from 'zod';
import { goodsClass } from '../analysis/fields.ts';
import { rowNeeds, zId } from '../contract/fields.ts';
import { query } from '../contract/method.ts';

const zGoods = z.object({ variantId: zId, sku: z.string(), name: z.string(), ...goodsClass });
const zBin = z.object({ binId: zId, code: z.string(), decimetres: z.int(), goods: z.array(rowNeeds('stockFigure', zGoods)) });

export const shelfQueries = {
  suggest: query({ summary: 'Bins of a location where goods of class A lie far from packing, and the nearer bin each should change places with.', long: true })
    .input(z.object({ locationId: zId }))
    .output(
      z.object({
        /** Bins with goods of class A, and of those how many are among the nearest. */
        bins: z.int(),
        near: z.int(),
        moves: z.array(z.object({ from: zBin, to: zBin, savesDecimetres: z.int() })),
      }),
    ),
};
