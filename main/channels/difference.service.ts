import { type CopyField, copyFields } from '../../shared/channels/channel-copy.rules.ts';
import { uncountedCauses } from '../../shared/channels/sweep.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { quantity } from '../../shared/units/quantity.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { adjustStock } from '../inventory/adjustment.service.ts';
import { onlySellingPlace } from '../inventory/location.queries.ts';
import { announce } from '../outbox/announce.ts';
import { cancelOrder } from '../sales/cancellation.service.ts';
import { getCopy, show } from './channel-copy.service.ts';
import { productOfVariant, saidOf, saveSaid } from './channel-copy.statements.ts';
import { getChannel } from './channel.statements.ts';
import { agree, judge } from './conflict.service.ts';
import { oursOf } from './conflict-ours.queries.ts';
import { type SeenKey, sightOf } from './conflict.statements.ts';
import type { PulledOrder } from './connector.ts';
import { type DifferenceRow, dropDifferenceById, findDifference } from './difference.statements.ts';
import { levelOf } from './division.queries.ts';
import { linkedListing, owePrice } from './listing-price.service.ts';
import { findListing, leveledListing } from './listing.statements.ts';
import { ourPrice } from './our-price.queries.ts';
import { storeOne } from './page.service.ts';
import { type StockNews, stockKey } from './stock-news.service.ts';
import { orderOf } from './sweep.statements.ts';

type Row = Pick<DifferenceRow, 'subject' | 'cause' | 'theirLevel'>;

/** Whether ours can be sent again: what the shop does not count, or has no more, cannot be told anything. */
export const isSendable = ({ subject, cause }: Row): boolean => (subject === 'level' || subject === 'price' || isShown(subject)) && !uncountedCauses.has(cause);

/** What a channel shows of a product in words, or whether it is on sale there. */
const isShown = (subject: DifferenceRow['subject']): subject is CopyField => copyFields.some((field) => field === subject);

/** Whether theirs can be taken over from the file alone; an order there has to be read first. */
export const isTakeable = ({ subject, cause }: Row): boolean => cause !== 'unreadable' && !needsReading({ subject, cause });

/** An order that is not here, or is otherwise there: it is asked for by its id. */
export const needsReading = ({ subject, cause }: Pick<Row, 'subject' | 'cause'>): boolean => subject === 'order' && cause !== 'gone';

/** @throws Refusal record.missing */
export function getDifference(reader: Reader, id: number): DifferenceRow {
  const row = findDifference.get(reader, { id });
  if (!row) throw new Refusal('record.missing', { kind: 'difference', id });
  getChannel(reader, row.channelId);
  return row;
}

/**
 * Owes the channel ours again, as it is today; whether that helped the next sweep says.
 * @throws Refusal record.missing, difference.notSendable, conflict.open, listing.noPrice, price.underFloor, copy.notOnSale
 */
export function sendAgain(tx: Tx, { differenceId }: { differenceId: number }): Record<string, never> {
  const row = getDifference(tx, differenceId);
  const listing = row.listingId === null ? undefined : findListing.get(tx, { id: row.listingId });
  if (!listing || listing.goneAt !== null || listing.variantId === null || !isSendable(row)) throw new Refusal('difference.notSendable', { differenceId });
  if (row.subject === 'level') sendLevel(tx, listing.id, differenceId);
  if (row.subject === 'price') sendPrice(tx, listing.id);
  if (isShown(row.subject)) sendShown(tx, row.channelId, productOf(tx, listing.variantId), row.subject);
  return settled(tx, row);
}

function sendLevel(tx: Tx, listingId: number, differenceId: number): void {
  const listing = leveledListing(tx, listingId);
  if (!listing) throw new Refusal('difference.notSendable', { differenceId });
  const payload: StockNews = { listingId, externalId: listing.externalId, level: levelOf(tx, listing) };
  announce(tx, { channelId: listing.channelId, capability: 'stock', key: stockKey(listingId), payload });
}

function sendPrice(tx: Tx, listingId: number): void {
  const listing = linkedListing(tx, listingId);
  refuseDispute(tx, { channelId: listing.channelId, field: 'price', subjectId: listingId });
  const price = ourPrice(tx, getChannel(tx, listing.channelId), listing.variantId, tx.now);
  if (price === null) throw new Refusal('listing.noPrice', { listingId });
  owePrice(tx, listing, price);
}

function sendShown(tx: Tx, channelId: number, productId: number, field: CopyField): void {
  const which = { channelId, productId };
  refuseDispute(tx, { channelId, field, subjectId: productId });
  const { live, draft, state } = getCopy(tx, which);
  if (field === 'offered' && live.offered && state !== 'active') throw new Refusal('copy.notOnSale', { productId });
  show(tx, which, { [field]: live[field] }, { live, draft });
}

