import { z } from 'zod';
import { zId, zInstant, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zStockFigure } from '../inventory/fields.ts';
import { zLimit } from './fields.ts';

const zLevel = z.object({
  variantId: zId,
  locationId: zId,
  /** At this or below it there is too little; null hears of nothing. */
  low: zQuantity.nullable(),
  /** At this or above it there is too much. */
  high: zQuantity.nullable(),
});
export type AlertLevel = z.output<typeof zLevel>;
const zLevels = z.object({ items: z.array(zLevel).min(1).max(10_000) });

export const stockAlertCommands = {
  setLevels: command({ summary: 'Say from which level on stock is too little or too much, variant by variant and place by place.', undo: { by: 'stockAlert.setLevels' } })
    .input(zLevels)
    .output(z.object({ before: z.array(zLevel), fired: z.int(), recovered: z.int() })),
};

export const stockAlertQueries = {
  list: query({ summary: 'Alerts of too little and too much with every term of their number, the latest first, and what can be done.' })
    .input(z.object({ view: z.enum(['open', 'all']).default('open'), after: z.object({ id: zId }).exactOptional(), limit: zLimit }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            id: zId,
            variantId: zId,
            sku: z.string(),
            name: z.string(),
            locationId: zId,
            locationName: z.string(),
            kind: z.enum(['low', 'over']),
            /** As they were when it fired. */
            threshold: zStockFigure,
            firedAvailable: zStockFigure,
            firedAt: zInstant,
            recoveredAt: zInstant.nullable(),
            /** As they are now: available = on hand − on hold − set aside. */
            onHand: zStockFigure,
            onHold: zStockFigure,
            allocated: zStockFigure,
            available: zStockFigure,
            incoming: zStockFigure,
            /** Who sells it to us, and where else of ours it lies free. */
            supplierId: zId.nullable(),
            supplierName: z.string().nullable(),
            orderable: zStockFigure,
            fromLocationId: zId.nullable(),
            fromLocation: z.string().nullable(),
            fromAvailable: zStockFigure,
            /** How many of them lift what is available above the level again. */
            fetchable: zStockFigure,
          }),
        ),
        next: z.object({ id: zId }).nullable(),
        open: z.int(),
      }),
    ),
  levels: query({ summary: 'From which levels on a variant is too few or too many, place by place.' })
    .input(z.object({ variantId: zId }))
    .output(z.object({ levels: z.array(z.object({ variantId: zId, locationId: zId, low: zStockFigure.nullable(), high: zStockFigure.nullable() })) })),
};
