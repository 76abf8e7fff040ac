import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { announce } from '../outbox/announce.ts';
import { replaceNews, replayNews } from '../outbox/delivery.service.ts';
import { levelOf } from './division.queries.ts';
import { leveledListing } from './listing.statements.ts';
import { stockKey, type StockNews } from './stock-news.service.ts';

const parkedLevel = read((db, p: { outboxId: number }) =>
  db.selectFrom('outbox').select('payload').where('id', '=', p.outboxId).where('capability', '=', 'stock').where('state', '=', 'parked'),
);

/**
 * Tries parked news again. A level is told as it is today: what it was when it was parked may have been sold since.
 * @throws Refusal record.missing when it is not parked
 */
export function replay(tx: Tx, { outboxId }: { outboxId: number }): Record<string, never> {
  const parked = parkedLevel.get(tx, { outboxId });
  // Written by announceAvailability.
  const listing = parked && leveledListing(tx, (JSON.parse(parked.payload) as StockNews).listingId);
  if (!listing) return replayNews(tx, { outboxId });
  const { id: listingId, channelId, externalId } = listing;
  const payload: StockNews = { listingId, externalId, level: levelOf(tx, listing) };
  replaceNews(tx, outboxId, announce(tx, { channelId, capability: 'stock', key: stockKey(listingId), payload }));
  return {};
}
