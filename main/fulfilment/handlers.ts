import type { carrierCommands, carrierQueries, carrierServiceCommands, carrierServiceQueries, waybillCommands } from '../../shared/fulfilment/carrier.contract.ts';
import type { noticeCommands, noticeQueries } from '../../shared/fulfilment/notice.contract.ts';
import type { packCommands, packQueries } from '../../shared/fulfilment/pack.contract.ts';
import type { pickCommands, waveCommands, waveQueries } from '../../shared/fulfilment/wave.contract.ts';
import type { slottingQueries } from '../../shared/fulfilment/slotting.contract.ts';
import type { shelfQueries } from '../../shared/fulfilment/shelf.contract.ts';
import type { shipFromCommands, shipFromQueries } from '../../shared/fulfilment/ship-from.contract.ts';
import type { trackingCommands, trackingQueries } from '../../shared/fulfilment/tracking.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import type { Reader } from '../database/handles.ts';
import { listCarriers, recognise } from './carrier.queries.ts';
import {
  addCarrier, addService, addWaybills, blockCarrier, blockService, chooseUsual, readRates, restoreWaybills, setRates, unblockCarrier, unblockService, updateCarrier, updateService, withdrawWaybills,
} from './carrier.service.ts';
import { previewNotice } from './notice-text.queries.ts';
import { listNotices, nextNotice, readNoticeSettings } from './notice.queries.ts';
import { dropMail, handleNotice, keepMail, noteNotice, queueNotice, sendNoticeAgain, setNoticeRule, setTemplate, takeNotices, writeNews } from './notice.service.ts';
import { mailSetting } from './notice.statements.ts';
import { findTote, listToPack, readTote } from './pack.queries.ts';
import { discardParcel, openParcel, overruleScans, putAside, scanIntoParcel, takeOut } from './pack.service.ts';
import { shipParcel } from './pack-ship.service.ts';
import { readWeightRule, setWeightRule } from './parcel-weight.service.ts';
import { findMissing, putGoodsBack, reportShort, takeGoods } from './pick.service.ts';
import { quoteParcel } from './rating.queries.ts';
import { explainShipFrom, previewShipFrom, readShipFromSettings } from './ship-from.queries.ts';
import { applyShipFrom, setShipFromPlace, setShipFromRule } from './ship-from.service.ts';
import { proposeSlotting } from './slotting.queries.ts';
import { suggestMoves } from './shelf.queries.ts';
import { countDeliveries, getDelivery, listDeliveries, listStrays, nextStuck, readLabel } from './tracking.queries.ts';
import { assignStray, importTracking, setTrackingRule, unassignEvents, watchParcels } from './tracking.service.ts';
import { dropWhatIsNotSetAside } from './tote.service.ts';
import { listWaves, readWaiting, readWave } from './wave.queries.ts';
import { buildWave, cancelWave, packAt } from './wave.service.ts';

/** `pack.overrule` and `notice.setMail` are answered beside the store, which checks a PIN and keeps a password. */
export const fulfilmentCommands: Omit<
  CommandHandlers<{
    wave: typeof waveCommands;
    pick: typeof pickCommands;
    pack: typeof packCommands;
    carrier: typeof carrierCommands;
    carrierService: typeof carrierServiceCommands;
    waybill: typeof waybillCommands;
    tracking: typeof trackingCommands;
    notice: typeof noticeCommands;
    shipFrom: typeof shipFromCommands;
  }>,
  'pack.overrule' | 'notice.setMail'
> = {
  'wave.build': buildWave,
  'wave.cancel': cancelWave,
  'wave.packAt': packAt,
  'pick.take': takeGoods,
  'pick.putBack': putGoodsBack,
  'pick.short': reportShort,
  'pick.found': findMissing,
  'pack.open': openParcel,
  'pack.discard': discardParcel,
  'pack.scan': scanIntoParcel,
  'pack.takeOut': takeOut,
  'pack.putAside': putAside,
  'pack.ship': shipParcel,
  'pack.setWeightRule': setWeightRule,
  'carrier.add': addCarrier,
  'carrier.update': updateCarrier,
  'carrier.block': blockCarrier,
  'carrier.unblock': unblockCarrier,
  'carrierService.add': addService,
  'carrierService.update': updateService,
  'carrierService.block': blockService,
  'carrierService.unblock': unblockService,
  'carrierService.makeUsual': chooseUsual,
  'carrierService.setRates': setRates,
  'waybill.add': addWaybills,
  'waybill.withdraw': withdrawWaybills,
  'waybill.restore': restoreWaybills,
  'tracking.importBatch': importTracking,
  'tracking.assign': assignStray,
  'tracking.unassign': unassignEvents,
  'tracking.setRule': setTrackingRule,
  'notice.setRule': setNoticeRule,
  'notice.setTemplate': setTemplate,
  'notice.dropMail': dropMail,
  'notice.queue': queueNotice,
  'notice.handled': handleNotice,
  'notice.sendAgain': sendNoticeAgain,
  'shipFrom.setRule': setShipFromRule,
  'shipFrom.setPlace': setShipFromPlace,
  'shipFrom.apply': applyShipFrom,
};

export const fulfilmentInternal = {
  'pack.overruled': overruleScans,
  'tracking.watch': watchParcels,
  'notice.mailKept': keepMail,
  'notice.writeNews': writeNews,
  'notice.take': takeNotices,
  'notice.told': noteNotice,
};

/** What the program asks itself: when there is something to do. */
export const fulfilmentLookups = {
  'tracking.nextStuck': nextStuck,
  'notice.next': nextNotice,
  'notice.mail': (reader: Reader) => mailSetting.get(reader, {}) ?? null,
};

export const fulfilmentQueries: QueryHandlers<{
  wave: typeof waveQueries;
  pack: typeof packQueries;
  carrier: typeof carrierQueries;
  carrierService: typeof carrierServiceQueries;
  tracking: typeof trackingQueries;
  notice: typeof noticeQueries;
  shipFrom: typeof shipFromQueries;
  slotting: typeof slottingQueries;
  shelf: typeof shelfQueries;
}> = {
  'shelf.suggest': suggestMoves,
  'wave.list': listWaves,
  'wave.get': readWave,
  'wave.waiting': readWaiting,
  'pack.waiting': listToPack,
  'pack.weightRule': readWeightRule,
  'pack.find': findTote,
  'pack.tote': readTote,
  'carrier.list': listCarriers,
  'carrier.recognise': recognise,
  'carrierService.rates': readRates,
  'carrierService.quote': quoteParcel,
  'tracking.list': listDeliveries,
  'tracking.get': getDelivery,
  'tracking.strays': listStrays,
  'tracking.label': readLabel,
  'tracking.counts': countDeliveries,
  'notice.list': listNotices,
  'notice.preview': previewNotice,
  'notice.settings': readNoticeSettings,
  'shipFrom.explain': explainShipFrom,
  'shipFrom.preview': previewShipFrom,
  'shipFrom.settings': readShipFromSettings,
  'slotting.propose': proposeSlotting,
};

/** What the room does at the end of every command. */
export const fulfilmentBeforeCommit = [dropWhatIsNotSetAside];
