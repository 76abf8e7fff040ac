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

const named = read((db, p: { ids: string }) =>
  db
    .selectFrom('listing')
    .select(['id as listingId', 'name', 'sku', 'remoteStock as theirs'])
    .where('id', 'in', sql<number>`(select value from json_each(${p.ids}))`)
    .orderBy('name')
    .orderBy('id'),
);

/** The listings whose news is held back because it would stop them selling: what a person looks at before letting them go. */
export function listZeros(reader: Reader, { channelId }: { channelId: number }) {
  getChannel(reader, channelId);
  const ids = zeroing.all(reader, { channelId }).flatMap(({ id, toZero }) => (toZero === 1 ? [id] : []));
  return { rows: named.all(reader, { ids: JSON.stringify(ids) }) };
}
