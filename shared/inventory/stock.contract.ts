import { z } from 'zod';
import { zItems, zResults } from '../contract/batch.ts';
import { needs, zDay, zId, zInstant, zMinor, zQuantity } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { zEntryName, zLimit, zLines, zLots, zNote, zOccurredAt, zPlace, zPositive, zReasonCode, zSigned, zStockFigure } from './fields.ts';

const zValue = zMinor.refine((value) => value >= 0, { message: 'a value of zero or more' });
const zHolding = z.object({ ...zPlace, quantity: zPositive, lots: zLots.exactOptional(), note: zNote.exactOptional(), occurredAt: zOccurredAt });
const adjusted = z.object({ stockAdjustmentId: zId });
const zMoved = z.object({ movementId: zId, variantId: zId, quantity: zQuantity, value: needs('cost', zMinor) });

/** One line of what a shop has when it begins. Without a location it lies at the first one that sells. */
const zOpeningStock = z.object({ sku: z.string().trim().min(1), location: z.string().trim().min(1).exactOptional(), quantity: zPositive, value: zValue, lots: zLots.exactOptional() });
export type OpeningStock = z.output<typeof zOpeningStock>;

const zReceipt = z.object({
  locationId: zId,
  note: zNote.exactOptional(),
  occurredAt: zOccurredAt,
  lines: zLines(z.object({ variantId: zId, binId: zId.exactOptional(), quantity: zPositive, value: zValue, lots: zLots.exactOptional() })),
});

export const stockCommands = {
  adjust: command({ summary: 'Write off goods that are gone, or take up goods that were found.', undo: { document: 'stock.adjust' } })
    .input(
      z.object({
        locationId: zId,
        /** The code of one of the shop's reasons. */
        reason: zReasonCode,
        note: zNote.exactOptional(),
        occurredAt: zOccurredAt,
        lines: zLines(
          z.object({
            variantId: zId,
            binId: zId.exactOptional(),
            /** Negative: lost; positive: found. */
            quantity: zSigned,
            /** How many of the lost goods were on hold. */
            onHold: zPositive.exactOptional(),
            /** What found goods are worth in all, where the shop never knew a cost of them. */
            value: zValue.exactOptional(),
            /** A reason of its own. */
            reason: zReasonCode.exactOptional(),
            lots: zLots.exactOptional(),
          }),
        ),
      }),
    )
    .output(adjusted.extend({ moved: z.array(zMoved) })),
  receive: command({ summary: 'Take in goods that were not ordered through a purchase order, with what they cost.', undo: { document: 'stock.adjust' } })
    .input(zReceipt)
    .output(z.object({ goodsReceiptId: zId, number: z.string(), moved: z.array(zMoved) })),
  receiveBatch: command({ summary: 'Take in several receipts in the background, as late ones that cost much behind them again.', undo: { document: 'stock.adjust' } })
    .input(z.object({ items: zItems(zReceipt) }))
    .output(z.object({ results: zResults(z.object({ goodsReceiptId: zId })) })),
  openingBatch: command({ summary: 'Take up to 200 lines of opening stock into the books.', undo: { document: 'stock.adjust' } })
    .input(z.object({ occurredAt: zOccurredAt, items: zItems(zOpeningStock) }))
    .output(z.object({ results: zResults(z.object({ movementId: zId })) })),
  move: command({ summary: 'Put goods away, pick them or carry them from bin to bin: one scan.', undo: { by: 'stock.move' } })
    .input(
      z.object({
        variantId: zId,
        locationId: zId,
        /** Where it lay and lies now; left out, the open floor of the location. */
        fromBinId: zId.exactOptional(),
        toBinId: zId.exactOptional(),
        quantity: zPositive,
        lots: zLots.exactOptional(),
        occurredAt: zOccurredAt,
      }),
    )
    .output(z.object({ binMoveId: zId })),
  consign: command({ summary: "Take in goods that stay somebody else's, or give them back.", undo: { document: 'stock.consign' } })
    .input(
      z.object({
        locationId: zId,
        note: zNote.exactOptional(),
        occurredAt: zOccurredAt,
        /** Positive: they come to us; negative: they go back. */
        lines: zLines(z.object({ variantId: zId, binId: zId.exactOptional(), quantity: zSigned, lots: zLots.exactOptional() })),
      }),
    )
    .output(adjusted),
  hold: command({ summary: 'Put goods on hold: on hand, but not for sale.', undo: { by: 'stock.release' } }).input(zHolding).output(adjusted),
  release: command({ summary: 'Give goods on hold free for sale.', undo: { by: 'stock.hold' } }).input(zHolding).output(adjusted),
};