/** Changed here as well since it was compared: that is settled among the conflicts. @throws Refusal conflict.open */
function refuseDispute(tx: Tx, key: SeenKey): void {
  if (judge(tx, key) !== null) throw new Refusal('conflict.open', { fields: key.field });
}

const productOf = (reader: Reader, variantId: number): number => productOfVariant.get(reader, { variantId })?.productId ?? 0;

/**
 * Says that the other side is right. A level: so many goods were found or lost at the one place that sells. A price, words, or
 * whether it is on sale: theirs stays. A listing that is gone is gone, an order that is gone is cancelled here.
 * @throws Refusal record.missing, difference.notTakeable, difference.severalPlaces, conflict.open, and what adjustStock and cancelOrder refuse
 */
export function takeOver(tx: Tx, { differenceId }: { differenceId: number }): Record<string, never> {
  const row = getDifference(tx, differenceId);
  if (!isTakeable(row)) throw new Refusal('difference.notTakeable', { differenceId });
  if (row.subject === 'level') takeLevel(tx, row);
  if (row.subject === 'price' && row.listingId !== null) leaveStanding(tx, { channelId: row.channelId, field: 'price', subjectId: row.listingId });
  if (isShown(row.subject) && row.listingId !== null) takeShown(tx, row.channelId, row.listingId, row.subject);
  if (row.subject === 'order') takeGone(tx, row);
  return settled(tx, row);
}

/** What is available moves by as much as both sides differ by: what is promised to customers stays promised. */
function takeLevel(tx: Tx, { id: differenceId, listingId, theirLevel }: DifferenceRow): void {
  const listing = listingId === null ? undefined : leveledListing(tx, listingId);
  if (!listing || theirLevel === null) return;
  const change = quantity(theirLevel - levelOf(tx, listing));
  if (change === 0) return;
  const locationId = onlySellingPlace(tx);
  if (locationId === null) throw new Refusal('difference.severalPlaces', { differenceId });
  adjustStock(tx, { locationId, reason: 'miscounted', note: listing.externalId, lines: [{ variantId: listing.variantId, quantity: change }] });
}

function takeShown(tx: Tx, channelId: number, listingId: number, field: CopyField): void {
  const variantId = findListing.get(tx, { id: listingId })?.variantId ?? null;
  if (variantId === null) return;
  const productId = productOf(tx, variantId);
  const key = { channelId, field, subjectId: productId } as const;
  refuseDispute(tx, key);
  const sight = sightOf.get(tx, key);
  if (sight) saveSaid(tx, { channelId, productId }, saidOf(field, JSON.parse(sight.theirs) as string | boolean));
  leaveStanding(tx, key);
  tx.changed('channelCopy', productId);
}

/** Both stay as they are: only what changes from here on is news. @throws Refusal conflict.open */
function leaveStanding(tx: Tx, key: SeenKey): void {
  refuseDispute(tx, key);
  const sight = sightOf.get(tx, key);
  const ours = oursOf(tx, key, tx.now);
  if (sight && ours) agree(tx, sight, { ours: ours.value, theirs: sight.theirs });
}

function takeGone(tx: Tx, { channelId, externalId }: DifferenceRow): void {
  const order = orderOf.get(tx, { channelId, externalId });
  if (order) cancelOrder(tx, { orderId: order.id, reason: 'gone' });
}

/** The order to be asked for by its id. @throws Refusal record.missing, difference.notTakeable */
export function orderToRead(tx: Tx, { differenceId }: { differenceId: number }): { channelId: number; externalId: string } {
  const row = getDifference(tx, differenceId);
  if (!needsReading(row)) throw new Refusal('difference.notTakeable', { differenceId });
  return { channelId: row.channelId, externalId: row.externalId };
}

/** Takes an order as it was read there; one that is gone by then, or cannot be taken, differs still. @throws Refusal as orderToRead */
export function takeOrder(tx: Tx, { differenceId, order }: { differenceId: number; order: PulledOrder | null }): Record<string, never> {
  const { channelId } = orderToRead(tx, { differenceId });
  if (order === null || storeOne(tx, channelId, order) === 0) throw new Refusal('difference.notTakeable', { differenceId });
  return settled(tx, getDifference(tx, differenceId));
}

function settled(tx: Tx, { id, channelId }: DifferenceRow): Record<string, never> {
  dropDifferenceById(tx, id);
  tx.changed('channel', channelId);
  return {};
}
