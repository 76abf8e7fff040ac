import { exceptionCommands, exceptionQueries, paymentCommands, refundCommands, refundQueries, shipmentCommands } from '../sales/order-documents.contract.ts';
import { orderImportCommands } from '../sales/order-import.contract.ts';
import { orderOfferQueries } from '../sales/order-offer.contract.ts';
import { orderCommands, orderQueries } from '../sales/order.contract.ts';
import { blockedBuyerCommands, blockedBuyerQueries, checkRuleCommands, checkRuleQueries } from '../sales/check-rule.contract.ts';
import { orderDeskCommands, orderDeskQueries } from '../sales/order-desk.contract.ts';
import { orderRevisionCommands } from '../sales/order-revision.contract.ts';
import { priorityCommands, priorityQueries, savedViewCommands, savedViewQueries } from '../sales/order-priority.contract.ts';
import { expiryCommands, expiryQueries } from '../sales/order-expiry.contract.ts';
import { adSpendCommands, adSpendQueries } from '../sales/ad-spend.contract.ts';
import { orderCostCommands, orderProfitQueries } from '../sales/order-profit.contract.ts';
import { storeCreditCommands, storeCreditQueries } from '../sales/store-credit.contract.ts';
import { todayQueries } from '../sales/today.contract.ts';
import { answerCommands, answerQueries } from '../returns/answer.contract.ts';
import { goodsReturnCommands, goodsReturnQueries, inspectionCommands, inspectionQueries } from '../returns/goods-return.contract.ts';
import { returnPolicyCommands, returnPolicyQueries, returnReasonCommands, returnReasonQueries } from '../returns/policy.contract.ts';
import { repairCommands, repairQueries, warrantyQueries } from '../returns/repair.contract.ts';
import { returnAnalysisQueries } from '../returns/return-analysis.contract.ts';
import { rmaCommands, rmaQueries } from '../returns/rma.contract.ts';
import { settlementCommands, settlementQueries } from '../returns/settlement.contract.ts';

/** Said by name: a compiler left to find this type by itself writes out every field of every method, and reads a megabyte back on each floor. */
export type SalesContract = {
  order: typeof orderCommands & typeof orderDeskCommands & typeof orderRevisionCommands & typeof orderImportCommands & typeof orderQueries & typeof orderDeskQueries & typeof orderProfitQueries & typeof orderOfferQueries;
  priority: typeof priorityCommands & typeof priorityQueries;
  savedView: typeof savedViewCommands & typeof savedViewQueries;
  orderCost: typeof orderCostCommands;
  adSpend: typeof adSpendCommands & typeof adSpendQueries;
  expiry: typeof expiryCommands & typeof expiryQueries;
  checkRule: typeof checkRuleCommands & typeof checkRuleQueries;
  blockedBuyer: typeof blockedBuyerCommands & typeof blockedBuyerQueries;
  shipment: typeof shipmentCommands;
  payment: typeof paymentCommands;
  refund: typeof refundCommands & typeof refundQueries;
  storeCredit: typeof storeCreditCommands & typeof storeCreditQueries;
  exception: typeof exceptionCommands & typeof exceptionQueries;
  rma: typeof rmaCommands & typeof settlementCommands & typeof answerCommands & typeof rmaQueries & typeof settlementQueries & typeof answerQueries;
  goodsReturn: typeof goodsReturnCommands & typeof goodsReturnQueries;
  inspection: typeof inspectionCommands & typeof inspectionQueries;
  returnPolicy: typeof returnPolicyCommands & typeof returnPolicyQueries;
  repair: typeof repairCommands & typeof repairQueries;
  warranty: typeof warrantyQueries;
  returnAnalysis: typeof returnAnalysisQueries;
  returnReason: typeof returnReasonCommands & typeof returnReasonQueries;
  today: typeof todayQueries;
};

/** The features of selling and taking back. */
export const salesContract: SalesContract = {
  order: { ...orderCommands, ...orderDeskCommands, ...orderRevisionCommands, ...orderImportCommands, ...orderQueries, ...orderDeskQueries, ...orderProfitQueries, ...orderOfferQueries },
  priority: { ...priorityCommands, ...priorityQueries },
  savedView: { ...savedViewCommands, ...savedViewQueries },
  orderCost: orderCostCommands,
  adSpend: { ...adSpendCommands, ...adSpendQueries },
  expiry: { ...expiryCommands, ...expiryQueries },
  checkRule: { ...checkRuleCommands, ...checkRuleQueries },
  blockedBuyer: { ...blockedBuyerCommands, ...blockedBuyerQueries },
  shipment: shipmentCommands,
  payment: paymentCommands,
  refund: { ...refundCommands, ...refundQueries },
  storeCredit: { ...storeCreditCommands, ...storeCreditQueries },
  exception: { ...exceptionCommands, ...exceptionQueries },
  rma: { ...rmaCommands, ...settlementCommands, ...answerCommands, ...rmaQueries, ...settlementQueries, ...answerQueries },
  goodsReturn: { ...goodsReturnCommands, ...goodsReturnQueries },
  inspection: { ...inspectionCommands, ...inspectionQueries },
  returnPolicy: { ...returnPolicyCommands, ...returnPolicyQueries },
  repair: { ...repairCommands, ...repairQueries },
  warranty: warrantyQueries,
  returnAnalysis: returnAnalysisQueries,
  returnReason: { ...returnReasonCommands, ...returnReasonQueries },
  today: todayQueries,
};
