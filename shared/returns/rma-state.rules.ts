export const rmaStates = ['requested', 'authorised', 'received', 'inspected', 'settled', 'declined', 'cancelled'] as const;
export type RmaState = (typeof rmaStates)[number];

/** What becomes of a unit that came back. */
export const dispositions = ['restock', 'refurbish', 'quarantine', 'scrap', 'supplier', 'back'] as const;
export type Disposition = (typeof dispositions)[number];

export interface RmaLineCounts {
  quantity: number;
  keepsGoods: boolean;
  received: number;
  inspected: number;
  sentBack: number;
  settled: number;
}

/** What of a line can be settled: what was inspected and stayed here, or what the customer keeps. */
export const settleable = (line: RmaLineCounts): number => (line.keepsGoods ? line.quantity : line.inspected - line.sentBack) - line.settled;

/**
 * Derived from what arrived, was inspected and settled; never set by hand (DOMAIN §4). What waits for somebody here comes
 * before what waits for the parcel; goods all sent back to their owner leave nothing to settle.
 */
export function rmaState(rma: { authorised: boolean; ended: 'declined' | 'cancelled' | null }, lines: readonly RmaLineCounts[]): RmaState {
  const settled = lines.some((line) => line.settled > 0);
  if (rma.ended === 'declined') return 'declined';
  // Goods nobody allowed are here all the same once they came.
  if (!rma.authorised && !lines.some((line) => line.received > 0)) return rma.ended ?? 'requested';
  if (lines.some((line) => line.received > line.inspected)) return 'received';
  if (lines.some((line) => settleable(line) > 0) && !(rma.ended && !lines.some((line) => line.received > 0))) return 'inspected';
  if (rma.ended) return settled ? 'settled' : 'cancelled';
  return lines.every((line) => line.keepsGoods || line.received === line.quantity) ? 'settled' : 'authorised';
}
