import type { channelCommands, channelQueries, listingCommands, listingQueries } from '../../shared/channels/channel.contract.ts';
import type { conflictCommands, conflictQueries } from '../../shared/channels/conflict.contract.ts';
import type { channelCopyCommands, channelCopyQueries } from '../../shared/channels/channel-copy.contract.ts';
import type { shipBackCommands, shipBackQueries } from '../../shared/channels/ship-back.contract.ts';
import type { listingPriceCommands, listingPriceQueries } from '../../shared/channels/listing-price.contract.ts';
import type { differenceCommands, differenceQueries } from '../../shared/channels/difference.contract.ts';
import type { leaseCommands, leaseQueries } from '../../shared/channels/lease.contract.ts';
import type { outboxCommands, outboxQueries, syncQueries } from '../../shared/channels/sync.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { recoverNews } from '../outbox/delivery.service.ts';
import { getChannelCopies, listDrafts } from './channel-copy.queries.ts';
import { draftCopy, publishCopies, revertCopies } from './channel-copy.service.ts';
import { channelPlans, listChannels, listListings } from './channel.queries.ts';
import { listDifferences } from './difference.queries.ts';
import { orderToRead, sendAgain, takeOrder, takeOver } from './difference.service.ts';
import { addChannel, allowZeros, removeChannel, addSheetChannel, setLocalNetwork, setSheetTerms, switchOff, switchOn, updateChannel } from './channel.service.ts';
import { getConflict, listConflicts, listFieldRules } from './conflict.queries.ts';
import { setFieldRule } from './conflict-rule.service.ts';
import { reopenConflicts, settleConflicts } from './conflict-settle.service.ts';
import { proposeListings } from './listing-match.queries.ts';
import { explainTold, listTold } from './lease.queries.ts';
import { chooseLease, endFences, keepStock, noteLevels, settleLeases } from './lease.service.ts';
import { listPrices } from './listing-price.queries.ts';
import { pushPrices, setBackPrices } from './listing-price.service.ts';
import { linkListing, storeListings } from './listing.service.ts';
import { resumeReading, stopReading } from './order-reading.service.ts';
import { storePage } from './page.service.ts';
import { previewSwitch } from './preview.queries.ts';
import { settleNews, takeCopyNews } from './push-copy.service.ts';
import { takeRefundNews } from './push-refund.service.ts';
import { settleStockNews, takeParcelNews, takeStockNews } from './push.service.ts';
import { replay } from './replay.service.ts';
import { noteRound } from './round.service.ts';
import { listShipBacks, shipBackTold, shipBackWaiting } from './ship-back.queries.ts';
import { writeShipBack } from './ship-back.service.ts';
import { setStockPlace } from './stock-place.service.ts';
import { announceAvailability } from './stock-news.service.ts';
import { endSweep, sweepListings, sweepOrders, unseenOrders } from './sweep.service.ts';
import { syncSupport } from './support.queries.ts';
import { listOutbox, syncStatus } from './sync.queries.ts';
import { listZeros } from './zeros.queries.ts';

/** What needs the network (add, refresh, places, importProducts, sync.once, sync.compare, sync.takeOrder) is answered by main/channels/outside.ts. */
type InsideCommands = Omit<typeof channelCommands, 'add' | 'importProducts'>;
type InsideQueries = Omit<typeof channelQueries, 'refresh' | 'places'>;

export const channelsCommands: CommandHandlers<{
  channel: InsideCommands;
  listing: typeof listingCommands & typeof listingPriceCommands;
  outbox: typeof outboxCommands;
  lease: typeof leaseCommands;
  channelCopy: typeof channelCopyCommands;
  conflict: typeof conflictCommands;
  shipBack: typeof shipBackCommands;
  difference: typeof differenceCommands;
}> = {
  'channel.update': updateChannel,
  'channel.setSheet': setSheetTerms,
  'channel.setLocalNetwork': setLocalNetwork,
  'channel.setStockPlace': setStockPlace,
  'channel.remove': removeChannel,
  'channel.switchOn': switchOn,
  'channel.switchOff': switchOff,
  'channel.allowZeros': allowZeros,
  'channel.stopReading': stopReading,
  'channel.resumeReading': resumeReading,
  'listing.link': linkListing,
  'listing.pushPrices': pushPrices,
  'listing.setBackPrices': setBackPrices,
  'outbox.replay': replay,
  'shipBack.write': writeShipBack,
  'difference.sendAgain': sendAgain,
  'difference.takeOver': takeOver,
  'lease.choose': chooseLease,
  'lease.keep': keepStock,
  'channelCopy.draft': draftCopy,
  'channelCopy.publish': publishCopies,
  'channelCopy.revert': revertCopies,
  'conflict.settle': settleConflicts,
  'conflict.reopen': reopenConflicts,
  'conflict.setRule': setFieldRule,
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
  'channel.takeRefundNews': takeRefundNews,
  'channel.takeCopyNews': takeCopyNews,
  'channel.settleNews': settleNews,
  'channel.noteLevels': noteLevels,
  'channel.settleLeases': settleLeases,
  'channel.endFences': endFences,
  'channel.noteRound': noteRound,
  'channel.recoverNews': recoverNews,
  'channel.sweepListings': sweepListings,
  'channel.sweepOrders': sweepOrders,
  'channel.unseenOrders': unseenOrders,
  'channel.endSweep': endSweep,
  'channel.orderToRead': orderToRead,
  'channel.takeOrder': takeOrder,
};

/** Every command ends by owing the channels the levels it moved. */
export const channelsBeforeCommit = [announceAvailability];

export const channelsLookups = { 'channel.plans': channelPlans };

export const channelsQueries: QueryHandlers<{
  channel: InsideQueries;
  listing: typeof listingQueries & typeof listingPriceQueries;
  sync: Omit<typeof syncQueries, 'once' | 'compare' | 'takeOrder'>;
  difference: typeof differenceQueries;
  outbox: typeof outboxQueries;
  lease: typeof leaseQueries;
  channelCopy: typeof channelCopyQueries;
  conflict: typeof conflictQueries;
  shipBack: Omit<typeof shipBackQueries, 'file'>;
}> = {
  'channel.list': listChannels,
  'channel.preview': previewSwitch,
  'channel.zeros': listZeros,
  'listing.list': listListings,
  'listing.propose': proposeListings,
  'listing.prices': listPrices,
  'sync.status': syncStatus,
  'sync.support': syncSupport,
  'difference.list': listDifferences,
  'outbox.list': listOutbox,
  'shipBack.waiting': shipBackWaiting,
  'shipBack.list': listShipBacks,
  'shipBack.told': shipBackTold,
  'lease.list': listTold,
  'lease.explain': explainTold,
  'channelCopy.get': getChannelCopies,
  'channelCopy.drafts': listDrafts,
  'conflict.list': listConflicts,
  'conflict.get': getConflict,
  'conflict.rules': listFieldRules,
};
