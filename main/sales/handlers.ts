import type { exceptionCommands, exceptionQueries, paymentCommands, refundCommands, shipmentCommands } from '../../shared/sales/order-documents.contract.ts';
import type { orderImportCommands } from '../../shared/sales/order-import.contract.ts';
import type { orderOfferQueries } from '../../shared/sales/order-offer.contract.ts';
import type { orderCommands, orderQueries } from '../../shared/sales/order.contract.ts';
import type { storeCreditCommands, storeCreditQueries } from '../../shared/sales/store-credit.contract.ts';
import type { recallQueries } from '../../shared/sales/recall.contract.ts';
import type { todayQueries } from '../../shared/sales/today.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { allocateOrders, releaseOrders } from './allocation.service.ts';
import { cancelOrder } from './cancellation.service.ts';
import { sellOverCounter } from './counter-sale.service.ts';
import { listExceptions } from './exception.queries.ts';
import { reopenException, resolveException } from './exception.service.ts';
import { holdAgain, holdOrder, unholdOrder } from './hold.service.ts';
import { mapOrderLine } from './line-mapping.service.ts';
import { importOrders } from './order-import.service.ts';
import { countOrders, listOrders } from './order-list.queries.ts';
import { explainOrder } from './order-explain.queries.ts';
import { listOffers } from './order-offer.queries.ts';
import { getOrder } from './order.queries.ts';
import { createOrder } from './order.service.ts';
import { capturePayment, voidPayment } from './payment.service.ts';
import { recallLot } from './recall.queries.ts';
import { recordRefund } from './refund.service.ts';
import { cancelShipment } from './shipment-cancel.service.ts';
import { shipOrder } from './shipment.service.ts';
import { getStoreCredit, grantCredit, withdrawCredit } from './store-credit.service.ts';
import { getToday } from './today.queries.ts';

export const salesCommands: CommandHandlers<{
  order: typeof orderCommands & typeof orderImportCommands;
  shipment: typeof shipmentCommands;
  payment: typeof paymentCommands;
  refund: typeof refundCommands;
  exception: typeof exceptionCommands;
  storeCredit: typeof storeCreditCommands;
}> = {
  'order.create': createOrder,
  'order.sell': sellOverCounter,
  'order.importBatch': importOrders,
  'order.allocate': allocateOrders,
  'order.release': releaseOrders,
  'order.cancel': cancelOrder,
  'order.hold': holdOrder,
  'order.unhold': unholdOrder,
  'order.holdAgain': holdAgain,
  'order.mapLine': mapOrderLine,
  'shipment.ship': shipOrder,
  'shipment.cancel': cancelShipment,
  'payment.capture': capturePayment,
  'payment.void': voidPayment,
  'refund.record': recordRefund,
  'storeCredit.grant': grantCredit,
  'storeCredit.withdraw': withdrawCredit,
  'exception.resolve': resolveException,
  'exception.reopen': reopenException,
};

export const salesQueries: QueryHandlers<{
  order: typeof orderQueries & typeof orderOfferQueries;
  lot: typeof recallQueries;
  exception: typeof exceptionQueries;
  storeCredit: typeof storeCreditQueries;
  today: typeof todayQueries;
}> = {
  'order.list': listOrders,
  'order.counts': countOrders,
  'order.get': getOrder,
  'order.explain': explainOrder,
  'order.offers': listOffers,
  'lot.recall': recallLot,
  'exception.list': listExceptions,
  'storeCredit.of': getStoreCredit,
  'today.get': getToday,
};
