import type { clearingQueries } from '../../shared/payouts/clearing.contract.ts';
import type { settlementCommands, settlementQueries } from '../../shared/payouts/settlement.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { ageClearing, listHeldOrders } from './clearing.queries.ts';
import { addLine, decideLine, removeLine, setRate } from './decision.service.ts';
import { finishSettlement, reopenSettlement } from './finish.service.ts';
import { matchAgain } from './matching.service.ts';
import { takePayoutPage } from './pulled.service.ts';
import { receivePayout } from './receive.service.ts';
import { getSettlement, listSettlements } from './settlement.queries.ts';
import { bringInSettlements, recordSettlement, takeBackSettlements } from './settlement.service.ts';

export const payoutsCommands: CommandHandlers<{ settlement: typeof settlementCommands }> = {
  'settlement.bringIn': bringInSettlements,
  'settlement.record': recordSettlement,
  'settlement.takeBack': takeBackSettlements,
  'settlement.match': matchAgain,
  'settlement.decide': decideLine,
  'settlement.addLine': addLine,
  'settlement.removeLine': removeLine,
  'settlement.setRate': setRate,
  'settlement.finish': finishSettlement,
  'settlement.reopen': reopenSettlement,
  'settlement.receive': receivePayout,
};

/** What the engine tells the file of payouts it read. */
export const payoutsInternal = { 'settlement.takePage': takePayoutPage };

export const payoutsQueries: QueryHandlers<{ settlement: Pick<typeof settlementQueries, 'list' | 'get'>; clearing: typeof clearingQueries }> = {
  'settlement.list': listSettlements,
  'settlement.get': getSettlement,
  'clearing.ageing': ageClearing,
  'clearing.orders': listHeldOrders,
};
