import { z } from 'zod';
import { needs, zDay, zMinor } from '../contract/fields.ts';
import { query } from '../contract/method.ts';

export const todayQueries = {
  get: query({ summary: 'How yesterday went and what waits today.' }).output(
    z.object({
      today: zDay,
      /** The last eight days before today, oldest first: sales net of discounts and returns as the books have them. */
      days: z.array(z.object({ on: zDay, orders: z.int(), sales: zMinor, margin: needs('margin', zMinor) })),
      toShip: z.int(),
      dueToday: z.int(),
      toPay: z.int(),
      openExceptions: z.int(),
      /** Variants ordered by customers of which nothing is available. */
      stockAlerts: z.int(),
    }),
  ),
};
