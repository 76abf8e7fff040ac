import type { costCommands, costQueries } from '../../shared/pricing/cost.contract.ts';
import type { customerGroupCommands, customerGroupQueries } from '../../shared/pricing/customer-group.contract.ts';
import type { priceListCommands, priceListQueries } from '../../shared/pricing/price-list.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { costSettings, getCost } from './cost.queries.ts';
import { setChannelFee, setCostParts, setMarginFloor } from './cost.service.ts';
import { getCustomerGroup, listCustomerGroups } from './customer-group.queries.ts';
import { changeCustomerGroup, createCustomerGroup, removeCustomerGroup, renameCustomerGroup } from './customer-group.service.ts';
import { getPriceList, listPriceLists } from './price-list.queries.ts';
import { blockPriceList, createPriceList, setPriceRows, unblockPriceList, updatePriceList } from './price-list.service.ts';
import { explainPrice } from './resolve.queries.ts';

export const pricingCommands: CommandHandlers<{
  cost: typeof costCommands;
  priceList: typeof priceListCommands;
  customerGroup: typeof customerGroupCommands;
}> = {
  'cost.set': setCostParts,
  'cost.setFee': setChannelFee,
  'cost.setFloor': setMarginFloor,
  'priceList.create': createPriceList,
  'priceList.update': updatePriceList,
  'priceList.block': blockPriceList,
  'priceList.unblock': unblockPriceList,
  'priceList.setRows': setPriceRows,
  'customerGroup.create': createCustomerGroup,
  'customerGroup.rename': renameCustomerGroup,
  'customerGroup.remove': removeCustomerGroup,
  'customerGroup.change': changeCustomerGroup,
};

export const pricingQueries: QueryHandlers<{
  cost: typeof costQueries;
  priceList: typeof priceListQueries;
  customerGroup: typeof customerGroupQueries;
}> = {
  'cost.get': getCost,
  'cost.settings': costSettings,
  'priceList.list': listPriceLists,
  'priceList.get': getPriceList,
  'priceList.explain': explainPrice,
  'customerGroup.list': listCustomerGroups,
  'customerGroup.get': getCustomerGroup,
};
