import { sql } from 'kysely';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { offeredLines } from '../returns/offer.queries.ts';

const saleByNumber = read((db, p: { number: string }) =>
  db
    .selectFrom('salesOrder as o')
    .leftJoin('customer', 'customer.id', 'o.customerId')
    .select(['o.id as orderId', 'o.intake', 'o.shownNumber as number', 'o.orderedAt as soldAt', 'o.total', 'o.customerId', 'customer.name as customerName'])
    .select(['o.captured as paid', 'o.refunded'])
    .where('o.id', '=', sql<number>`coalesce((select id from salesOrder where number = ${p.number}), (select orderId from shipment where number = ${p.number}))`),
);

const tendersOf = read((db, p: { orderId: number }) =>
  db.selectFrom('payment').select(['method', 'account', 'amount']).where('orderId', '=', p.orderId).where('voidedAt', 'is', null).orderBy('id'),
);

/** The sale behind the number on a receipt, the order's or the parcel's, and what of it may come back. Sales from before these books have nothing to take back. */
export function findReceipt(reader: Reader, { text }: { text: string }, _actor: Actor, now: Instant) {
  // The square code on a receipt holds its number behind its mark and its kind.
  const number = text.startsWith('SW1|') ? (text.split('|')[2] ?? '') : text;
  const found = saleByNumber.get(reader, { number: number.toUpperCase() });
  if (!found) return { sale: null };
  const { intake, ...sale } = found;
  const lines = intake === 'history' ? [] : offeredLines(reader, sale.orderId, dayOf(now, getShop(reader).timeZone));
  return { sale: { ...sale, tenders: tendersOf.all(reader, { orderId: sale.orderId }), lines: lines.filter((line) => line.left > 0) } };
}
