import { sql } from 'kysely';

/** Of rows called `scan`: nobody took it back. */
export const standing = sql<boolean>`not exists (
  select 1 from stocktakeScan undo where undo.deviceId = scan.deviceId and undo.undoesSequence = scan.sequence)`;

/** Of rows called `scan`: its piece had been counted before it, in this count of its line or in another line. */
export const countedBefore = sql<number>`(scan.serial is not null and exists (
  select 1 from stocktakeScan earlier
  where earlier.variantId = scan.variantId and earlier.serial = scan.serial and earlier.stocktakeId = scan.stocktakeId and earlier.outcome = 'counted' and earlier.id < scan.id
    and (earlier.lineId <> scan.lineId or earlier.round = scan.round)
    and not exists (select 1 from stocktakeScan undo where undo.deviceId = earlier.deviceId and undo.undoesSequence = earlier.sequence)))`;

/** Of rows called `scan`: the first of its piece in this count of its line. A piece read twice is one piece. */
export const firstOfPiece = sql<boolean>`(scan.serial is null or not exists (
  select 1 from stocktakeScan earlier
  where earlier.variantId = scan.variantId and earlier.serial = scan.serial and earlier.lineId = scan.lineId and earlier.round = scan.round and earlier.id < scan.id
    and not exists (select 1 from stocktakeScan undo where undo.deviceId = earlier.deviceId and undo.undoesSequence = earlier.sequence)))`;
