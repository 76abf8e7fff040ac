import type { exceptionCommands, exceptionQueries, paymentCommands, refundCommands, refundQueries, shipmentCommands } from '../../shared/sales/order-documents.contract.ts';
import type { orderImportCommands } from '../../shared/sales/order-import.contract.ts';
import type { orderOfferQueries } from '../../shared/sales/order-offer.contract.ts';
import type { orderCommands, orderQueries } from '../../shared/sales/order.contract.ts';
import type { storeCreditCommands, storeCreditQueries } from '../../shared/sales/store-credit.contract.ts';
import type { recallQueries } from '../../shared/sales/recall.contract.ts';
import type { blockedBuyerCommands, blockedBuyerQueries, checkRuleCommands, checkRuleQueries } from '../../shared/sales/check-rule.contract.ts';
import type { orderDeskCommands, orderDeskQueries } from '../../shared/sales/order-desk.contract.ts';
import type { orderRevisionCommands } from '../../shared/sales/order-revision.contract.ts';
import type { priorityCommands, priorityQueries, savedViewCommands, savedViewQueries } from '../../shared/sales/order-priority.contract.ts';
import type { expiryCommands, expiryQueries } from '../../shared/sales/order-expiry.contract.ts';
import type { adSpendCommands, adSpendQueries } from '../../shared/sales/ad-spend.contract.ts';
import type { orderCostCommands, orderProfitQueries } from '../../shared/sales/order-profit.contract.ts';
import type { todayQueries } from '../../shared/sales/today.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { allocateOrders, releaseOrders } from './allocation.service.ts';
import { listBlockedGoods } from './blocked-goods.queries.ts';
import { cancelOrder, cancelOrders } from './cancellation.service.ts';
import { sellOverCounter } from './counter-sale.service.ts';
import { listExceptions } from './exception.queries.ts';
import { reopenException, resolveException } from './exception.service.ts';
import { holdAgain, holdOrder, unholdOrder } from './hold.service.ts';
import { mapOrderLine } from './line-mapping.service.ts';
import { importOrders } from './order-import.service.ts';
import { countOrders, listOrders, safeOrders } from './order-list.queries.ts';
import { explainOrder } from './order-explain.queries.ts';
import { listOffers } from './order-offer.queries.ts';
import { getOrder } from './order.queries.ts';
import { createOrder } from './order.service.ts';
import { capturePayment, voidPayment } from './payment.service.ts';
import { approveOrders, unapproveOrders } from './approval.service.ts';
import { blockBuyer, listBlocked, unblockBuyer } from './blocked-buyer.service.ts';
import { listRules, tryOutRule } from './check-rule.queries.ts';
import { addRule, removeRule, restoreRule, updateRule } from './check-rule.service.ts';
import { editOrder } from './order-edit.service.ts';
import { takeBackRevision } from './order-revision.service.ts';
import { completeAddress } from './order-address.service.ts';
import { joinOrders, splitOrder } from './order-split.service.ts';
import { getPriority, priorityQueue } from './priority.queries.ts';
import { setWeights } from './priority.service.ts';
import { addView, listViews, removeView, updateView } from './saved-view.service.ts';
import { expireUnpaidOrders, listExpiredOrders, listExpiryRules, nextExpiry, setExpiryRule } from './order-expiry.service.ts';
import { listAdSpends, readAdShares } from './ad-spend.queries.ts';
import { recordAdSpend, restoreAdSpend, withdrawAdSpend } from './ad-spend.service.ts';
import { recordOrderCost, restoreOrderCost, withdrawOrderCost } from './order-cost.service.ts';
import { getOrderProfit } from './order-profit.queries.ts';
import { getOrderClock } from './order-clock.queries.ts';
import { recallLot } from './recall.queries.ts';
import { getRefundRule, nextUnconfirmed, setRefundRule, watchRefunds } from './refund-news.service.ts';
import { recordRefund } from './refund.service.ts';
import { reinstateOrder, reinstateOrders } from './reinstatement.service.ts';
import { cancelShipment } from './shipment-cancel.service.ts';
import { shipOrder } from './shipment.service.ts';
import { getStoreCredit, grantCredit, withdrawCredit } from './store-credit.service.ts';
import { getToday } from './today.queries.ts';
import { unsell } from './unsell.service.ts';

