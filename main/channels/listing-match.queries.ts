import { variantName } from '../../shared/catalog/variant-name.rules.ts';
import { matchIndex, proposeMatch } from '../../shared/channels/listing-match.rules.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { listListings } from './channel.queries.ts';

const soldWords = read((db) =>
  db
    .selectFrom('variant')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select(['variant.id as variantId', 'variant.sku', 'product.name', 'variant.optionValues'])
    .where('variant.state', '=', 'active')
    .where('product.state', '<>', 'archived'),
);

/** For each listing of a page nobody said anything about, what it most likely sells; one that is like two is not in it. @throws Refusal record.missing */
export function proposeListings(reader: Reader, input: { channelId: number; afterId: number; limit: number }) {
  const listings = listListings(reader, { ...input, unlinkedOnly: true }).rows;
  if (listings.length === 0) return { rows: [] };
  const known = new Map(soldWords.all(reader, {}).map(({ variantId, sku, name, optionValues }) => [variantId, { variantId, sku, name: variantName(name, optionValues) }]));
  const index = matchIndex([...known.values()]);
  const rows = listings.flatMap((listing) => {
    const proposal = proposeMatch(listing, index);
    const variant = proposal && known.get(proposal.variantId);
    return variant ? [{ listingId: listing.id, ...variant, kind: proposal.kind, likeness: ratePpm(proposal.score) }] : [];
  });
  return { rows };
}
