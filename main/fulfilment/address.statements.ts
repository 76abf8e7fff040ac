import { sql } from 'kysely';
import { read } from '../database/statement.ts';

/** Where an order's parcel goes; the shop's own country where nobody said another. */
export const addressOfOrder = read((db, p: { orderId: number }) =>
  db
    .selectFrom('salesOrder as o')
    .leftJoin('orderRecipient as to', 'to.orderId', 'o.id')
    .select([
      sql<string>`coalesce(nullif("to".country, ''), (select country from shop))`.as('country'),
      sql<string>`coalesce("to".postcode, '')`.as('postcode'),
    ])
    .where('o.id', '=', p.orderId),
);