export const salesCommands: CommandHandlers<{
  order: typeof orderCommands & typeof orderDeskCommands & typeof orderRevisionCommands & typeof orderImportCommands;
  checkRule: typeof checkRuleCommands;
  orderCost: typeof orderCostCommands;
  adSpend: typeof adSpendCommands;
  expiry: typeof expiryCommands;
  priority: typeof priorityCommands;
  savedView: typeof savedViewCommands;
  blockedBuyer: typeof blockedBuyerCommands;
  shipment: typeof shipmentCommands;
  payment: typeof paymentCommands;
  refund: typeof refundCommands;
  exception: typeof exceptionCommands;
  storeCredit: typeof storeCreditCommands;
}> = {
  'order.create': createOrder,
  'order.sell': sellOverCounter,
  'order.unsell': unsell,
  'order.importBatch': importOrders,
  'order.allocate': allocateOrders,
  'order.release': releaseOrders,
  'order.cancel': cancelOrder,
  'order.cancelBatch': cancelOrders,
  'order.reinstate': reinstateOrder,
  'order.reinstateBatch': reinstateOrders,
  'order.hold': holdOrder,
  'order.unhold': unholdOrder,
  'order.holdAgain': holdAgain,
  'order.mapLine': mapOrderLine,
  'order.completeAddress': completeAddress,
  'order.edit': editOrder,
  'order.split': splitOrder,
  'order.join': joinOrders,
  'order.takeBack': takeBackRevision,
  'order.approve': approveOrders,
  'order.unapprove': unapproveOrders,
  'priority.setWeights': setWeights,
  'savedView.add': addView,
  'savedView.update': updateView,
  'savedView.remove': removeView,
  'expiry.setRule': setExpiryRule,
  'orderCost.record': recordOrderCost,
  'orderCost.withdraw': withdrawOrderCost,
  'orderCost.restore': restoreOrderCost,
  'adSpend.record': recordAdSpend,
  'adSpend.withdraw': withdrawAdSpend,
  'adSpend.restore': restoreAdSpend,
  'checkRule.add': addRule,
  'checkRule.update': updateRule,
  'checkRule.remove': removeRule,
  'checkRule.restore': restoreRule,
  'blockedBuyer.add': blockBuyer,
  'blockedBuyer.remove': unblockBuyer,
  'shipment.ship': shipOrder,
  'shipment.cancel': cancelShipment,
  'payment.capture': capturePayment,
  'payment.void': voidPayment,
  'refund.record': recordRefund,
  'refund.setRule': setRefundRule,
  'storeCredit.grant': grantCredit,
  'storeCredit.withdraw': withdrawCredit,
  'exception.resolve': resolveException,
  'exception.reopen': reopenException,
};

export const salesQueries: QueryHandlers<{
  adSpend: typeof adSpendQueries;
  order: typeof orderQueries & typeof orderDeskQueries & typeof orderProfitQueries & typeof orderOfferQueries;
  checkRule: typeof checkRuleQueries;
  expiry: typeof expiryQueries;
  priority: typeof priorityQueries;
  savedView: typeof savedViewQueries;
  blockedBuyer: typeof blockedBuyerQueries;
  lot: typeof recallQueries;
  refund: typeof refundQueries;
  exception: typeof exceptionQueries;
  storeCredit: typeof storeCreditQueries;
  today: typeof todayQueries;
}> = {
  'order.list': listOrders,
  'order.counts': countOrders,
  'order.get': getOrder,
  'order.explain': explainOrder,
  'order.offers': listOffers,
  'order.clock': getOrderClock,
  'order.safe': safeOrders,
  'priority.get': getPriority,
  'priority.queue': priorityQueue,
  'savedView.list': listViews,
  'expiry.rules': listExpiryRules,
  'expiry.list': listExpiredOrders,
  'expiry.blocked': listBlockedGoods,
  'order.profit': getOrderProfit,
  'adSpend.list': listAdSpends,
  'adSpend.shares': readAdShares,
  'checkRule.list': listRules,
  'checkRule.tryOut': tryOutRule,
  'blockedBuyer.list': listBlocked,
  'lot.recall': recallLot,
  'refund.rule': getRefundRule,
  'exception.list': listExceptions,
  'storeCredit.of': getStoreCredit,
  'today.get': getToday,
};

/** What the clock does and asks. */
export const salesInternal = { 'order.expireUnpaid': expireUnpaidOrders, 'refund.watch': watchRefunds };
export const salesLookups = { 'order.nextExpiry': nextExpiry, 'refund.nextUnconfirmed': nextUnconfirmed };
