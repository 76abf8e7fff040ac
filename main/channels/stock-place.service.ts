import { hasPlaces } from '../../shared/channels/channel-kinds.ts';
import type { StockPlace } from '../../shared/channels/channel.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Tx } from '../database/handles.ts';
import { endAllNews } from '../outbox/delivery.service.ts';
import { type ChannelRow, getChannel, setBrake, setPlace, stockPlaceOf } from './channel.statements.ts';
import { dropLevelDifferences } from './difference.statements.ts';
import { forgetListingsRead } from './listing.service.ts';
import { forgetLevels } from './listing.statements.ts';

/**
 * Chooses at which of its own places a shop is told stock and its levels are read; null: at an item's only one. What was read of
 * another place, and what waited for it, says nothing here: the catalogue is read anew, and only then can stock be switched on.
 * @throws Refusal record.missing, channel.noPlaces, channel.sendsStock while it is told of stock
 */
export function setStockPlace(tx: Tx, { channelId, place }: { channelId: number; place: StockPlace | null }): { before: StockPlace | null } {
  const channel = getChannel(tx, channelId);
  if (place !== null && !hasPlaces[channel.kind]) throw new Refusal('channel.noPlaces', { channelId });
  if (channel.stockPlace !== (place?.externalId ?? null)) leavePlace(tx, channel);
  setPlace.run(tx, { id: channelId, place: place?.externalId ?? null, name: place?.name ?? null });
  tx.changed('channel', channelId);
  return { before: stockPlaceOf(channel) };
}

/** Its leases ended when it was told of stock no more. */
function leavePlace(tx: Tx, { id: channelId, sendsStock }: ChannelRow): void {
  if (sendsStock === 1) throw new Refusal('channel.sendsStock', { channelId });
  endAllNews(tx, { channelId, capability: 'stock' }, 'another place was chosen');
  setBrake.run(tx, { id: channelId, brakedAt: null, zerosAllowed: '[]' });
  dropLevelDifferences(tx, channelId);
  forgetLevels.run(tx, { channelId });
  forgetListingsRead(tx, channelId);
}
