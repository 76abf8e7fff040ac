import type { channelCommands, channelQueries, listingCommands, listingQueries } from '../../shared/channels/channel.contract.ts';
import type { channelCopyCommands, channelCopyQueries } from '../../shared/channels/channel-copy.contract.ts';
import type { shipBackCommands, shipBackQueries } from '../../shared/channels/ship-back.contract.ts';
import type { outboxCommands, outboxQueries, syncQueries } from '../../shared/channels/sync.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { recoverNews, replayNews } from '../outbox/delivery.service.ts';
import { getChannelCopies, listDrafts } from './channel-copy.queries.ts';
import { draftCopy, publishCopies, revertCopies } from './channel-copy.service.ts';
import { channelPlans, listChannels, listListings } from './channel.queries.ts';
import { addChannel, allowZeros, removeChannel, addSheetChannel, setSheetTerms, switchOff, switchOn, updateChannel } from './channel.service.ts';
import { linkListing, storeListings } from './listing.service.ts';
import { storePage } from './page.service.ts';
import { previewSwitch } from './preview.queries.ts';
import { settleNews, settleStockNews, takeCopyNews, takeParcelNews, takeStockNews } from './push.service.ts';
import { noteRound } from './round.service.ts';
import { listShipBacks, shipBackTold, shipBackWaiting } from './ship-back.queries.ts';
import { writeShipBack } from './ship-back.service.ts';
import { announceAvailability } from './stock-news.service.ts';
import { listOutbox, syncStatus } from './sync.queries.ts';
import { listZeros } from './zeros.queries.ts';

/** What needs the network (add, refresh, importProducts, sync.once) is answered by main/channels/outside.ts. */
type InsideCommands = Omit<typeof channelCommands, 'add' | 'importProducts'>;
type InsideQueries = Omit<typeof channelQueries, 'refresh'>;

export const channelsCommands: CommandHandlers<{
  channel: InsideCommands;
  listing: typeof listingCommands;
  outbox: typeof outboxCommands;
  channelCopy: typeof channelCopyCommands;
  shipBack: typeof shipBackCommands;
}> = {
  'channel.update': updateChannel,
  'channel.setSheet': setSheetTerms,
  'channel.remove': removeChannel,
  'channel.switchOn': switchOn,
  'channel.switchOff': switchOff,
  'channel.allowZeros': allowZeros,
  'listing.link': linkListing,
  'outbox.replay': replayNews,
  'shipBack.write': writeShipBack,
  'channelCopy.draft': draftCopy,
  'channelCopy.publish': publishCopies,
  'channelCopy.revert': revertCopies,
};

/** What the engine tells the file; no host has a name for it, so nobody can forge a page of a marketplace. */
export const channelsInternal = {
  'channel.added': addChannel,
  'channel.sheetAdded': addSheetChannel,
  'channel.storePage': storePage,
  'channel.storeListings': storeListings,
  'channel.takeStockNews': takeStockNews,
  'channel.settleStockNews': settleStockNews,
  'channel.takeParcelNews': takeParcelNews,
  'channel.takeCopyNews': takeCopyNews,
  'channel.settleNews': settleNews,
  'channel.noteRound': noteRound,
  'channel.recoverNews': recoverNews,
};

/** Every command ends by owing the channels the levels it moved. */
export const channelsBeforeCommit = [announceAvailability];

export const channelsLookups = { 'channel.plans': channelPlans };

export const channelsQueries: QueryHandlers<{
  channel: InsideQueries;
  listing: typeof listingQueries;
  sync: Omit<typeof syncQueries, 'once'>;
  outbox: typeof outboxQueries;
  channelCopy: typeof channelCopyQueries;
  shipBack: Omit<typeof shipBackQueries, 'file'>;
}> = {
  'channel.list': listChannels,
  'channel.preview': previewSwitch,
  'channel.zeros': listZeros,
  'listing.list': listListings,
  'sync.status': syncStatus,
  'outbox.list': listOutbox,
  'shipBack.waiting': shipBackWaiting,
  'shipBack.list': listShipBacks,
  'shipBack.told': shipBackTold,
  'channelCopy.get': getChannelCopies,
  'channelCopy.drafts': listDrafts,
};