const zFigure = z.enum(['onHand', 'onHold', 'allocated', 'available', 'incoming', 'inTransit', 'elsewhere', 'ofOthers']);
const zMovementCursor = z.object({ postedOn: zDay, occurredAt: zInstant, movementId: zId });
const zListCursor = z.object({ sortName: z.string(), productId: zId, variantId: zId });
const zSource = z.object({ kind: z.string(), id: z.int() });

export const stockQueries = {
  list: query({ summary: 'One page of variants by name, with their stock.' })
    .input(
      z.object({
        text: z.string().max(200).exactOptional(),
        locationId: zId.exactOptional(),
        /** As the books had it at this instant; now where it is left out. */
        asOf: zInstant.exactOptional(),
        /** `stocked`: anything on hand; `negative`: less than nothing available. */
        only: z.enum(['stocked', 'negative']).exactOptional(),
        after: zListCursor.exactOptional(),
        limit: zLimit,
      }),
    )
    .output(
      z.object({
        rows: z.array(
          z.object({
            variantId: zId,
            productId: zId,
            sku: z.string(),
            name: z.string(),
            onHand: zStockFigure,
            allocated: zStockFigure,
            onHold: zStockFigure,
            available: zStockFigure,
            incoming: zStockFigure,
            /** On their way between places of ours. */
            inTransit: zStockFigure,
            /** Ours, kept by somebody else. */
            elsewhere: zStockFigure,
            /** Somebody else's, kept by us. */
            ofOthers: zStockFigure,
            /** Of all locations together, as of now: layers belong to the variant. */
            value: needs('stockValue', zMinor),
          }),
        ),
        next: zListCursor.nullable(),
      }),
    ),
  movements: query({ summary: 'One page of stock movements, the latest first; of one variant in costing order.' })
    .input(z.object({ variantId: zId.exactOptional(), after: zMovementCursor.exactOptional(), limit: zLimit }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            movementId: zId,
            variantId: zId,
            sku: z.string(),
            locationId: zId,
            binId: zId.nullable(),
            quantity: zStockFigure,
            held: zStockFigure,
            kind: z.string(),
            reason: z.string().nullable(),
            occurredAt: zInstant,
            recordedAt: zInstant,
            postedOn: zDay,
            source: zSource,
            /** What it changed of the stock's value by now, later corrections included. */
            value: needs('stockValue', zMinor),
          }),
        ),
        next: zMovementCursor.nullable(),
      }),
    ),
  layers: query({ summary: "A variant's cost layers that still hold or owe something, the oldest first." })
    .input(z.object({ variantId: zId }))
    .output(
      z.object({
        layers: z.array(
          z.object({
            layerId: zId,
            kind: z.enum(['receipt', 'pool', 'owed']),
            madeOn: zDay,
            quantity: zStockFigure,
            value: needs('stockValue', zMinor),
          }),
        ),
        value: needs('stockValue', zMinor),
      }),
    ),
  valuation: query({ summary: 'What the stock is worth: the balance of the inventory account.' })
    .input(z.object({ on: zDay.exactOptional() }))
    .output(z.object({ value: needs('stockValue', zMinor) })),
  explainValue: query({ summary: 'Why stock is worth what it is, of a variant or of one layer: changes that add up to it, with their entries.' })
    .input(z.object({ variantId: zId, layerId: zId.exactOptional() }))
    .output(
      z.object({
        total: needs('stockValue', zMinor),
        parts: z.array(
          z.object({
            /** A movement's kind, 'revalued', 'recosted', or 'earlier' for everything before those listed. */
            kind: z.string(),
            source: zSource.nullable(),
            postedOn: zDay.nullable(),
            quantity: needs('stockFigure', zQuantity.nullable()),
            value: needs('stockValue', zMinor),
            entry: zEntryName,
          }),
        ),
      }),
    ),
  explain: query({ summary: 'Why a stock figure is what it is: documents whose amounts add up to it.' })
    .input(z.object({ figure: zFigure, variantId: zId, locationId: zId.exactOptional(), asOf: zInstant.exactOptional() }))
    .output(
      z.object({
        total: zStockFigure,
        parts: z.array(
          z.object({
            /** A movement's kind, 'allocation', a figure of its own, or 'earlier' for everything before those listed. */
            kind: z.string(),
            source: zSource.nullable(),
            occurredAt: zInstant.nullable(),
            quantity: zStockFigure,
            entry: zEntryName,
          }),
        ),
      }),
    ),
};
