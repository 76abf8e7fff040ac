import type { carrierCommands, carrierQueries, carrierServiceCommands, carrierServiceQueries, waybillCommands } from '../../shared/fulfilment/carrier.contract.ts';
import type { packCommands, packQueries } from '../../shared/fulfilment/pack.contract.ts';
import type { pickCommands, waveCommands, waveQueries } from '../../shared/fulfilment/wave.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { listCarriers, recognise } from './carrier.queries.ts';
import {
  addCarrier, addService, addWaybills, blockCarrier, blockService, chooseUsual, readRates, restoreWaybills, setRates, unblockCarrier, unblockService, updateCarrier, updateService, withdrawWaybills,
} from './carrier.service.ts';
import { findTote, listToPack, readTote } from './pack.queries.ts';
import { discardParcel, openParcel, overruleScans, putAside, scanIntoParcel, takeOut } from './pack.service.ts';
import { shipParcel } from './pack-ship.service.ts';
import { findMissing, putGoodsBack, reportShort, takeGoods } from './pick.service.ts';
import { quoteParcel } from './rating.queries.ts';
import { dropWhatIsNotSetAside } from './tote.service.ts';
import { listWaves, readWaiting, readWave } from './wave.queries.ts';
import { buildWave, cancelWave, packAt } from './wave.service.ts';

/** `pack.overrule` is answered beside the store, which checks the supervisor's PIN and tells 'pack.overruled'. */
export const fulfilmentCommands: Omit<
  CommandHandlers<{
    wave: typeof waveCommands;
    pick: typeof pickCommands;
    pack: typeof packCommands;
    carrier: typeof carrierCommands;
    carrierService: typeof carrierServiceCommands;
    waybill: typeof waybillCommands;
  }>,
  'pack.overrule'
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
};

export const fulfilmentInternal = { 'pack.overruled': overruleScans };

export const fulfilmentQueries: QueryHandlers<{
  wave: typeof waveQueries;
  pack: typeof packQueries;
  carrier: typeof carrierQueries;
  carrierService: typeof carrierServiceQueries;
}> = {
  'wave.list': listWaves,
  'wave.get': readWave,
  'wave.waiting': readWaiting,
  'pack.waiting': listToPack,
  'pack.find': findTote,
  'pack.tote': readTote,
  'carrier.list': listCarriers,
  'carrier.recognise': recognise,
  'carrierService.rates': readRates,
  'carrierService.quote': quoteParcel,
};

/** What the room does at the end of every command. */
export const fulfilmentBeforeCommit = [dropWhatIsNotSetAside];
