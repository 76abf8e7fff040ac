import type { binCommands, locationCommands, locationQueries } from '../../shared/inventory/location.contract.ts';
import type { stockCommands, stockQueries } from '../../shared/inventory/stock.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { adjustStock } from './adjustment.service.ts';
import { explainStock } from './explain.queries.ts';
import { holdStock, releaseStock } from './hold.service.ts';
import { listLocations } from './location.queries.ts';
import { blockBin, blockLocation, createBin, createLocation, unblockBin, unblockLocation } from './location.service.ts';
import { listLayers, listMovements } from './movement.queries.ts';
import { openStockBatch, receiveStock } from './receipt.service.ts';
import { getValuation, listStock } from './stock.queries.ts';
import { arriveTransfer, transferStock } from './transfer.service.ts';

export const inventoryCommands: CommandHandlers<{ location: typeof locationCommands; bin: typeof binCommands; stock: typeof stockCommands }> = {
  'location.create': createLocation,
  'location.block': blockLocation,
  'location.unblock': unblockLocation,
  'bin.create': createBin,
  'bin.block': blockBin,
  'bin.unblock': unblockBin,
  'stock.adjust': adjustStock,
  'stock.receive': receiveStock,
  'stock.openingBatch': openStockBatch,
  'stock.transfer': transferStock,
  'stock.transferArrive': arriveTransfer,
  'stock.hold': holdStock,
  'stock.release': releaseStock,
};

export const inventoryQueries: QueryHandlers<{ location: typeof locationQueries; stock: typeof stockQueries }> = {
  'location.list': listLocations,
  'stock.list': listStock,
  'stock.movements': listMovements,
  'stock.layers': listLayers,
  'stock.valuation': getValuation,
  'stock.explain': explainStock,
};
