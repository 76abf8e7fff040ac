import { changesOf, copyFields } from '../../shared/channels/channel-copy.rules.ts';
import { publishedLevel } from '../../shared/channels/publish.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { availableToSell } from '../inventory/stock.queries.ts';
import { copyKey, latestCopyNews, listingOfProduct, readCopy, shownProduct } from './channel-copy.statements.ts';
import { listChannelRows } from './channel.statements.ts';

const soldVariants = read((db, p: { productId: number }) =>
  db.selectFrom('variant').select(['id', 'sku']).where('productId', '=', p.productId).where('state', '=', 'active').orderBy('position'),
);

/** How each connected channel shows a product. @throws Refusal record.missing */
export function getChannelCopies(reader: Reader, { productId }: { productId: number }) {
  const product = shownProduct.get(reader, { id: productId });
  if (!product) throw new Refusal('record.missing', { kind: 'product', id: productId });
  const variants = soldVariants.all(reader, { productId });
  const available = availableToSell(reader, variants.map(({ id }) => id));
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
      levels: variants.map(({ id, sku }) => ({ variantId: id, sku, level: publishedLevel(available.get(id) ?? quantity(0), buffer) })),
    };
  });
  return { channels };
}
