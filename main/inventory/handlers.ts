import type { bundleQueries } from '../../shared/inventory/bundle.contract.ts';
import type { consignmentCommands, consignmentQueries } from '../../shared/inventory/consignment.contract.ts';
import type { binCommands, locationCommands, locationQueries } from '../../shared/inventory/location.contract.ts';
import type { costingCommands, costingQueries } from '../../shared/inventory/costing.contract.ts';
import type { lotCommands, lotQueries } from '../../shared/inventory/lot.contract.ts';
import type { reasonCommands, reasonQueries } from '../../shared/inventory/reason.contract.ts';
import type { negativeCommands, negativeQueries, reservationCommands, reservationQueries } from '../../shared/inventory/reservation.contract.ts';
import type { stockCommands, stockQueries } from '../../shared/inventory/stock.contract.ts';
import type { transferCommands, transferQueries } from '../../shared/inventory/transfer.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { adjustStock } from './adjustment.service.ts';
import { moveBetweenBins } from './bin-move.service.ts';
import { getBundle } from './bundle.queries.ts';
import { compareHolderReport, listGoodsApart, listHolderReports, listPlacesApart } from './consignment.queries.ts';
import { acquireStock, consignStock } from './consignment.service.ts';
import { getCosting, previewLate, previewSwitch } from './costing-preview.queries.ts';
import { applyCosting, switchCosting } from './costing-switch.service.ts';
import { explainStock } from './explain.queries.ts';
import { explainValue } from './explain-value.queries.ts';
import { reportGoods, restoreReport, settleReport, withdrawReport } from './holder-report.service.ts';
import { holdStock, releaseStock } from './hold.service.ts';
import { listLocations } from './location.queries.ts';
import { blockBin, blockLocation, createBin, createLocation, unblockBin, unblockLocation, updateLocation } from './location.service.ts';
import { goodsToKeep, findLots, listLots, listPlaces, scanLot } from './lot.queries.ts';
import { holdLot, nameSoldLots, releaseLot, trackVariant } from './lot.service.ts';
import { listLayers, listMovements } from './movement.queries.ts';
import { explainNegative, listNegatives } from './negative.service.ts';
import { listReasons, reportLosses } from './reason.queries.ts';
import { addReason, blockReason, unblockReason, updateReason } from './reason.service.ts';
import { openStockBatch, receiveBatch, receiveStock } from './receipt.service.ts';
import { getReservationRule, listExpired, nextExpiry, setReservationRule } from './reservation.service.ts';
import { getValuation, listStock } from './stock.queries.ts';
import { explainTransfer, getTransfer, listTransfers } from './transfer.queries.ts';
import { arriveTransfer, closeTransfer, transferStock } from './transfer.service.ts';

export const inventoryCommands: CommandHandlers<{
  location: typeof locationCommands;
  bin: typeof binCommands;
  stock: typeof stockCommands;
  transfer: typeof transferCommands;
  reason: typeof reasonCommands;
  costing: typeof costingCommands;
  lot: typeof lotCommands;
  reservation: typeof reservationCommands;
  negative: typeof negativeCommands;
  consignment: typeof consignmentCommands;
}> = {
  'location.create': createLocation,
  'location.update': updateLocation,
  'location.block': blockLocation,
  'location.unblock': unblockLocation,
  'bin.create': createBin,
  'bin.block': blockBin,
  'bin.unblock': unblockBin,
  'stock.adjust': adjustStock,
  'stock.receive': receiveStock,
  'stock.receiveBatch': receiveBatch,
  'stock.openingBatch': openStockBatch,
  'stock.move': moveBetweenBins,
  'stock.consign': consignStock,
  'stock.hold': holdStock,
  'stock.release': releaseStock,
  'transfer.send': transferStock,
  'transfer.receive': arriveTransfer,
  'transfer.close': closeTransfer,
  'reason.add': addReason,
  'reason.update': updateReason,
  'reason.block': blockReason,
  'reason.unblock': unblockReason,
  'costing.switch': switchCosting,
  'costing.applyBatch': applyCosting,
  'lot.track': trackVariant,
  'lot.hold': holdLot,
  'lot.release': releaseLot,
  'lot.name': nameSoldLots,
  'reservation.setRule': setReservationRule,
  'negative.explain': explainNegative,
  'consignment.report': reportGoods,
  'consignment.withdraw': withdrawReport,
  'consignment.restore': restoreReport,
  'consignment.settle': settleReport,
  'consignment.acquire': acquireStock,
};

/** When the next reservation is over; asked by the clock that sets them free. */
export const inventoryLookups = { 'reservation.next': nextExpiry };

export const inventoryQueries: QueryHandlers<{
  bundle: typeof bundleQueries;
  location: typeof locationQueries;
  stock: typeof stockQueries;
  transfer: typeof transferQueries;
  reason: typeof reasonQueries;
  costing: typeof costingQueries;
  lot: typeof lotQueries;
  reservation: typeof reservationQueries;
  negative: typeof negativeQueries;
  consignment: typeof consignmentQueries;
}> = {
  'location.list': listLocations,
  'bundle.get': getBundle,
  'stock.list': listStock,
  'stock.movements': listMovements,
  'stock.layers': listLayers,
  'stock.valuation': getValuation,
  'stock.explain': explainStock,
  'stock.explainValue': explainValue,
  'transfer.list': listTransfers,
  'transfer.get': getTransfer,
  'transfer.explain': explainTransfer,
  'reason.list': listReasons,
  'reason.report': reportLosses,
  'costing.get': getCosting,
  'costing.preview': previewSwitch,
  'costing.previewLate': previewLate,
  'lot.list': listLots,
  'lot.find': findLots,
  'lot.scan': scanLot,
  'lot.ofGoods': goodsToKeep,
  'lot.places': listPlaces,
  'reservation.get': getReservationRule,
  'reservation.list': listExpired,
  'negative.list': listNegatives,
  'consignment.places': listPlacesApart,
  'consignment.goods': listGoodsApart,
  'consignment.reports': listHolderReports,
  'consignment.compare': compareHolderReport,
};
