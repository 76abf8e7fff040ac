import { sql } from 'kysely';
import type { CopyDraft, CopyField, CopyFields } from '../../shared/channels/channel-copy.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

export interface Which {
  channelId: number;
  productId: number;
}

export const findCopy = read((db, p: Which) => db.selectFrom('channelCopy').selectAll().where('channelId', '=', p.channelId).where('productId', '=', p.productId));
export const shownProduct = read((db, p: { id: number }) => db.selectFrom('product').select(['id', 'name', 'description', 'state']).where('id', '=', p.id));

export const productOfVariant = read((db, p: { variantId: number }) => db.selectFrom('variant').select('productId').where('id', '=', p.variantId));

/** One listing that sells a variant of the product; the connector finds the page it stands on by it. */
export const listingOfProduct = read((db, p: Which) =>
  db
    .selectFrom('variant')
    // A cross join is taken in the order it is written: the few variants of a product first, never the channel's many listings.
    .crossJoin('listing')
    .select('listing.externalId')
    .whereRef('listing.variantId', '=', 'variant.id')
    .where('variant.productId', '=', p.productId)
    .where('listing.channelId', '=', p.channelId)
    .where('listing.goneAt', 'is', null)
    .orderBy('listing.id')
    .limit(1),
);

export interface Copy {
  live: CopyFields;
  draft: CopyDraft;
  publishedAt: Instant | null;
}

export type CopyRow = NonNullable<ReturnType<typeof findCopy.get>>;
interface Own {
  name: string;
  description: string;
}

/** What a channel shows of a product by our last word, where we said one, else by the product's own. */
export const readCopy = (reader: Reader, which: Which, product: Own): Copy => copyOfRow(findCopy.get(reader, which), product);

/** The same of a row that was read; where there is none nothing was said. */
export function copyOfRow(row: CopyRow | undefined, product: Own): Copy {
  return {
    live: { name: row?.name ?? product.name, description: row?.description ?? product.description, offered: row?.offered !== 0 },
    draft: { name: row?.draftName ?? null, description: row?.draftDescription ?? null, offered: row?.draftOffered == null ? null : row.draftOffered === 1 },
    publishedAt: row?.publishedAt ?? null,
  };
}

const bit = (flag: boolean | null): 0 | 1 | null => (flag === null ? null : flag ? 1 : 0);

const putDraft = write((db, p: Which & { name: string | null; description: string | null; offered: 0 | 1 | null; now: Instant }) =>
  db
    .insertInto('channelCopy')
    .values({ channelId: p.channelId, productId: p.productId, draftName: p.name, draftDescription: p.description, draftOffered: p.offered, draftedAt: p.now })
    .onConflict((conflict) =>
      conflict.columns(['channelId', 'productId']).doUpdateSet({ draftName: p.name, draftDescription: p.description, draftOffered: p.offered, draftedAt: p.now }),
    ),
);

export const saveDraft = (tx: Tx, which: Which, { name, description, offered }: CopyDraft) =>
  putDraft.run(tx, { ...which, name, description, offered: bit(offered), now: tx.now });

/** What is said and drafted of a product there, as it is kept; what nobody said is empty. */
export type SaidCopy = Pick<CopyRow, 'name' | 'description' | 'offered' | 'draftName' | 'draftDescription' | 'draftOffered'>;

const putSaid = write((db, p: Which & SaidCopy) =>
  db
    .updateTable('channelCopy')
    .set({ name: p.name, description: p.description, offered: p.offered, draftName: p.draftName, draftDescription: p.draftDescription, draftOffered: p.draftOffered })
    .where('channelId', '=', p.channelId)
    .where('productId', '=', p.productId),
);

/** What a channel is known to show of a product by its own word: nobody published it. */
export function saveSaid(tx: Tx, which: Which, changes: Partial<SaidCopy>): void {
  const row = findCopy.get(tx, which);
  if (!row) saveDraft(tx, which, { name: null, description: null, offered: null });
  putSaid.run(tx, { ...which, ...(row ?? findCopy.get(tx, which)!), ...changes });
}

/** A field as the channel says it, with no draft of ours beside it. */
export function saidOf(field: CopyField, put: string | boolean): Partial<SaidCopy> {
  if (field === 'offered') return { offered: put === true ? 1 : 0, draftOffered: null };
  return field === 'name' ? { name: String(put), draftName: null } : { description: String(put), draftDescription: null };
}

/** Fields that are not named stay as they are, also those we never said. */
const putLive = write((db, p: Which & { name: string | null; description: string | null; offered: 0 | 1 | null; now: Instant; commandId: number }) =>
  db
    .updateTable('channelCopy')
    .set({
      name: sql<string | null>`coalesce(${p.name}, name)`,
      description: sql<string | null>`coalesce(${p.description}, description)`,
      offered: sql<0 | 1>`coalesce(${p.offered}, offered)`,
      publishedAt: p.now,
      publishedById: p.commandId,
    })
    .where('channelId', '=', p.channelId)
    .where('productId', '=', p.productId),
);

export const saveLive = (tx: Tx, which: Which, shown: Partial<CopyFields>) =>
  putLive.run(tx, { ...which, name: shown.name ?? null, description: shown.description ?? null, offered: bit(shown.offered ?? null), now: tx.now, commandId: tx.commandId });

export const copyKey = (productId: number): string => `product:${productId}`;

/** The newest news about a product on a channel. */
export const latestCopyNews = read((db, p: { channelId: number; key: string }) =>
  db
    .selectFrom('outbox')
    .select(['state', 'createdAt as at', 'problem', 'payload', 'commandId'])
    .where('channelId', '=', p.channelId)
    // In the words of its index.
    .where(sql<boolean>`capability = 'listing'`)
    .where('key', '=', p.key)
    .orderBy('id', 'desc')
    .limit(1),
);
