import { sql } from 'kysely';
import { changesOf, copyFields } from '../../shared/channels/channel-copy.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { copyKey, copyOfRow, latestCopyNews, listingOfProduct, readCopy, shownProduct, type Which } from './channel-copy.statements.ts';
import { offeredLevel } from './division.queries.ts';
import { listChannelRows } from './channel.statements.ts';

const soldVariants = read((db, p: { productId: number }) =>
  db.selectFrom('variant').select(['id', 'sku']).where('productId', '=', p.productId).where('state', '=', 'active').orderBy('position'),
);

/** How each connected channel shows a product. @throws Refusal record.missing */
export function getChannelCopies(reader: Reader, { productId }: { productId: number }) {
  const product = shownProduct.get(reader, { id: productId });
  if (!product) throw new Refusal('record.missing', { kind: 'product', id: productId });
  const variants = soldVariants.all(reader, { productId });
  const channels = listChannelRows(reader).map(({ id: channelId, name, buffer }) => {
    const which = { channelId, productId };
    const { live, draft, publishedAt } = readCopy(reader, which, product);
    const changes = changesOf(live, draft);
    const news = latestCopyNews.get(reader, { channelId, key: copyKey(productId) });
    return {
      channelId,
      name,
      listed: listingOfProduct.get(reader, which) !== undefined,
      live,
      draft,
      changes: copyFields.filter((field) => field in changes),
      publishedAt,
      news: news ? { state: news.state, at: news.at, problem: news.problem } : null,
      levels: variants.map(({ id, sku }) => ({ variantId: id, sku, level: offeredLevel(reader, { channelId, variantId: id, buffer }) })),
    };
  });
  return { channels };
}

interface DraftsAsked {
  channelId?: number;
  after?: Which;
  limit: number;
}

/** In the words of its index, then without the drafts that say what is shown already. */
const differs = sql<boolean>`(copy.draftName is not null or copy.draftDescription is not null or copy.draftOffered is not null)
  and (copy.draftName <> coalesce(copy.name, product.name) or copy.draftDescription <> coalesce(copy.description, product.description) or copy.draftOffered <> copy.offered)`;

/** One page of what waits to be published, channel by channel. */
export function listDrafts(reader: Reader, { channelId, after, limit }: DraftsAsked) {
  let page = db
    .selectFrom('channelCopy as copy')
    .innerJoin('product', 'product.id', 'copy.productId')
    .innerJoin('channel', 'channel.id', 'copy.channelId')
    .selectAll('copy')
    .select(['product.name as productName', 'product.description as productDescription', 'channel.name as channelName'])
    .where('channel.removedAt', 'is', null)
    .where(differs)
    .orderBy('copy.channelId')
    .orderBy('copy.productId')
    .limit(limit + 1);
  if (channelId !== undefined) page = page.where('copy.channelId', '=', channelId);
  if (after) page = page.where(sql<boolean>`(copy.channelId, copy.productId) > (${after.channelId}, ${after.productId})`);
  const found = reader.all(page);
  const rows = found.slice(0, limit).map((row) => {
    const { live, draft } = copyOfRow(row, { name: row.productName, description: row.productDescription });
    const changed = changesOf(live, draft);
    const { channelName, productName } = row;
    const which = { channelId: row.channelId, productId: row.productId };
    return { ...which, channelName, productName, listed: listingOfProduct.get(reader, which) !== undefined, live, draft, changes: copyFields.filter((field) => field in changed) };
  });
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? { channelId: last.channelId, productId: last.productId } : null };
}
