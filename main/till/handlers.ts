import type { drawerCommands, drawerQueries } from '../../shared/till/drawer.contract.ts';
import type { parkedSaleCommands, parkedSaleQueries } from '../../shared/till/parked-sale.contract.ts';
import type { receiptQueries } from '../../shared/till/receipt.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { listDrawers, myDrawer, reportDrawer } from './drawer.queries.ts';
import { closeDrawer, openDrawer, payIn, payOut, recountDrawer } from './drawer.service.ts';
import { listParked, parkSale, putParkedBack, takeParked } from './parked-sale.service.ts';
import { findReceipt } from './receipt.queries.ts';

export const tillCommands: CommandHandlers<{ drawer: typeof drawerCommands; parkedSale: typeof parkedSaleCommands }> = {
  'drawer.open': openDrawer,
  'drawer.payIn': payIn,
  'drawer.payOut': payOut,
  'drawer.close': closeDrawer,
  'drawer.recount': recountDrawer,
  'parkedSale.park': parkSale,
  'parkedSale.take': takeParked,
  'parkedSale.putBack': putParkedBack,
};

export const tillQueries: QueryHandlers<{ drawer: typeof drawerQueries; parkedSale: typeof parkedSaleQueries; counter: typeof receiptQueries }> = {
  'drawer.mine': myDrawer,
  'drawer.list': listDrawers,
  'drawer.report': reportDrawer,
  'parkedSale.list': listParked,
  'counter.receipt': findReceipt,
};
