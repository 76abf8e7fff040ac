import type { drawerCommands, drawerQueries } from '../../shared/till/drawer.contract.ts';
import type { parkedSaleCommands, parkedSaleQueries } from '../../shared/till/parked-sale.contract.ts';
import type { takeBackCommands, takeBackQueries } from '../../shared/till/take-back.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { listDrawers, myDrawer, reportDrawer } from './drawer.queries.ts';
import { closeDrawer, openDrawer, payIn, payOut, recountDrawer } from './drawer.service.ts';
import { listParked, parkSale, putParkedBack, takeParked } from './parked-sale.service.ts';
import { findReceipt } from './take-back.queries.ts';
import { takeBack } from './take-back.service.ts';

export const tillCommands: CommandHandlers<{ drawer: typeof drawerCommands; parkedSale: typeof parkedSaleCommands; counter: typeof takeBackCommands }> = {
  'drawer.open': openDrawer,
  'drawer.payIn': payIn,
  'drawer.payOut': payOut,
  'drawer.close': closeDrawer,
  'drawer.recount': recountDrawer,
  'parkedSale.park': parkSale,
  'parkedSale.take': takeParked,
  'parkedSale.putBack': putParkedBack,
  'counter.takeBack': takeBack,
};

export const tillQueries: QueryHandlers<{ drawer: typeof drawerQueries; parkedSale: typeof parkedSaleQueries; counter: typeof takeBackQueries }> = {
  'drawer.mine': myDrawer,
  'drawer.list': listDrawers,
  'drawer.report': reportDrawer,
  'parkedSale.list': listParked,
  'counter.receipt': findReceipt,
};
