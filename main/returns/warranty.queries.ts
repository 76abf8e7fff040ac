import { warrantyEnd } from '../../shared/returns/repair.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { recallLot } from '../sales/recall.queries.ts';
import { policiesOf } from './policy.queries.ts';
import { piecesOf, repairsOfLot, saleOfPiece } from './repair.statements.ts';

/** Until when a sale is covered, by the promise in force on the order's date; null where nothing was promised. */
export function coveredUntil(reader: Reader, sale: { channelId: number | null; orderedOn: Day; soldOn: Day }, variantId: number): Day | null {
  const { warrantyMonths } = policiesOf(reader, sale, [variantId])(variantId);
  return warrantyMonths === 0 ? null : warrantyEnd(sale.soldOn, warrantyMonths);
}

/** From a serial number to its warranty, in a few rows found by their indexes. */
export function lookUpWarranty(reader: Reader, { serial }: { serial: string }, _actor: Actor, now: Instant) {
  const today = dayOf(now, getShop(reader).timeZone);
  const pieces = piecesOf.all(reader, { serial }).map(({ onHand, ...piece }) => {
    const sale = onHand > 0 ? undefined : saleOfPiece.get(reader, { lotId: piece.lotId });
    const warrantyUntilOn = sale ? coveredUntil(reader, sale, piece.variantId) : null;
    const repairs = repairsOfLot.all(reader, { lotId: piece.lotId });
    return {
      ...piece,
      sold: sale ? { orderId: sale.orderId, orderNumber: sale.orderNumber, customerId: sale.customerId, customerName: sale.customerName, soldOn: sale.soldOn } : null,
      warrantyUntilOn,
      inWarranty: warrantyUntilOn !== null && today <= warrantyUntilOn,
      here: onHand > 0,
      repairs: repairs.map(({ finishedAt: _at, work: _work, ...repair }) => repair),
      life: lifeOf(reader, piece.lotId, repairs),
    };
  });
  return { pieces };
}

/** All that happened to a piece, the latest first: its movements, and the repairs it was in between. */
function lifeOf(reader: Reader, lotId: number, repairs: ReturnType<typeof repairsOfLot.all>) {
  const moved = recallLot(reader, { lotId }).life.map((row) => ({ kind: row.kind as string, at: row.occurredAt, says: row.document.number ?? '', place: row.location }));
  const mended = repairs.flatMap(({ number, receivedAt, finishedAt, problem, work }) => [
    { kind: 'repair', at: receivedAt, says: `${number} · ${problem}`, place: '' },
    ...(finishedAt === null ? [] : [{ kind: 'repaired', at: finishedAt, says: work === '' ? number : `${number} · ${work}`, place: '' }]),
  ]);
  return [...moved, ...mended].toReversed().sort((a, b) => b.at - a.at);
}
