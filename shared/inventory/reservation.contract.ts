import { z } from 'zod';
import { zId, zInstant, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zNote, zStockFigure } from './fields.ts';

const zHours = z.int().min(1).max(8760).nullable();

const zChanges = z.object({ hours: zHours.exactOptional(), heldHours: zHours.exactOptional(), tellHours: zHours.exactOptional() });

export const reservationCommands = {
  setRule: command({ summary: 'Say after how many hours goods of an unpaid or held order are free again, and when somebody is told of what stays blocked.', undo: { by: 'reservation.setRule' } })
    .input(zChanges)
    .output(z.object({ before: zChanges })),
};

export const reservationQueries = {
  get: query({ summary: 'How long goods stay blocked, and whether anybody decided it.' }).output(z.object({ hours: zHours, heldHours: zHours, tellHours: zHours, decided: z.boolean() })),
  list: query({ summary: 'Goods that were set free because their time was over, the latest first.' })
    .input(z.object({ variantId: zId.exactOptional(), limit: z.int().min(1).max(200).default(50) }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            id: zId,
            orderLineId: zId,
            variantId: zId,
            sku: z.string(),
            locationId: zId,
            quantity: zQuantity,
            allocatedAt: zInstant,
            expiresAt: zInstant,
            freedAt: zInstant,
          }),
        ),
      }),
    ),
};

const zNegativeChanges = z.object({ note: zNote.nullable().exactOptional(), deadlineAt: zInstant.exactOptional() });

export const negativeCommands = {
  explain: command({ summary: 'Say why goods left before they came, and by when they will be here.', undo: { by: 'negative.explain' } })
    .input(z.object({ negativeId: zId, changes: zNegativeChanges }))
    .output(z.object({ negativeId: zId, before: zNegativeChanges })),
};

export const negativeQueries = {
  list: query({ summary: 'Every level below zero, with the movement that began it and the day by which it must be explained.' }).output(
    z.object({
      rows: z.array(
        z.object({
          id: zId,
          variantId: zId,
          sku: z.string(),
          name: z.string(),
          locationId: zId,
          onHand: zStockFigure,
          openedAt: zInstant,
          deadlineAt: zInstant,
          overdue: z.boolean(),
          note: z.string().nullable(),
          source: z.object({ kind: z.string(), id: z.int() }),
        }),
      ),
      overdue: z.int(),
    }),
  ),
};
