import { sql } from 'kysely';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { getChannel } from './channel.statements.ts';

/** Every listing that is told its level, and whether what waits would take it from something to nothing. */
export const zeroing = read((db, p: { channelId: number }) =>
  db
    .selectFrom('listing')
    .leftJoin('outbox as news', (join) =>
      join
        .on('news.channelId', '=', p.channelId)
        .on('news.capability', '=', 'stock')
        .on('news.key', '=', sql<string>`'listing:' || listing.id`)
        .on(sql<boolean>`news.state in ('waiting', 'sending')`),
    )
    .select([
      'listing.id',
      sql<number>`max(news.id is not null and json_extract(news.payload, '$.level') = 0 and coalesce(listing.remoteStock, 1) > 0)`.as('toZero'),
    ])
    .where('listing.channelId', '=', p.channelId)
    .where('listing.variantId', 'is not', null)
    .where('listing.stockKeeping', '=', 'own')
    .where('listing.goneAt', 'is', null)
    .groupBy('listing.id'),
);

/** The same from the other end: the news that waits is little, however many listings there are. */
const heldBack = read((db, p: { channelId: number }) =>
  db
    .selectFrom('outbox as news')
    .crossJoin('listing')
    .select(['listing.id as listingId', 'listing.name', 'listing.sku', 'listing.remoteStock as theirs'])
    .distinct()
    .where('news.channelId', '=', p.channelId)
    .where('news.capability', '=', 'stock')
    .where(sql<boolean>`news.state in ('waiting', 'sending')`)
    .where(sql<boolean>`json_extract(news.payload, '$.level') = 0`)
    .where('listing.id', '=', sql<number>`cast(substr(news.key, length('listing:') + 1) as integer)`)
    .where('listing.variantId', 'is not', null)
    .where('listing.stockKeeping', '=', 'own')
    .where('listing.goneAt', 'is', null)
    .where(sql<boolean>`coalesce(listing.remoteStock, 1) > 0`)
    .orderBy('listing.name')
    .orderBy('listing.id'),
);

/** The listings whose news is held back because it would stop them selling: what a person looks at before letting them go. */
export function listZeros(reader: Reader, { channelId }: { channelId: number }) {
  getChannel(reader, channelId);
  return { rows: heldBack.all(reader, { channelId }) };
}
