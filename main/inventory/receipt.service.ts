import { credit, debit } from '../../shared/accounting/entry.rules.ts';
import type { LotAsked } from '../../shared/inventory/lot.rules.ts';
import type { OpeningStock } from '../../shared/inventory/stock.contract.ts';
import { type Moved, stockLegs } from '../../shared/inventory/stock-move.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, sumMinor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { postEntry } from '../accounting/journal.service.ts';
import { findVariantBySku } from '../catalog/variant.queries.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { insertAdjustment, insertReceipt } from './document.statements.ts';
import { firstSellingLocation, locationByName, requireLocation } from './location.queries.ts';
import { whenPosted } from './occasion.ts';
import { moveStock } from './stock.service.ts';

export interface ReceiveStock {
  locationId: number;
  note?: string;
  occurredAt?: Instant;
  /** `held` of them go on hold at once. */
  lines: readonly { variantId: number; binId?: number; quantity: Quantity; value: Minor; held?: Quantity; lots?: readonly LotAsked[] }[];
}

/**
 * Takes in goods that no purchase order announced. Their bill is still to come, so the receipt is an open item of what was
 * received and not invoiced. Source: DOMAIN §5 "goods receipt".
 * @throws Refusal as moveStock.
 */
export function receiveStock(tx: Tx, input: ReceiveStock) {
  const { id, number, moved, when } = takeIn(tx, input);
  const source = { kind: 'goodsReceipt', id };
  const value = sumMinor(moved.map((line) => line.value));
  postEntry(tx, {
    ...when,
    source,
    rule: { id: 'inventory.receipt', version: 1 },
    memo: { key: 'inventory.received', values: { number } },
    terms: termsOf(moved),
    legs: [debit('inventory', value), credit('goodsReceivedNotInvoiced', value, { item: { kind: 'goodsReceipt', id } })],
  });
  return { goodsReceiptId: id, number, moved };
}

/** Receipts that cost so much behind them again that nobody should wait: a job gives them one by one. */
export function receiveBatch(tx: Tx, input: { items: readonly ReceiveStock[] }) {
  return { results: input.items.map((item) => tx.attempt(() => ({ goodsReceiptId: receiveStock(tx, item).goodsReceiptId }))) };
}

/**
 * Moves goods in under a receipt of their own; whoever calls it posts their value against what it knows of them.
 * @throws Refusal as moveStock.
 */
export function takeIn(tx: Tx, input: ReceiveStock) {
  requireLocation(tx, input.locationId);
  const when = whenPosted(tx, input.occurredAt);
  const number = nextNumber(tx, 'goodsReceipt');
  const { locationId, note = null } = input;
  const { lastId: id } = insertReceipt.run(tx, { number, locationId, note, ...when, commandId: tx.commandId });
  const moved = moveStock(
    tx,
    { ...when, source: { kind: 'goodsReceipt', id } },
    input.lines.map((line) => ({ ...line, kind: 'receipt' as const, locationId, role: 'goodsReceivedNotInvoiced' as const })),
  );
  tx.changed('goodsReceipt', id);
  return { id, number, moved, when };
}

/** Takes opening stock into the books: one document and one entry for all lines that are not refused. */
export function openStockBatch(tx: Tx, input: { occurredAt?: Instant; items: readonly OpeningStock[] }) {
  const when = whenPosted(tx, input.occurredAt);
  const all: Moved[] = [];
  let id: number | undefined;
  const results = input.items.map((item) =>
    tx.attempt(() => {
      // The first line that is not refused brings the document with it: without any there is none.
      const paper = id ?? insertAdjustment.run(tx, { kind: 'opening', reason: null, note: null, stockTransferId: null, ...when, commandId: tx.commandId }).lastId;
      const moved = moveStock(tx, { ...when, source: { kind: 'stockAdjustment', id: paper } }, [openingMove(tx, item)]);
      id = paper;
      all.push(...moved);
      return { movementId: moved[0]?.movementId ?? 0 };
    }),
  );
  if (id === undefined) return { results };
  postEntry(tx, {
    ...when,
    source: { kind: 'stockAdjustment', id },
    rule: { id: 'inventory.opening', version: 1 },
    memo: { key: 'inventory.opened', values: { lines: all.length } },
    terms: termsOf(all),
    legs: stockLegs(all),
  });
  tx.changed('stockAdjustment', id);
  return { results };
}

function openingMove(tx: Tx, item: OpeningStock) {
  const variant = findVariantBySku(tx, item.sku);
  if (!variant) throw new Refusal('sku.unknown', { sku: item.sku });
  const locationId = item.location === undefined ? firstSellingLocation(tx) : locationByName(tx, item.location);
  return { kind: 'opening' as const, variantId: variant.id, locationId, quantity: item.quantity, value: item.value, role: 'openingEquity' as const, ...(item.lots ? { lots: item.lots } : {}) };
}

const termsOf = (moved: readonly Moved[]) => ({ movements: moved.map(({ movementId, value }) => ({ movementId, value })) });
