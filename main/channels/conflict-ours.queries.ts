import type { FieldText } from '../../shared/channels/conflict.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { priceNow } from '../catalog/price.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { addressSides } from '../sales/order-address.service.ts';
import { type CopyRow, copyOfRow, findCopy, listingOfProduct, shownProduct } from './channel-copy.statements.ts';
import { getChannel } from './channel.statements.ts';
import type { ConflictFact, FieldKey } from './conflict.statements.ts';
import { findListing } from './listing.statements.ts';
import { ourPrice } from './our-price.queries.ts';

/** What the shop says of a field, since when as far as that is written down, and where it was said. */
export interface Ours {
  value: FieldText;
  at: Instant | null;
  from: ConflictFact['oursFrom'];
}

/** Undefined where nothing is shown there any more. A draft is our newest word, although nobody outside has heard it. */
export function oursOf(reader: Reader, { channelId, field, subjectId }: FieldKey, now: Instant): Ours | undefined {
  if (field === 'address') return addressSides(reader, subjectId) ? personal : undefined;
  return field === 'price' ? priceOf(reader, channelId, subjectId, now) : wordOf(reader, channelId, subjectId, field);
}

/** What an address says stands with its order, where it can be erased. */
export const personal: Ours = { value: 'null', at: null, from: 'order' };

const listHistory = read((db, p: { field: string; channelId: number }) =>
  db
    .selectFrom('priceList as list')
    .innerJoin('fieldHistory as history', (join) => join.on('history.kind', '=', 'priceList').onRef('history.subjectId', '=', 'list.id').on('history.field', '=', p.field))
    .innerJoin('command', 'command.id', 'history.commandId')
    .select('command.recordedAt')
    .where(({ or, eb }) => or([eb('list.channelId', '=', p.channelId), eb('list.channelId', 'is', null)]))
    .orderBy('history.id', 'desc')
    .limit(1),
);

function priceOf(reader: Reader, channelId: number, listingId: number, now: Instant): Ours | undefined {
  const listing = findListing.get(reader, { id: listingId });
  if (!listing || listing.variantId === null || listing.goneAt !== null) return undefined;
  const channel = getChannel(reader, channelId);
  const price = ourPrice(reader, channel, listing.variantId, now);
  const own = priceNow(reader, listing.variantId, channel.currency, now);
  if (own?.amount === price) return { value: JSON.stringify(price), at: own.validFromAt, from: 'price' };
  const at = listHistory.get(reader, { channelId, field: `variant ${listing.variantId} from 0` })?.recordedAt ?? null;
  return { value: JSON.stringify(price), at, from: 'priceList' };
}

const productHistory = read((db, p: { productId: number; field: string }) =>
  db
    .selectFrom('fieldHistory as history')
    .innerJoin('command', 'command.id', 'history.commandId')
    .select('command.recordedAt')
    .where('history.kind', '=', 'product')
    .where('history.subjectId', '=', p.productId)
    .where('history.field', '=', p.field)
    .orderBy('history.id', 'desc')
    .limit(1),
);

type Word = 'name' | 'description' | 'offered';
const draftColumn = { name: 'draftName', description: 'draftDescription', offered: 'draftOffered' } as const satisfies Record<Word, keyof CopyRow>;

function wordOf(reader: Reader, channelId: number, productId: number, field: Word): Ours | undefined {
  const product = shownProduct.get(reader, { id: productId });
  if (!product || !listingOfProduct.get(reader, { channelId, productId })) return undefined;
  const row = findCopy.get(reader, { channelId, productId });
  const { live, draft } = copyOfRow(row, product);
  const value = JSON.stringify(draft[field] ?? live[field]);
  if (row && row[draftColumn[field]] !== null) return { value, at: row.draftedAt, from: 'draft' };
  if (row && (field === 'offered' || row[field] !== null)) return { value, at: row.publishedAt, from: 'copy' };
  return { value, at: productHistory.get(reader, { productId, field })?.recordedAt ?? null, from: 'product' };
}
